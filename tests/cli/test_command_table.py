"""The table that a person gets when nothing else is asked for."""

import dataclasses

from exchange.akoma_ntoso.charter import charter
from servanda.cli.table import table_of
from servanda.reading.model import Agreement


def test_it_says_what_the_instrument_is() -> None:
    head = table_of(charter()).split("\n\n")[0]

    assert head.splitlines() == [
        "Title    CHARTER ON PARTNERSHIP",
        "Parties  Republic of A (A, the Side)",
        "         Republic of B",
        "Signed   2026-02-10, Baku",
        "Binding  no, it says so itself",
    ]


def test_every_commitment_has_a_row_with_due_force_who_act_and_where() -> None:
    row = next(line for line in table_of(charter()).splitlines() if line.startswith("2026-05-10"))

    assert row.split() == ["2026-05-10", "obligation", "A,", "B", "identify", "projects", "within",
                           "art_1__para_1__point_a"]  # fmt: skip


def test_a_commitment_of_every_party_says_so() -> None:
    everyone = dataclasses.replace(
        charter().commitments[0], actors=("the Side", "Republic of B"), deadline=None
    )
    agreement = dataclasses.replace(charter(), commitments=(everyone,))

    assert "all parties" in table_of(agreement)


def test_it_ends_with_counts() -> None:
    last = table_of(charter()).splitlines()[-1]

    assert last == "3 commitments: 2 obligations, 1 declaration. With a due date: 1."


def test_no_line_is_wider_than_asked() -> None:
    for width in (80, 100, 140):
        lines = table_of(charter(), width=width).splitlines()

        assert max(map(len, lines)) <= width


def test_it_carries_no_colours_when_piped() -> None:
    assert "\x1b" not in table_of(charter())


def test_words_in_brackets_are_not_taken_for_markup() -> None:
    agreement = dataclasses.replace(charter(), title="Charter [bold]on[/] trade")

    assert "Charter [bold]on[/] trade" in table_of(agreement)


def test_an_agreement_of_which_nothing_is_known_has_a_table_too() -> None:
    table = table_of(Agreement(text="", title=""))

    assert "none found" in table
    assert "no date found; give one with --signed" in table
    assert table.endswith("No commitments found.\n")
