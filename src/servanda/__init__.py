"""Servanda: run the implementation of international agreements, in the open."""

__version__ = "0.1.0"
