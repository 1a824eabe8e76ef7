"""What a network carries: flows of least cost, bottlenecks, the value of each project, ranges."""
