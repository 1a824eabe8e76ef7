"""Why a commitment stands where it stands: the sentence beside every level."""

from servanda.scoring.commitments import Search
from servanda.scoring.sentences import NOTHING, STOP, Words, count_of, on_day

LEVEL_NAMES = (
    Words("not initiated", "başlanmayıb"),
    Words("minimum", "minimum"),
    Words("intermediate", "aralıq"),
    Words("complete", "tamamlanıb"),
)


def level_explained(
    *,
    level: int,
    highest: int,
    met: int,
    total: int,
    unclear: int,
    unsupported: int,
    fallen: int,
    claimed: int,
) -> Words:
    """Say how a level came about, and what could still move it.

    >>> level_explained(
    ...     level=1, highest=2, met=1, total=3, unclear=1, unsupported=0, fallen=0, claimed=0
    ... ).en
    'Level 1 (minimum): 1 of 3 criteria is met; 1 is unclear, so the level may be up to 2.'
    """
    name = LEVEL_NAMES[level]
    head = Words(f"Level {level} ({name.en}): ", f"Səviyyə {level} ({name.az}): ")
    body = _share_met(met, total) + _effort_only(level, met, total)
    unborne = _unsupported(unsupported - fallen) + _fallen(fallen)
    return head + body + _unclear(unclear, level, highest) + unborne + _claimed(claimed) + STOP


def nothing_found(search: Search) -> Words:
    """Say what was searched and up to when: that nothing was found is not that nothing was done.

    >>> from datetime import date
    >>> nothing_found(Search(date(2026, 11, 1), 14)).en
    'No evidence found in 14 sources searched up to 1 November 2026.'
    """
    day = on_day(search.until)
    if search.sources is None:
        said = Words(
            f"No evidence found in a search up to {day.en}",
            f"{day.az} tarixinədək aparılan axtarışda sübut tapılmayıb",
        )
    else:
        sources = count_of(search.sources, "source", "sources")
        said = Words(
            f"No evidence found in {sources} searched up to {day.en}",
            f"{day.az} tarixinədək axtarılan {search.sources} mənbədə sübut tapılmayıb",
        )
    return said + _scope(search.scope) + STOP


def unassessable(reason: Words) -> Words:
    """Say that nobody can tell from outside, and why."""
    return Words(
        f"Not assessable: {_bare(reason.en)}.", f"Qiymətləndirilə bilmir: {_bare(reason.az)}."
    )


def unassessed(*, on_record: bool, criteria: bool) -> Words:
    """Say what is missing before a level can be computed."""
    if not criteria:
        why = Words("no criteria have been adopted", "meyarlar qəbul edilməyib")
    elif on_record:
        why = Words(
            "the evidence on record has not been coded", "qeydə alınmış sübutlar kodlaşdırılmayıb"
        )
    else:
        why = Words(
            "no evidence and no search are on record", "nə sübut, nə də axtarış qeydə alınıb"
        )
    return Words("Not assessed: ", "Qiymətləndirilməyib: ") + why + STOP


def fallen_away() -> Words:
    """Say that there was evidence, and that none of its quotes stands any more."""
    return Words(
        "Not assessed: the evidence on record no longer stands in its originals, "
        "so that no level can rest on it.",
        "Qiymətləndirilməyib: qeydə alınmış sübutlar artıq orijinallarda yerində deyil, "
        "ona görə heç bir səviyyə onlara əsaslana bilməz.",
    )


def declared() -> Words:
    """Say why a declaration has no level."""
    return Words(
        "Not scored: a declaration states a position and promises no act.",
        "Qiymətləndirilmir: bəyanat mövqe bildirir və heç bir hərəkət vəd etmir.",
    )


def _share_met(met: int, total: int) -> Words:
    if met == 0:
        return Words(
            f"none of {count_of(total, 'criterion', 'criteria')} is met",
            f"{total} meyardan heç biri ödənilməyib",
        )
    if met == total:
        return Words(
            "its one criterion is met" if total == 1 else f"all {total} criteria are met",
            "yeganə meyar ödənilib" if total == 1 else f"{total} meyarın hamısı ödənilib",
        )
    verb = "is" if met == 1 else "are"
    return Words(f"{met} of {total} criteria {verb} met", f"{total} meyardan {met} ödənilib")


def _effort_only(level: int, met: int, total: int) -> Words:
    if met != total or level == 3:
        return NOTHING
    return Words(", but none asks for a result", ", lakin heç biri nəticəyə aid deyil")


def _unclear(unclear: int, level: int, highest: int) -> Words:
    if not unclear:
        return NOTHING
    said = Words(
        f"; {unclear} {'is' if unclear == 1 else 'are'} unclear", f"; {unclear} meyar aydın deyil"
    )
    if highest == level:
        return said
    return said + Words(
        f", so the level may be up to {highest}", f", ona görə səviyyə ən çox {highest} ola bilər"
    )


def _unsupported(number: int) -> Words:
    if not number:
        return NOTHING
    verb = "is" if number == 1 else "are"
    return Words(
        f"; {number} marked as met {verb} not counted, as no evidence of progress bears it out",
        f"; ödənilmiş kimi qeyd edilən {number} meyar sayılmır, çünki irəliləyiş sübutu yoxdur",
    )


def _fallen(number: int) -> Words:
    if not number:
        return NOTHING
    verb, its = ("is", "its evidence") if number == 1 else ("are", "their evidence")
    return Words(
        f"; {number} marked as met {verb} not counted, as {its} no longer stands in its originals",
        f"; ödənilmiş kimi qeyd edilən {number} meyar sayılmır, "
        "çünki sübutu artıq orijinallarda yerində deyil",
    )


def _claimed(number: int) -> Words:
    if not number:
        return NOTHING
    verb = "rests" if number == 1 else "rest"
    return Words(
        f"; {number} {verb} on a party's claim alone",
        f"; {number} meyar yalnız bir tərəfin iddiasına əsaslanır",
    )


def _scope(scope: Words) -> Words:
    return Words(
        f" ({_bare(scope.en)})" if scope.en else "", f" ({_bare(scope.az)})" if scope.az else ""
    )


def _bare(text: str) -> str:
    """Take the full stop off a reason that goes into a sentence."""
    return text.strip().rstrip(".")
