"""Instruments, texts, provisions, commitments, deadlines."""
