"""Projects, the lists they stand on, their roadmaps, gates, baselines and forecasts."""
