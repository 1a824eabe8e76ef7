"""Commands of the sources."""
