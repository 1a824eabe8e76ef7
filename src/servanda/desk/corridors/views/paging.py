"""How every page of a run answers: with the result, with how far it has come, or with a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.looking import Looking, canonical, context
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.runs import Question, answer, run_or_central
from servanda.desk.corridors.selectors.networks import Laid

Rows = Callable[[Laid, Asked, Plain], dict[str, Any]]


def page(
    seen: Looking, name: str, rows: Rows, *, solve: bool = False, question: Question | None = None
) -> HttpResponse:
    """Answer with a page of a run; of the kind of its name, unless another question is given."""
    again = canonical(seen)
    if again:
        return redirect(f"{seen.request.path}?{again}")
    shown, status = {**context(seen), "tab": name, "kind": "solve" if solve else name}, 200
    if seen.fault:
        status = 400
    elif seen.laid is not None and seen.asked is not None:
        whole = True
        if solve:
            found, whole = run_or_central(seen.laid, seen.asked)
        else:
            asked = question or Question(name, seen.asked.scenario, seen.asked.unit)
            found = answer(seen.laid, asked)
            about = asked.about if isinstance(asked.about, str) else ""
            shown |= {"kind": asked.kind, "about": about}
        shown |= {"answer": found, "fault": found.fault, "central_alone": not whole}
        if found.result is not None:
            shown |= {
                "draws": found.result.get("draws"),
                **rows(seen.laid, seen.asked, found.result),
            }
    response = render(seen.request, f"corridors/{name}.html", shown, status=status)
    if "answer" in shown and (shown["answer"].result is None or shown["central_alone"]):
        response["Cache-Control"] = "no-store"
    return response
