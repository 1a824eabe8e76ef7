"""What the pages of the inbox need."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def count_of(counts: Mapping[int, int], number: int) -> int:
    """Return how many candidates wait for a passage."""
    return counts.get(number, 0)
