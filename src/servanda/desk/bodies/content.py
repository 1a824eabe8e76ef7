"""The content of a paper: JSON of which every copy has the same hash, whatever stores it."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from servanda.desk.agreements.errors import Refused
from servanda.ledger import NotCanonical, canonical

LARGEST = 4_000_000  # bytes; a roadmap of ten thousand rows has about half of it


def settled(content: Any) -> tuple[Any, str]:
    """Return a content as every database gives it back, and the hash of its canonical form."""
    if not isinstance(content, dict) or not content:
        raise Refused(_("The paper has no content, and nothing was saved. Write what it says."))
    try:
        written = canonical(content)
    except (NotCanonical, RecursionError) as error:
        message = _("The paper’s content cannot be kept, and nothing was saved: %(why)s")
        raise Refused(message % {"why": error}) from error
    if b"\\u0000" in written:
        raise Refused(
            _("The paper’s content holds a zero character, and nothing was saved. Remove it.")
        )
    if len(written) > LARGEST:
        raise Refused(
            _("The paper is larger than four megabytes, and nothing was saved. Divide it.")
        )
    return json.loads(written), hashlib.sha256(written).hexdigest()


def sha256_of(content: Any) -> str:
    """Return the hash of the canonical form of a content that is kept."""
    return hashlib.sha256(canonical(content)).hexdigest()
