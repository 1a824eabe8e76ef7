"""Corridors: networks with their assumptions, scenarios with frozen inputs, and runs of them."""
