"""Fields that a reader sees in the language of the page, and in the other where one is empty."""

from typing import Any

from django.utils.translation import get_language


def in_language(thing: Any, field: str) -> str:
    """Return `field` of a thing in the active language, or in the other where that is empty."""
    first, second = ("az", "en") if (get_language() or "").startswith("az") else ("en", "az")
    value: str = getattr(thing, f"{field}_{first}") or getattr(thing, f"{field}_{second}")
    return value
