"""Writes: changes of projects, lists, gates and roadmaps."""
