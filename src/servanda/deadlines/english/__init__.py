"""The English grammar of time in agreements."""
