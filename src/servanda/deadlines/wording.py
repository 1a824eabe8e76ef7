"""Derivations as people read them, in English and Azerbaijani."""

from datetime import date

from servanda.deadlines.counting import Length
from servanda.deadlines.words import word_list

_MONTHS = {
    "en": word_list(
        "January February March April May June July August September October November December"
    ),
    "az": word_list("yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
}
_UNITS = {
    "en": ("year", "month", "week", "day", "hour"),
    "az": ("il", "ay", "həftə", "gün", "saat"),
}
_ENDINGS = {1: "ci", 2: "ci", 5: "ci", 7: "ci", 8: "ci", 3: "cü", 4: "cü", 6: "cı", 9: "cu"}
_TENS_ENDINGS = {
    1: "cu",
    2: "ci",
    3: "cu",
    4: "cı",
    5: "ci",
    6: "cı",
    7: "ci",
    8: "ci",
    9: "cı",
}
_SENTENCES = {
    "en": {
        "stated": "{day}, the day that the words name",
        "stated_start": "{day}, the first day of what the words name",
        "stated_end": "{day}, the last day of what the words name",
        "day_before": "the day before {day} = {due}",
        "on_event": "{event}: {due}",
        "month_start": "first day of the month {length} after that of {day} = {due}",
        "period_end": "last day of the {unit} of {day} = {due}",
        "no_such_day": "{month} has no day {number}: its last day",
        "later_of": "the later of {events}: {day}",
        "earlier_of": "the earlier of {events}: {day}",
        "later_rule": "the later: {day}",
        "earlier_rule": "the earlier: {day}",
        "same_day": "{events}: both {day}",
        "unless_agreed": " (unless the parties have agreed another date)",
        "agreed": "{day}, the date agreed",
        "waits": "Open: waits for the {event}{counted}.",
        "waits_all": "Open: waits for {events}{counted}.",
        "counted": "; then {length} {side} it",
        "after_it": "from",
        "before_it": "back from",
        "blank": "Open: the text leaves the number blank (“{words}”).",
        "blank_number": "number left blank in the text",
        "no_anchor": "Open: the words name no event to count from (“{words}”).",
        "many": "Open: the text names {events} whose dates differ.",
        "ambiguous": "Open: “{words}” can be read day first or month first.",
        "no_year": "Open: “{words}” names a day without its year.",
        "no_day": "Open: “{words}” names a day that the calendar does not have.",
        "season": "Open: “{words}” names a season or a stretch of time, not a day.",
        "unreadable": "Open: the length “{words}” cannot be counted.",
        "beyond": "Open: the date lies beyond the calendar (years 1 to 9999).",
        "no_period": "Open: the words give no period that can be counted.",
        "times_by_then": " ({times} times by then)",
        "yearly_day": "{day}, the day that the words name for each year",
        "working": " working",
        "holidays": " (not counted: Saturdays, Sundays and the holidays given)",
        "weekends": " (not counted: Saturdays and Sundays)",
    },
    "az": {
        "stated": "{day}: mətndə adı çəkilən gün",
        "stated_start": "{day}: mətndə göstərilən müddətin birinci günü",
        "stated_end": "{day}: mətndə göstərilən müddətin son günü",
        "day_before": "{day} tarixindən əvvəlki gün = {due}",
        "on_event": "{event}: {due}",
        "month_start": "{day} tarixinin ayından {length} sonrakı ayın birinci günü = {due}",
        "period_end": "{day} tarixinin aid olduğu dövrün ({unit}) son günü = {due}",
        "no_such_day": "{month} ayında {number} rəqəmli gün yoxdur: ayın son günü",
        "later_of": "ən gec baş verən ({events}): {day}",
        "earlier_of": "ən tez baş verən ({events}): {day}",
        "later_rule": "daha gec olanı: {day}",
        "earlier_rule": "daha tez olanı: {day}",
        "same_day": "{events}: hər ikisi {day}",
        "unless_agreed": " (tərəflər başqa tarix razılaşdırmayıbsa)",
        "agreed": "{day}: razılaşdırılmış tarix",
        "waits": "Açıqdır: gözlənilən hadisə: {event}{counted}.",
        "waits_all": "Açıqdır: gözlənilən hadisələr: {events}{counted}.",
        "counted": "; sonra ondan {side} {length}",
        "after_it": "irəli",
        "before_it": "geri",
        "blank": "Açıqdır: mətndə rəqəm boş buraxılıb (“{words}”).",
        "blank_number": "mətndə boş buraxılmış rəqəm",
        "no_anchor": "Açıqdır: müddətin hansı hadisədən sayıldığı göstərilməyib (“{words}”).",
        "many": "Açıqdır: mətndə {events} çəkilir, tarixləri fərqlidir.",
        "ambiguous": "Açıqdır: “{words}” iki cür oxunur: əvvəl gün və ya əvvəl ay.",
        "no_year": "Açıqdır: “{words}” günü bildirir, ilini bildirmir.",
        "no_day": "Açıqdır: “{words}” təqvimdə olmayan gündür.",
        "season": "Açıqdır: “{words}” gün deyil, fəsil və ya dövr bildirir.",
        "unreadable": "Açıqdır: “{words}” müddəti hesablana bilmir.",
        "beyond": "Açıqdır: tarix təqvimin hüdudlarından kənardır (1-9999-cu illər).",
        "no_period": "Açıqdır: sözlər hesablana bilən dövr göstərmir.",
        "times_by_then": " (o vaxta qədər {times} dəfə)",
        "yearly_day": "{day}: mətnin hər il üçün göstərdiyi gün",
        "working": " iş",
        "holidays": " (sayılmır: şənbə, bazar və verilmiş bayram günləri)",
        "weekends": " (sayılmır: şənbə və bazar)",
    },
}
_EVENTS_AZ = {
    "signature": "imzalanma",
    "entry_into_force": "qüvvəyə minmə",
    "ratification": "ratifikasiya",
    "notification": "bildiriş",
    "exchange_of_instruments": "sənədlərin mübadiləsi",
    "exchange_of_notifications": "bildirişlərin mübadiləsi",
    "exchange_of_notes": "notaların mübadiləsi",
    "deposit": "saxlanmaya verilmə",
    "request": "sorğu",
    "meeting": "iclas",
    "first_meeting": "birinci iclas",
    "next_meeting": "növbəti iclas",
    "establishment": "yaradılma",
    "amendment": "dəyişiklik",
    "termination": "xitam",
    "termination_notice": "xitam barədə bildiriş",
    "expiry": "müddətin bitməsi",
    "agreed_date": "razılaşdırılmış tarix",
    "stated_event": "cümlədə göstərilən hadisə",
    "preceding_event": "əvvəl göstərilən hadisə",
    "notified_act": "barəsində bildiriş verilən hərəkət",
    "adoption": "qəbul edilmə",
    "approval": "təsdiq",
}
_EVENTS_EN = {
    "stated_event": "event that the sentence names",
    "preceding_event": "event named before",
    "notified_act": "act that the notice announces",
    "agreed_date": "date that the parties agree",
    "termination_notice": "notice of termination",
    "withdrawal_notice": "notice of withdrawal",
    "denunciation_notice": "notice of denunciation",
    "discontinuation_notice": "notice of discontinuation",
}


def _tongue(language: str) -> str:
    return "az" if language.lower().startswith("az") else "en"


def sentence(key: str, language: str, **parts: object) -> str:
    """Give a sentence of the room in the language, its parts filled in."""
    return _SENTENCES[_tongue(language)][key].format(**parts)


def day_in_words(day: date, language: str) -> str:
    """Write a date: "10 February 2026", "10 fevral 2026-cı il"."""
    if _tongue(language) == "az":
        year = f"{day.year}-{year_ending(day.year)} il"
        return f"{day.day} {_MONTHS['az'][day.month - 1]} {year}"
    return f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}"


def month_in_words(day: date, language: str) -> str:
    """Write a month with its year: "February 2026"."""
    return day_in_words(day, language).split(" ", 1)[1].removesuffix(" il")


def year_ending(year: int) -> str:
    """Give the ordinal ending that vowel harmony asks of a year: 2026-cı, 2027-ci, 2030-cu.

    >>> [year_ending(year) for year in (2023, 2025, 2026, 2029, 2030, 2000)]
    ['cü', 'ci', 'cı', 'cu', 'cu', 'ci']
    """
    if year % 10:
        return _ENDINGS[year % 10]
    if year % 100:
        return _TENS_ENDINGS[year % 100 // 10]
    return "cü" if year % 1000 else "ci"


def length_in_words(length: Length, language: str, *, working: bool = False) -> str:
    """Write a length of time: "1 year 6 months", "10 working days"."""
    tongue = _tongue(language)
    counts = (length.years, length.months, length.weeks, length.days, length.hours)
    apart = sentence("working", language) if working else ""
    return " ".join(
        f"{count}{apart} {name}{'s' if tongue == 'en' and count != 1 else ''}"
        for count, name in zip(counts, _UNITS[tongue], strict=True)
        if count
    )


def event_in_words(name: str, language: str) -> str:
    """Write an event's name as words."""
    known = _EVENTS_AZ if _tongue(language) == "az" else _EVENTS_EN
    return known.get(name, name.replace("_", " "))


def unit_in_words(unit: str, language: str) -> str:
    """Write "month", "quarter", "half" or "year"."""
    if _tongue(language) == "en":
        return unit
    return {"month": "ay", "quarter": "rüb", "half": "yarımil", "year": "il"}[unit]
