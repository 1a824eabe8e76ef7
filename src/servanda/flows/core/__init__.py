"""The compiled core: pricing by shortest paths and a warm simplex over paths, without Python."""
