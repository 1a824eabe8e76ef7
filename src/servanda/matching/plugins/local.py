"""An embedding model from a local folder: word vectors, averaged. Nothing is downloaded.

The folder holds `words.txt` (one word a line, folded) and `vectors.npy` (one row a word).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from servanda.matching.folding import words_of


class ModelUnavailableError(ValueError):
    """There is no usable model at a path."""


@dataclass(frozen=True)
class LocalVectors:
    """Word vectors; a text is the mean of its words'."""

    name: str
    places: Mapping[str, int]
    vectors: NDArray[np.float32]

    @classmethod
    def load(cls, folder: Path) -> LocalVectors:
        """Load the vectors of a folder."""
        words, vectors = folder / "words.txt", folder / "vectors.npy"
        if not (words.is_file() and vectors.is_file()):
            raise ModelUnavailableError(
                f"{folder} holds no word vectors, so there is nothing to compare meanings with: "
                "put words.txt and vectors.npy there, or match without the plug-in."
            )
        names = words.read_text(encoding="utf-8").splitlines()
        rows = np.load(vectors, allow_pickle=False).astype(np.float32)
        if rows.ndim != 2 or len(rows) != len(names):
            raise ModelUnavailableError(
                f"{folder} has {len(names)} words and vectors of shape {rows.shape}, so no word "
                "has a sure vector: give one row of vectors.npy for each line of words.txt."
            )
        return cls(folder.name, {word: place for place, word in enumerate(names)}, rows)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text; zeros where no word is known."""
        rows = np.zeros((len(texts), self.vectors.shape[1]), dtype=np.float32)
        for place, text in enumerate(texts):
            known = [self.places[word] for word in words_of(text) if word in self.places]
            if known:
                rows[place] = self.vectors[known].mean(axis=0)
        return rows
