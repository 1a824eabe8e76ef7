"""Pages of the corridor."""
