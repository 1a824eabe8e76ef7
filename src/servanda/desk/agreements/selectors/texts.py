"""A text cut along its provisions and commitments, for reading it with them in the margin."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.desk.agreements.models import Commitment, Provision, Text
from servanda.desk.agreements.selectors.commitments import NEAR
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.selectors.values import AnnotatedText, Block, DueCommitment, Run
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.record.viewpoint import Viewpoint


def annotated_text(viewpoint: Viewpoint, partnership_id: str, text_id: str) -> AnnotatedText | None:
    """Return a text with its provisions and commitments, or None where the viewer has none.

    `text_id` is the local id; `InstrumentView.texts` lists the texts of an instrument.
    """
    things = shelf(viewpoint, partnership_id)
    found = things.all(Text, "instrument", id=f"{partnership_id}.{text_id}")
    if not found:
        return None
    text = found[0]
    provisions = things.all(Provision, text_id=text.id)
    rows = things.all(Commitment, *NEAR, provision__text_id=text.id, state=CommitmentState.ADOPTED)
    dues = put_dates(things, sorted(rows, key=lambda each: (each.start, each.end)))
    return AnnotatedText(
        text=text,
        blocks=tuple(blocks(text.body, provisions, dues)),
        contents=tuple(provisions),
        commitments=tuple(dues),
    )


def blocks(
    body: str, provisions: Sequence[Provision], dues: Sequence[DueCommitment]
) -> Iterator[Block]:
    """Cut a text where its innermost provision changes, and each piece into runs."""
    seen: set[str] = set()
    waiting = deque(dues)
    here: list[DueCommitment] = []
    for start, end, provision in _pieces(len(body), provisions):
        here = [due for due in here if due.commitment.end > start]
        begun = []
        while waiting and waiting[0].commitment.start < end:
            begun.append(waiting.popleft())
        here += begun
        starts = provision is not None and provision.eid not in seen
        if provision is not None:
            seen.add(provision.eid)
        yield Block(provision, starts, tuple(_runs(body, start, end, here)), tuple(begun))


def _pieces(
    length: int, provisions: Sequence[Provision]
) -> Iterator[tuple[int, int, Provision | None]]:
    """Yield the stretches of a text with the innermost provision of each."""
    around: list[Provision] = []
    here = 0
    for each in sorted(provisions, key=lambda one: (one.start, -one.end, one.depth)):
        while around and around[-1].end <= each.start:
            inner = around.pop()
            if here < inner.end:
                yield here, inner.end, inner
            here = max(here, inner.end)
        if here < each.start:
            yield here, each.start, around[-1] if around else None
        here = max(here, each.start)
        around.append(each)
    for inner in reversed(around):
        if here < inner.end:
            yield here, inner.end, inner
        here = max(here, inner.end)
    if here < length:
        yield here, length, None


def _runs(body: str, start: int, end: int, dues: Sequence[DueCommitment]) -> Iterator[Run]:
    cuts = {start, end}
    for due in dues:
        cuts |= {max(start, due.commitment.start), min(end, due.commitment.end)}
    for left, right in pairwise(sorted(cuts)):
        here = [due for due in dues if due.commitment.start <= left and right <= due.commitment.end]
        yield Run(body[left:right], left, tuple(here))
