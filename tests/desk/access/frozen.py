"""A release whose every word is a canary."""

from datetime import date
from typing import Any

from servanda.exchange import release as exchange
from servanda.exchange.release import model
from servanda.reading import Force
from servanda.scoring import Direction, Nature, Strength, Words

ON = date(2026, 11, 19)


def frozen(word: str, number: int) -> dict[str, Any]:
    """Return the fields of a stored release that says a word wherever it can."""
    both = Words(word, word)
    piece = model.Evidence(
        "evidence", "source", 0, len(word), word, Direction.PROGRESS, Strength.OFFICIAL_ACT, ON,
        claimant=word, note=both,
    )  # fmt: skip
    one = model.Commitment(
        "north-south.one", "instrument", "section", both, Force.OBLIGATION, Nature.ACT, word, "en",
        0, len(word), summary=both, evidence=(piece,),
        replies=(model.Reply(both, ON, "en", word),),
    )  # fmt: skip
    data = exchange.write(
        exchange.settled(
            exchange.Release(
                number=number,
                on=ON,
                known="2026-11-19T09:00:00.000000+00:00",
                partnership=model.Partnership("north-south", Words("North and South", "")),
                ledger=model.Ledger(1, "0" * 64),
                software=model.Software("servanda", "0"),
                title=word,
                notes=both,
                instruments=(model.Named("instrument", both),),
                sections=(model.Named("section", both),),
                sources=(model.Source("source", "0" * 64, "0" * 64, word, word, word),),
                commitments=(one,),
            )
        )
    )
    return {
        "number": number,
        "on": ON,
        "content": data.decode(),
        "sha256": exchange.sha256(data),
        "ledger_head": "0" * 64,
    }
