"""How dates and numbers are written, where the desk differs from Django's own habit."""
