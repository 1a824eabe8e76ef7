"""The map of a corridor: land beneath it, and lines drawn on the server."""
