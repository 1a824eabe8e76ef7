"""Reads: what a viewer may see of projects, lists, gates and roadmaps."""
