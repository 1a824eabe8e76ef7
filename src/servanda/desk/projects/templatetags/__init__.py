"""Template tags of projects and roadmaps."""
