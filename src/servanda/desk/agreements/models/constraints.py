"""Constraints that several tables share, held by the database itself."""

from django.db import models

from servanda.desk.record.models import Classification


def held_by_named(table: str) -> models.CheckConstraint:
    """Refuse a row that is classified for one party and names none."""
    return models.CheckConstraint(
        name=f"{table}_of_a_party_names_it",
        condition=~models.Q(classification=Classification.PARTY) | models.Q(held_by__isnull=False),
        violation_error_message="A thing that one party holds must name the party.",
    )


def span_in_order(table: str, *, empty: bool = False) -> models.CheckConstraint:
    """Refuse a span that ends before it starts, or that is empty where it must not be."""
    start = models.F("start")
    in_order = models.Q(end__gte=start) if empty else models.Q(end__gt=start)
    return models.CheckConstraint(
        name=f"{table}_span_in_order",
        condition=in_order,
        violation_error_message="A span must end after it starts.",
    )
