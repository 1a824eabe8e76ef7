"""Pages of bodies, meetings and papers."""
