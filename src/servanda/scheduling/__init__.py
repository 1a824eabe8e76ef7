"""When a plan will be done: critical path, levelling under limited resources, and risk."""
