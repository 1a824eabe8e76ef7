"""What a map shows, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.figures import UNITS, Shown, amount
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import tight_rows


def lead(laid: Laid, one: Asked, result: Plain) -> str:
    """Say what is asked for, what arrives and where it is tightest."""
    total = result["total"]
    said = _("In %(year)s, %(arrives)s of %(asked)s %(unit)s arrive.") % {
        "year": one.scenario.year,
        "arrives": spoken(amount(total["arrives"], one.unit)),
        "asked": spoken(amount(total["asked"], one.unit)),
        "unit": UNITS[one.unit].words,
    }
    tight = [each for each in tight_rows(laid, result, one.unit) if not each["only_in_draws"]]
    if tight:
        said += " " + _("The dearest bottleneck is %(name)s.") % {"name": tight[0]["name"]}
    else:
        said += " " + _("Nothing is full.")
    return said


def spoken(figure: Shown) -> str:
    """Say a figure with its range."""
    if not figure.ranges:
        return figure.middle
    return _("%(middle)s (%(low)s to %(high)s)") % {
        "middle": figure.middle,
        "low": figure.low,
        "high": figure.high,
    }
