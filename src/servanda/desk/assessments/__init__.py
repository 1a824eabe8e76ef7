"""Findings about commitments."""
