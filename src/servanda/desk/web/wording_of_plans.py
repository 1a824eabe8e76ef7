"""The words for the fields of roadmaps, their baselines and forecasts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS_OF_PLANS: Mapping[str, str | Promise] = {
    "roadmap_id": _("roadmap"),
    "gate_id": _("gate"),
    "made_on": _("made on"),
    "seed": _("seed"),
    "samples": _("samples"),
    "p10": _("reached in 10 of 100 samples"),
    "p50": _("reached in 50 of 100 samples"),
    "p80": _("reached in 80 of 100 samples"),
    "p90": _("reached in 90 of 100 samples"),
    "chance": _("chance of being done by then"),
    "inputs_sha256": _("SHA-256 of what it rests on"),
    "came_on": _("came about on"),
    "settled_on": _("settled on"),
    "reference_class": _("reference class"),
    "began": _("began"),
    "ended": _("ended"),
    "low": _("lowest"),
    "high": _("highest"),
    "weekdays": _("weekdays worked"),
    "country": _("holidays of"),
    "off": _("days off"),
    "worked": _("days worked"),
    "before": _("row before"),
    "after": _("row after"),
    "before_row_id": _("row before"),
    "after_row_id": _("row after"),
    "lag": _("lag"),
    "capacity": _("capacity"),
    "group": _("group"),
    "calendar": _("calendar"),
    "bound": _("constraint"),
    "bound_on": _("constraint date"),
    "needs": _("resources needed"),
    "drivers": _("risk drivers"),
    "started": _("started"),
    "finished": _("finished"),
    "complete": _("share done"),
}
