"""Flags: each is raised when it should be, with both wordings, and not otherwise."""

from datetime import date

import pytest

from servanda.matching import Flag, Noted, Target
from servanda.matching.flags import Context, Quote, flags, served
from servanda.matching.wording import harder, is_denial, only_announces

MEETINGS = Target(
    "meetings",
    "The sides intend to meet regularly under this Charter, at least once a year.",
    made=date(2026, 2, 10),
    force="intention",
)


def raised(passage: str, flag: Flag, **more: object) -> list[Noted]:
    return [noted for noted in flags(passage, MEETINGS, **more) if noted.flag is flag]  # type: ignore[arg-type]


def test_a_page_from_before_the_commitment_is_older() -> None:
    [noted] = raised("The sides met.", Flag.OLDER, published=date(2026, 2, 9))

    assert (noted.here, noted.there) == ("2026-02-09", "2026-02-10")


def test_a_page_of_the_same_day_is_not_older() -> None:
    assert raised("The sides met.", Flag.OLDER, published=date(2026, 2, 10)) == []


@pytest.mark.parametrize(("count", "flagged"), [(3, 0), (4, 1)])
def test_a_source_that_serves_more_than_three_is_flagged(count: int, flagged: int) -> None:
    links = [("page", f"commitment {n}") for n in range(count)]

    found = raised("x", Flag.SERVES_MANY, source="page", context=Context(serves=served(links)))

    assert len(found) == flagged


@pytest.mark.parametrize(
    "text",
    [
        "The ministry announced that the list will be published soon.",
        "The agreement is to be signed next month.",
        "Layihə planlaşdırılır.",
        "Планируется новый коридор.",
    ],
)
def test_plans_alone_only_announce(text: str) -> None:
    assert only_announces(text)


@pytest.mark.parametrize(
    "text",
    [
        "The list was published on Monday; a second will follow.",
        "The Department has delivered hundreds of missiles and plans more.",
        "The sky is blue.",
        "Saziş imzalandı və layihə planlaşdırılır.",
    ],
)
def test_a_completed_act_or_no_plan_is_no_announcement(text: str) -> None:
    assert not only_announces(text)


def test_a_denial_of_an_accepted_quote_contradicts_it_with_both_quotes() -> None:
    accepted = Quote("meetings", "page-1", "The sides met under the Charter in Baku in May.")

    [noted] = raised(
        "The sides have not met under the Charter in Baku.",
        Flag.CONTRADICTS,
        context=Context(accepted=[accepted]),
    )

    assert (noted.here[:18], noted.there) == ("The sides have not", accepted.text)


def test_a_denial_of_something_else_contradicts_nothing() -> None:
    accepted = Quote("meetings", "page-1", "The sides met under the Charter in Baku in May.")

    found = raised(
        "Congress has not repealed the law on visas.",
        Flag.CONTRADICTS,
        context=Context(accepted=[accepted]),
    )

    assert found == []


def test_another_commitments_quote_contradicts_nothing() -> None:
    accepted = Quote("other", "page-1", "The sides met under the Charter in Baku in May.")

    found = raised(
        "The sides have not met under the Charter in Baku.",
        Flag.CONTRADICTS,
        context=Context(accepted=[accepted]),
    )

    assert found == []


def test_the_same_quantity_told_differently_is_shown_side_by_side() -> None:
    accepted = Quote("meetings", "page-1", "They agreed on loans of $50 billion in loans.")

    [noted] = raised(
        "The loans come to $20 billion in loans.",
        Flag.FIGURE_DIFFERS,
        source="page-2",
        context=Context(accepted=[accepted]),
    )

    assert (noted.here, noted.there, noted.note) == ("$20 billion", "$50 billion", "page-1")


@pytest.mark.parametrize(
    "other", ["$50 billion in grants", "50 km of loans", "$20 billion in loans"]
)
def test_another_quantity_or_the_same_figure_does_not_differ(other: str) -> None:
    accepted = Quote("meetings", "page-1", other)

    found = raised(
        "They promised $20 billion in loans.",
        Flag.FIGURE_DIFFERS,
        source="page-2",
        context=Context(accepted=[accepted]),
    )

    assert found == []


@pytest.mark.parametrize(
    "report",
    [
        "The sides will have to meet regularly, once a year.",
        "The parties commit to meet regularly at least once a year.",
    ],
)
def test_a_report_harder_than_the_text_is_flagged_with_both_quotes(report: str) -> None:
    [noted] = raised(report, Flag.HARDER)

    assert (noted.here, noted.there) == (report, "intend to")


@pytest.mark.parametrize(
    "report",
    [
        "The sides plan to meet regularly at least once a year.",
        "The sides will not meet regularly under the Charter.",
        "Farmers must wait for rain.",
    ],
)
def test_a_report_as_soft_as_the_text_is_not_flagged(report: str) -> None:
    assert raised(report, Flag.HARDER) == []


def test_an_obligation_cannot_be_told_harder() -> None:
    assert (
        harder("They must report once a year.", "They shall report once a year", "obligation")
        is None
    )


def test_a_refusal_is_a_denial() -> None:
    assert is_denial("The ministry refused to comment.")


LISTS = "the working groups intend to settle lists of joint projects within three months"
ROUTE = "The sides recognise the importance of the railway through the southern valley"


@pytest.mark.parametrize(
    ("report", "text", "force"),
    [
        ("The working groups are obliged to settle lists of projects.", LISTS, "intention"),
        ("Lists of joint projects must be settled by the working groups.", LISTS, "intention"),
        ("The sides will build the railway of importance in the southern valley.",
         "The sides may build a railway through the southern valley", "permission"),
    ],
)  # fmt: skip
def test_a_retold_promise_that_became_firmer_is_flagged(report: str, text: str, force: str) -> None:
    assert harder(report, text, force) is not None


@pytest.mark.parametrize(
    ("report", "text", "force"),
    [
        ("The lists of joint projects show the will to settle the working groups.", LISTS,
         "intention"),
        ("It is a list of joint projects that will settle the valley.", LISTS, "intention"),
        ("The minister will announce whether the groups settle lists of projects.", LISTS,
         "intention"),
        ("The working groups may settle lists of projects.", LISTS, "intention"),
        ("The sides may build a railway through the southern valley.",
         "The sides may build a railway through the southern valley", "permission"),
        ("The project aims to build the railway through the southern valley.", ROUTE,
         "declaration"),
        ("These efforts will help the valley.", ROUTE, "declaration"),
    ],
)  # fmt: skip
def test_what_does_not_retell_the_promise_more_firmly_is_not_flagged(
    report: str, text: str, force: str
) -> None:
    assert harder(report, text, force) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("More than 50 countries joined the coalition.", "52 countries joined the coalition."),
        ("Nearly 20 km of railway were laid.", "19 km of railway were laid."),
        ("Up to 13 wagons were sold.", "7 wagons were sold."),
        ("They cited Order 14257 of tariffs.", "They cited Order 14346 of tariffs."),
        ("Gas goes to 16 countries by pipeline.", "A coalition of 50 countries sends weapons."),
    ],
)
def test_figures_that_can_both_be_true_do_not_differ(here: str, there: str) -> None:
    accepted = Quote("meetings", "page-1", there)

    found = raised(here, Flag.FIGURE_DIFFERS, source="page-2", context=Context(accepted=[accepted]))

    assert found == []


def test_rounded_figures_that_cannot_both_be_true_differ() -> None:
    accepted = Quote("meetings", "page-1", "More than 50 countries joined the coalition.")

    found = raised(
        "30 countries joined the coalition.",
        Flag.FIGURE_DIFFERS,
        source="page-2",
        context=Context(accepted=[accepted]),
    )

    assert [(noted.here, noted.there) for noted in found] == [("30", "More than 50")]
