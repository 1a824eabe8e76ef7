"""The Azerbaijani grammar of time in agreements."""
