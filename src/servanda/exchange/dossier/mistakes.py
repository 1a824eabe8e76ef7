"""What is raised for a folder that is no dossier: every mistake, by file, row and field."""

from collections.abc import Iterable

from servanda.exchange.mistakes import Mistake, nearest

__all__ = ["Mistake", "NotADossier", "nearest"]


class NotADossier(ValueError):  # noqa: N818 - it says what the folder is not
    """Raised when a folder cannot be read as a dossier; carries every mistake found."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
