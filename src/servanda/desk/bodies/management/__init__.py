"""Commands of bodies."""
