"""Writes of networks and scenarios."""
