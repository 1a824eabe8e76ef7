"""One scenario of a network, solved to the optimum."""

from __future__ import annotations

from servanda.flows.account import Account, BlockAnswer
from servanda.flows.arcs import solve_arcs
from servanda.flows.compile import Block, Compiled, compiled
from servanda.flows.core.layout import Numbers, Scale, numbers_of, scale_of
from servanda.flows.decompose import decompose
from servanda.flows.figures import cases_of, figures_of
from servanda.flows.model import Network, Scenario
from servanda.flows.outcome import Result
from servanda.flows.paths import Carried, Master

FORMS = ("auto", "paths", "arcs")
CROWDED, MANY = 8, 2_500
"""A single solve goes over arcs from so many demands of each origin, and of all, on."""


def solve(network: Network | Compiled, scenario: Scenario, *, form: str = "auto") -> Result:
    """Find the flows of least generalised cost; raise BadNetwork where the input cannot be.

    The form is "paths", "arcs", or "auto", which chooses for each unit (see `choose_form`).
    """
    ready = network if isinstance(network, Compiled) else compiled(network)
    figures = figures_of(
        ready.network, cases_of(ready.network, [scenario], ready.places), ready.places
    )
    answers, forms = [], set()
    for block in ready.blocks:
        scale = scale_of(block, figures)
        numbers = numbers_of(block, figures, scale)
        own = choose_form(block) if form == "auto" else form
        forms.add(own)
        solver = _over_arcs if own == "arcs" else _over_paths
        answers.append(solver(block, numbers, scale))
    return Account(ready, scenario, figures).result(answers, " and ".join(sorted(forms)))


def choose_form(block: Block) -> str:
    """Choose the form of a single solve: paths, but for thousands of demands that share origins.

    On arcs one flow serves all demands of a commodity from an origin; on paths each demand has its
    own rows and columns, of which a corridor has few. Measured (`benchmarks/flows.py`), paths took
    a third of the time of arcs, or less, on the instances of SNDlib with 66 to 662 demands; where
    60 places send to all others now one was faster, now the other.
    """
    origins = {
        (part.commodity, tuple(block.sources[at].tolist())) for at, part in enumerate(block.parts)
    }
    return "arcs" if len(block.parts) >= max(CROWDED * len(origins), MANY) else "paths"


def _over_paths(block: Block, numbers: Numbers, scale: Scale) -> BlockAnswer:
    master = Master(block, scale, numbers.value_of_time.shape[1])
    found = master.solve(numbers, 0)
    return BlockAnswer(block, numbers, scale, found.objective, found.paths, found.duals)


def _over_arcs(block: Block, numbers: Numbers, scale: Scale) -> BlockAnswer:
    found = solve_arcs(block, numbers, 0, scale)
    paths = [
        Carried(each.part, each.arcs, each.delivered * scale.amount)
        for origin in found.origins
        for each in decompose(block, origin, numbers.gain[0])
    ]
    return BlockAnswer(block, numbers, scale, found.objective, paths, found.duals)
