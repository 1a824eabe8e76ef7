"""Working groups and other bodies, their meetings, and what both sides adopt with two keys."""
