"""Settings, shared templates, static files."""
