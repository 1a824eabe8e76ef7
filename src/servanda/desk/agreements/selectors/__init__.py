"""Reads of instruments, commitments and readings; who looks, and from when, comes first.

`partnership_id` is the id of the partnership, "azerbaijan-us"; local ids are what follows its dot.
What a viewer may not see and what does not exist are both None, absent and uncounted.
"""

from servanda.desk.agreements.selectors.calendar import between, calendar, timeline, years
from servanda.desk.agreements.selectors.commitments import (
    commitment,
    commitments,
    dated,
    due_dates,
    ids_by_date,
)
from servanda.desk.agreements.selectors.counts import sections, tally
from servanda.desk.agreements.selectors.history import history
from servanda.desk.agreements.selectors.instruments import (
    awaited,
    instrument,
    instruments,
    named_parties,
    parties,
)
from servanda.desk.agreements.selectors.readings import reading, readings
from servanda.desk.agreements.selectors.texts import annotated_text
from servanda.desk.agreements.selectors.values import (
    AnnotatedText,
    Block,
    CalendarEntry,
    CommitmentFilters,
    DueCommitment,
    InstrumentView,
    Page,
    ProposalView,
    ReadingView,
    Run,
    Section,
    Tally,
)

__all__ = [
    "AnnotatedText",
    "Block",
    "CalendarEntry",
    "CommitmentFilters",
    "DueCommitment",
    "InstrumentView",
    "Page",
    "ProposalView",
    "ReadingView",
    "Run",
    "Section",
    "Tally",
    "annotated_text",
    "awaited",
    "between",
    "calendar",
    "commitment",
    "commitments",
    "dated",
    "due_dates",
    "history",
    "ids_by_date",
    "instrument",
    "instruments",
    "named_parties",
    "parties",
    "reading",
    "readings",
    "sections",
    "tally",
    "timeline",
    "years",
]
