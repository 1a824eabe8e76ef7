"""What a plug-in must be able to do, and how embeddings propose candidates."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors, one row a text."""

    @property
    def name(self) -> str:
        """Name the model, for the record of what proposed a candidate."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text."""
        ...


class Quoter(Protocol):
    """Picks the words of a passage that speak of a commitment."""

    @property
    def name(self) -> str:
        """Name the model, for the record of what proposed a candidate."""
        ...

    def quotes(self, passage: str, commitment: str) -> Sequence[str]:
        """Give the words, which are then checked against the passage."""
        ...


def nearest(
    embedder: Embedder, passage: str, texts: Sequence[str], k: int = 10
) -> list[tuple[int, float]]:
    """Give the places of the texts nearest to a passage, by cosine, best first."""
    rows = embedder.embed([passage, *texts]).astype(np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = rows / np.where(lengths == 0, 1.0, lengths)
    likeness = unit[1:] @ unit[0]
    order = np.argsort(-likeness, kind="stable")[:k]
    return [(int(place), float(likeness[place])) for place in order]
