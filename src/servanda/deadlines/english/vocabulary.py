"""English words of time: numbers, units, months, and the words that only look like them."""

import re

from servanda.deadlines.counting import Length
from servanda.deadlines.words import word_list, word_set

_ONES = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}

_ORDINALS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: n for n, word in enumerate(_ORDINALS, start=1)} | {
    word: 10 * n
    for n, word in enumerate(
        word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"),
        start=2,
    )
}

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

UNITS = {
    "hour": Length(hours=1),
    "day": Length(days=1),
    "week": Length(weeks=1),
    "fortnight": Length(weeks=2),
    "month": Length(months=1),
    "quarter": Length(months=3),
    "semester": Length(months=6),
    "year": Length(years=1),
    "decade": Length(years=10),
}
UNITS |= {f"{name}s": length for name, length in UNITS.items()}

SEASONS = word_set("spring summer autumn fall winter")
WORKING = word_set("working business banking")
MODALS = word_set("shall will must should may intend intends plan plans aim aims to commit")
MEASURES = word_set(
    "percent % tonnes tons mw gw mwh gwh km kilometres kilometers miles people troops "
    "personnel million billion thousand dollars euros units soldiers students barrels "
    "megawatts"
)

SEED = re.compile(
    r"\b(?:day|hour|week|fortnight|month|quarter|semester|year|decade|annual|bi-?annual|semi-?annual"
    r"|biennial|triennial|monthly|daily|yearly|half-year"
    r"|spring|summer|autumn|fall|winter|mid-|signature|signing|entry|into force|ratification"
    r"|exchange|deposit|meeting|session|january|february|march|april|may \d|may,|\d may|of may|june"
    r"|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov"
    r"|dec)\b|(?:19|20|21)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{4})",
    re.IGNORECASE,
)
