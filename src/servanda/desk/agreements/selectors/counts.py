"""Counts that the overview shows; each counts exactly what the list behind it lists."""

from collections import Counter

from django.db.models import Count

from servanda.desk.agreements.selectors.commitments import adopted, remembered
from servanda.desk.agreements.selectors.shelf import from_tables
from servanda.desk.record.viewpoint import Viewpoint


def forces_by_area(viewpoint: Viewpoint, partnership_id: str) -> dict[tuple[str, str], int]:
    """Count the commitments that the viewer may see by area and force; recitals are left out."""
    if not from_tables(viewpoint, partnership_id):
        items = remembered(viewpoint, partnership_id)
        return Counter(
            (each.commitment.area, each.commitment.force)
            for each in items
            if not each.commitment.recital
        )
    rows = adopted(viewpoint, partnership_id).filter(recital=False).order_by()
    counted = rows.values_list("area", "force").annotate(number=Count("pk"))
    return {(area, force): number for area, force, number in counted}
