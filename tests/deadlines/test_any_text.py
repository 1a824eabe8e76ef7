"""What holds for any text: exact spans, no exception, time in proportion to its length."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from servanda.deadlines import find_dates, find_deadlines, find_recurrences, next_due, resolve

WORDS = {
    "en": (
        "within no later than by before until on or at least every each once twice a the of end",
        "first second month year days day weeks working six two twelve 30 12 - ( ) ____ [ ] … . ;",
        "signature entry into force ratification notice prior date which Parties receive May may",
        "2026 10 31 February June , \n \n\n whichever is later following after from over next half",
        "period renewed successive quarter annual report this fall and for in 01/02/2026 hundred",
    ),
    "az": (
        "üç ay ərzində imzalandıqdan sonra 3 (üç) müddətində qüvvəyə mindiyi tarixdən gün ən geci",
        "31 dekabr 2027-ci ilədək mayın 10-dək il azı bir dəfə hər rüb iş beş müddətinə əvvəl və",
        "yazılı bildiriş gec olmayaraq qədər sonunadək ilin birinci ayın günü növbəti ____ , . \n",
        "İLDƏ IYUL ya hansı etibarən 10.02.2026 yarım illik hesabat",
    ),
}
TEXTS = st.one_of(
    *(
        st.tuples(
            st.lists(st.sampled_from(" ".join(lines).split(" ")), max_size=40).map(" ".join),
            st.just(language),
        )
        for language, lines in WORDS.items()
    ),
    st.tuples(st.text(max_size=200), st.sampled_from(["en", "az", "fr", ""])),
)
FINDERS = (find_deadlines, find_recurrences, find_dates)


@given(TEXTS)
def test_expression_is_the_text_at_its_span(case: tuple[str, str]) -> None:
    text, language = case

    for finder in FINDERS:
        for found in finder(text, language):
            assert found.expression == text[found.start : found.end]
            assert found.expression.strip()


@given(TEXTS)
def test_findings_stand_in_order_and_never_overlap(case: tuple[str, str]) -> None:
    text, language = case

    for finder in FINDERS:
        spans = [(found.start, found.end) for found in finder(text, language)]
        flat = [offset for span in spans for offset in span]
        assert flat == sorted(flat)


@given(TEXTS, st.dates())
def test_every_rule_found_resolves_or_says_why(case: tuple[str, str], day: date) -> None:
    text, language = case

    for rule in find_deadlines(text, language):
        due = resolve(rule, {"signature": day}, default_anchor="signature", language=language)
        assert due.derivation


@given(TEXTS, st.dates(), st.dates())
def test_every_recurrence_found_has_a_next_date_or_a_reason(
    case: tuple[str, str], start: date, after: date
) -> None:
    text, language = case

    for recurrence in find_recurrences(text, language):
        assert next_due(recurrence, start, after=after, language=language).derivation
