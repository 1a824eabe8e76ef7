"""The risk of a roadmap as one viewer sees it: of the rows and gates that they see."""

from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.plans import dues_of, plan_of
from servanda.desk.projects.risk_results import Outcome
from servanda.desk.projects.risk_runs import Answer, risk_of
from servanda.desk.record.viewpoint import Viewpoint


def risk(viewpoint: Viewpoint, roadmap: Roadmap, *, patience: float | None = None) -> Answer:
    """Return the risk of a roadmap, or how far its computation has come."""
    dues = {key: due.date for key, due in dues_of(viewpoint, roadmap).items() if due.date}
    plan = plan_of(viewpoint, roadmap)
    return risk_of(plan, dues, seed=roadmap.seed, patience=patience)


def known_risk(viewpoint: Viewpoint, roadmap: Roadmap) -> Outcome | None:
    """Return the risk of a roadmap, if it is there within the patience of a page."""
    return risk(viewpoint, roadmap).outcome
