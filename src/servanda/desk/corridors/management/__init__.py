"""Commands of the corridor."""
