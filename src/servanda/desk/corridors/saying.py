"""What results come to, in sentences: figures with their ranges, and on what they depend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.figures import LAYER_WORDS, UNITS, amount, share, shown
from servanda.desk.corridors.result_rows import MILLION
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import MOSTLY, tightest

LITTLE = 0.05
"""Share of an effect below which what is left of it counts as nothing."""
PAIR = 2


def lead(laid: Laid, one: Asked, result: Plain) -> str:
    """Say what is asked for, what arrives and where it is tightest."""
    rows = tightest(laid, result, one.unit)
    return today_said(one.scenario.year, one.unit, result, rows)


def today_said(year: int, unit: str, result: Plain, tight: Sequence[dict[str, Any]]) -> str:
    """Say what arrives in a year, and where it is tightest."""
    total = result["total"]
    said = _("In %(year)s, %(arrives)s of %(asked)s %(unit)s arrive.") % {
        "year": year,
        "arrives": amount(total["arrives"], unit).spoken,
        "asked": amount(total["asked"], unit).spoken,
        "unit": UNITS[unit].words,
    }
    return f"{said} {tight_said(tight)}"


def tight_said(rows: Sequence[dict[str, Any]]) -> str:
    """Say where a network is tightest."""
    if not rows:
        return _("No link that carries anything has a limit.")
    first, fullest = rows[0], max(rows, key=lambda row: row["full"])
    words = {"name": first["name"], "full": first["percent"], "other": fullest["name"]}
    if first["full"] >= MOSTLY:
        return _("The bottleneck is %(name)s: full in %(full)s %% of the draws.") % words
    if first["use"] is None:
        return _("Nothing is full in most draws.")
    words["use"] = first["use"].spoken
    if first["full"] > 0:
        return (
            _(
                "Nothing is full in most draws. It is tightest at %(name)s: %(use)s %% used, "
                "full in %(full)s %% of the draws."
            )
            % words
        )
    if fullest["full"] > 0:
        words["full"] = fullest["percent"]
        return (
            _(
                "Nothing is full in most draws. It is tightest at %(name)s: %(use)s %% used; "
                "%(other)s is full in %(full)s %% of the draws."
            )
            % words
        )
    return _("Nothing is full in any draw. It is tightest at %(name)s: %(use)s %% used.") % words


def effect_said(name: str, year: int, unit: str, found: Plain) -> str:
    """Say what a project adds in one unit in a year."""
    gain = found["with_others"]
    words = {
        "name": name,
        "year": year,
        "unit": UNITS[unit].words,
        "carries": amount(gain["carries"], unit).spoken,
        "saves": shown(gain["saves"], MILLION).spoken,
    }
    if not (gain["carries"][2] > 0 or gain["saves"][2] > 0):
        return _("In %(year)s nothing takes the links of %(name)s; it adds nothing.") % words
    said = (
        _(
            "In %(year)s, %(name)s carries %(carries)s %(unit)s and saves %(saves)s million USD a "
            "year of carriage, time and going without."
        )
        % words
    )
    more = amount(gain["arrives"], unit)
    if more.nothing:
        return f"{said} {_('No more arrives for it: without it, other ways carry the same.')}"
    added = _("%(more)s %(unit)s more arrive.") % {"more": more.spoken, "unit": words["unit"]}
    return f"{said} {added}"


def dependence_said(found: Plain, names: dict[str, str]) -> str:
    """Say on which other projects an effect depends."""
    whole = found["with_others"]["saves"][1]
    needed = [
        names[mate] for mate, left in found["without"].items() if left["saves"][1] <= LITTLE * whole
    ]
    if whole <= 0 or not found["without"]:
        return ""
    if not needed:
        return _("It gives part of this without the others; the table shows how much.")
    joined = _(" and ").join(needed) if len(needed) == PAIR else ", ".join(needed)
    said = _("It is worth this only together with %(names)s: without any one of these, nothing.")
    return said % {"names": joined}


def out_said(name: str, year: int, unit: str, found: Plain) -> str:
    """Say what is lost with one thing out, and how many lose it."""
    lost, before = amount(found["lost"], unit), amount(found["before"], unit)
    words = {"name": name, "year": year, "lost": lost.spoken, "before": before.spoken}
    words["unit"] = UNITS[unit].words
    if lost.nothing:
        return (
            _("With %(name)s out for all of %(year)s, everything still arrives, by other ways.")
            % words
        )
    return (
        _(
            "With %(name)s out for all of %(year)s, %(lost)s of %(before)s %(unit)s no longer "
            "arrive."
        )
        % words
    )


def layer_word(layer: str) -> str:
    """Say a layer."""
    return str(LAYER_WORDS[layer])


def percent(values: Sequence[float]) -> str:
    """Say a share with its range."""
    return share(values).spoken
