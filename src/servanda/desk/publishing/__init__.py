"""Feeds and other ways out."""
