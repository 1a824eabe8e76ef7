"""What each kind of viewer is answered, by rules with names, and what an address is asked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desk.access.canaries import MARK
from desk.access.world import KINDS, OFFICERS, SEES

Rule = Callable[[str, str], int]  # kind of viewer, classification → status


@dataclass(frozen=True, slots=True)
class Sample:
    """One address to ask for, the rule for its answer, and who asks."""

    path: str
    rule: Rule
    kinds: tuple[str, ...] = KINDS


# Variations of a page are asked for by one viewer of each right to see: the others see the same.
ONE_OF_EACH = ("anonymous", "officer of South", "named")
TWO = ("anonymous", "stranger")


def varied(path: str, rule: Rule) -> Sample:
    """Return a variation of an address that has a sample already."""
    return Sample(path, rule, ONE_OF_EACH)


def everybody(kind: str, of: str) -> int:
    """Answer everybody."""
    return 200


def nobody(kind: str, of: str) -> int:
    """Answer everybody that there is no such thing."""
    return 404


def post_only(kind: str, of: str) -> int:
    """Refuse to be read, since this address only takes changes."""
    return 405


def bad(kind: str, of: str) -> int:
    """Answer that the request is wrong."""
    return 400


def signed_in(kind: str, of: str) -> int:
    """Answer whoever is signed in; show the others the way in."""
    return 302 if kind == "anonymous" else 200


def or_else(status: int) -> Rule:
    """Show whoever is not signed in the way in, and answer the others with a status."""

    def rule(kind: str, of: str) -> int:
        return 302 if kind == "anonymous" else status

    return rule


def not_signed_in(kind: str, of: str) -> int:
    """Answer whoever is not signed in; send the others on."""
    return 200 if kind == "anonymous" else 302


def sent_on(kind: str, of: str) -> int:
    """Send everybody on."""
    return 302


def who_sees_it(kind: str, of: str) -> int:
    """Answer who sees the thing; to the others there is none."""
    return 200 if of in SEES[kind] else 404


def stored_bytes(kind: str, of: str) -> int:
    """Answer who sees the original; its file is not in this world, and its page says so."""
    return 410 if of in SEES[kind] else 404


def in_public(kind: str, of: str) -> int:
    """Answer who sees the thing; public ones have no such name."""
    return nobody(kind, of) if of == "public" else who_sees_it(kind, of)


def partners(kind: str, of: str) -> int:
    """Answer who sees what the partners share."""
    return who_sees_it(kind, "partners")


def officers(kind: str, of: str) -> int:
    """Answer who may adopt commitments."""
    return 200 if kind in OFFICERS else 403


def evidence_takers(kind: str, of: str) -> int:
    """Answer who may take documents in."""
    return 200 if kind in OFFICERS | {"analyst"} else 403


def publishers(kind: str, of: str) -> int:
    """Answer who may publish releases."""
    return 200 if kind in {"analyst", "secretariat"} else 403


def officers_who_see_it(kind: str, of: str) -> int:
    """Answer who may adopt commitments and sees the thing; to the others there is none."""
    return 200 if kind in OFFICERS and of in SEES[kind] else 404


def coders_only(kind: str, of: str) -> int:
    """Answer the two coders of an assignment that they see; nobody else has such a page."""
    return who_sees_it(kind, of) if kind in {"analyst", "named"} else 404


def coders_in_public(kind: str, of: str) -> int:
    """Answer the two coders of what is hidden on a public thing; public ones have no such name."""
    return nobody(kind, of) if of == "public" else coders_only(kind, of)


def both_submitted(kind: str, of: str) -> int:
    """Answer who sees both codings; sealed ones are each its coder's, and never a pair."""
    return 404 if of == "sealed" else who_sees_it(kind, of)


def reviewers_sent_on(kind: str, of: str) -> int:
    """Send who may decide on candidates on to the next source, and refuse the others."""
    return 302 if kind in REVIEWERS else 403


def those_who(*kinds: str) -> Rule:
    """Answer some kinds of viewers and refuse the others."""

    def rule(kind: str, of: str) -> int:
        return 200 if kind in kinds else 403

    return rule


def those_who_see_it(*kinds: str) -> Rule:
    """Answer some kinds of viewers who see the thing; refuse the others whatever it is."""

    def rule(kind: str, of: str) -> int:
        return who_sees_it(kind, of) if kind in kinds else 403

    return rule


def those_of_who_sees_it(*kinds: str) -> Rule:
    """Answer some kinds of those who see the thing and refuse the rest; to others there is none."""

    def rule(kind: str, of: str) -> int:
        return 403 if of in SEES[kind] and kind not in kinds else who_sees_it(kind, of)

    return rule


GIVERS = ("analyst", "secretariat")
EDITORS = ("analyst", "officer of North", "officer of South")
SPEAKERS = ("officer of North", "officer of South", "approver")
REVIEWERS = EDITORS
DECIDERS = ("officer of North", "officer of South", "secretariat")

P = "/north-south"
THEN = "known=2026-11-20"  # before some things were hidden, and others published
LOCAL = "{kind}-own-canary-{{of}}-" + MARK


def own(kind: str) -> str:
    """Return the local id of the thing of a kind that every classification has."""
    return LOCAL.format(kind=kind)


def page(path: str) -> list[Sample]:
    """Return a page for everybody: as of now, as known, on a day, and asked for wrongly."""
    return [
        Sample(path, everybody),
        varied(f"{path}?{THEN}", everybody),
        varied(f"{path}?on=2026-12-31", everybody),
        varied(f"{path}?on=yesterday", bad),
        varied(path.replace(P, "/elsewhere"), nobody),
    ]


def thing(path: str) -> list[Sample]:
    """Return the page of a thing, in every classification, now and as known, and one of nothing."""
    absent = re.sub(rf"[\w-]+canary-{{of}}-{MARK}", "absent", path)
    return [
        Sample(path, who_sees_it),
        varied(f"{path}?{THEN}", who_sees_it),
        varied(absent, nobody),
        varied(f"{absent}?{THEN}", nobody),
    ]
