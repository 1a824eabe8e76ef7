"""The pages of agreements: instruments, calendar, time line, sources, readings under review."""
