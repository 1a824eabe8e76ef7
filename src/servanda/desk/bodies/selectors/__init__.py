"""Reads of bodies, meetings and papers; who looks, and from when, comes first."""
