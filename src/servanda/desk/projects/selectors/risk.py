"""The risk of a roadmap as one viewer sees it: of the rows and gates that they see."""

from datetime import date

from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.plans import dues_of, plan_of
from servanda.desk.projects.risk_results import Outcome
from servanda.desk.projects.risk_runs import Answer, known, risk_of
from servanda.desk.record.viewpoint import Viewpoint


def risk(viewpoint: Viewpoint, roadmap: Roadmap, *, patience: float | None = None) -> Answer:
    """Return the risk of a roadmap, or how far its computation has come."""
    plan = plan_of(viewpoint, roadmap)
    return risk_of(plan, _days(viewpoint, roadmap), seed=roadmap.seed, patience=patience)


def computed_risk(viewpoint: Viewpoint, roadmap: Roadmap) -> Outcome | None:
    """Return the risk of a roadmap if it was computed already; nothing is begun."""
    return known(plan_of(viewpoint, roadmap), _days(viewpoint, roadmap), seed=roadmap.seed)


def _days(viewpoint: Viewpoint, roadmap: Roadmap) -> dict[str, date]:
    return {key: due.date for key, due in dues_of(viewpoint, roadmap).items() if due.date}


def known_risk(viewpoint: Viewpoint, roadmap: Roadmap) -> Outcome | None:
    """Return the risk of a roadmap, if it is there within the patience of a page."""
    return risk(viewpoint, roadmap).outcome
