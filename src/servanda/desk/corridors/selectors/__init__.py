"""Reads of networks and scenarios; the viewpoint comes first."""
