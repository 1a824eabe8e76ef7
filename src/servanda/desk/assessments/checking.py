"""Checks every quote on record, each file hashed anew, for `servanda desk verify`."""

from collections.abc import Iterator
from itertools import islice

from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors import verification
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.sources import intact

AT_ONCE = 1000


def quote_faults() -> Iterator[str]:
    """Yield each quote that is unverified, and why; what was withdrawn rests on nothing."""
    intact.forget()
    verification.forget()
    pieces = Evidence.objects.filter(withdrawn=False).order_by("id").iterator(chunk_size=AT_ONCE)
    while batch := list(islice(pieces, AT_ONCE)):
        found = verdicts(batch)
        for each in batch:
            verdict = found[each.id]
            if verdict != Verdict.VERIFIED:
                yield (
                    f"evidence {each.id} is unverified: {verdict.why} "
                    f"(original {each.original_id}). {verdict.remedy}"
                )
