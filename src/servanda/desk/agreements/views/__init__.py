"""The pages of agreements: instruments, calendar and time line, sources, and readings under review."""
