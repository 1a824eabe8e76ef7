"""The compiled core: pricing by shortest paths and a warm simplex over paths, without Python."""

from pathlib import Path

from servanda.compiled import forget_stale

forget_stale(Path(__file__).parent)
