"""A release as the bytes that are published, and back from them."""

import hashlib
import json

from servanda.exchange.release.model import FORMAT, VERSION, Release
from servanda.exchange.release.plain import Json, Misfit, plain, revive
from servanda.ledger import canonical


class NotARelease(ValueError):  # noqa: N818 - it says what the file is not
    """Bytes that are no release, or none that this version can read."""


def write(release: Release) -> bytes:
    """Return the canonical JSON (RFC 8785) of a release; the same release, the same bytes.

    Its keys are ASCII and its numbers have at most four decimals: for these, Python's own writer,
    many times quicker, writes what RFC 8785 asks for. A test holds the two against each other.
    """
    value = plain(release)
    text = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    try:
        return text.encode()
    except UnicodeEncodeError:
        return canonical(value)  # it says what is wrong


def read(data: bytes | str) -> Release:
    """Read a release, or say what is wrong with the file and where."""
    return revived(parsed(data))


def parsed(data: bytes | str) -> Json:
    """Parse a file that says that it is a release of a version known here."""
    try:
        written = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotARelease(f"It is no JSON ({error}). Fetch the release again.") from None
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        raise NotARelease(
            f"It does not say that its format is “{FORMAT}”, so it is something else. "
            "Give the JSON file of a release."
        )
    if written.get("version") != VERSION:
        raise NotARelease(
            f"It is of version {written.get('version')!r} of the format, and this program reads "
            f"version {VERSION}. Use a later one."
        )
    return written


def revived(written: Json) -> Release:
    """Make a release of parsed JSON."""
    try:
        return revive(Release, written)
    except Misfit as error:
        raise NotARelease(f"{error}. The file was altered or cut: fetch it again.") from None


def sha256(data: bytes | str) -> str:
    """Return the hash by which a release is cited."""
    whole = data.encode() if isinstance(data, str) else data
    return hashlib.sha256(whole).hexdigest()
