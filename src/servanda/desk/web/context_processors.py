"""What the frame of every page shows: theme, language, the day looked at, the ledger's head."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from servanda.desk.record.services import head

THEMES = ("light", "dark")


def desk(request: HttpRequest) -> dict[str, object]:
    """Give every template the frame's own words."""
    theme = request.COOKIES.get("servanda_theme", "")
    viewpoint = getattr(request, "viewpoint", None)
    today = timezone.localdate()
    on = getattr(viewpoint, "on", None) or today
    known = getattr(viewpoint, "known", None)
    return {
        "theme": theme if theme in THEMES else "",
        "other_language": "en" if get_language() == "az" else "az",
        "today": today,
        "as_on": on,
        "as_known": known,
        "ledger_head": SimpleLazyObject(head),
        "not_now": known is not None or on != today,
        "kept_query": [
            (key, value) for key, value in request.GET.items() if key not in ("on", "known")
        ],
    }
