"""The network that a dossier encloses, in a folder of its own."""

from dataclasses import replace
from pathlib import Path

from servanda.exchange.dossier.files import NETWORK_FOLDER
from servanda.exchange.mistakes import Mistake
from servanda.exchange.network import NotANetwork, files_of, read


def read_network(path: Path) -> tuple[dict[str, bytes], list[Mistake]]:
    """Return the files of the network by their paths in the dossier; none where it has none."""
    folder = path / NETWORK_FOLDER
    if not folder.is_dir() or folder.is_symlink() or not any(folder.iterdir()):
        return {}, []
    try:
        stored = read(folder)
    except NotANetwork as error:
        wrong = [replace(each, file=f"{NETWORK_FOLDER}/{each.file}") for each in error.mistakes]
        return {f"{NETWORK_FOLDER}/{each.name}": b"" for each in folder.iterdir()}, wrong
    return {f"{NETWORK_FOLDER}/{name}": data for name, data in files_of(stored).items()}, []
