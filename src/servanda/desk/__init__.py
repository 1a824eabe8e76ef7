"""The Django application that a team runs."""
