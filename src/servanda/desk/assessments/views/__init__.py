"""The pages of evidence and assessment, a file a room."""
