"""Originals as they were taken in, their text, passages, search and watchlists."""
