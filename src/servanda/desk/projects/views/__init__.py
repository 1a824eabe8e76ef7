"""Pages of projects, lists, gates and roadmaps."""
