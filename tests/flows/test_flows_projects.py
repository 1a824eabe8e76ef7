"""What projects do, with and without each other: by hand, and as laws over random networks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flows.networks import TONNES, corridor_like, demand, link, nodes
from flows.oracle import Oracle
from servanda.flows.asked import MEASURES
from servanda.flows.compile import compiled
from servanda.flows.model import (
    Assumption,
    BadNetwork,
    LinkChange,
    Network,
    Project,
    Scenario,
)
from servanda.flows.projects import (
    Interaction,
    ProjectShares,
    project_effects,
    project_shares,
)

NOBODY = Scenario(2030)
"""No project has a year of its own here: all are off."""


def railway() -> Network:
    """10 t from A to C by road at 10 in ten days; by a railway in two parts at 1 + 1 in two.

    "east" and "west" open a part each; "road" makes the road 6.
    """
    return Network(
        nodes("ABC"),
        (
            link("AB", closed=True, hours=24.0),
            link("BC", closed=True, hours=24.0),
            link("AC", cost=10.0, hours=240.0),
        ),
        (TONNES,),
        (demand("AC", 10),),
        projects=(
            Project("east", changes=(LinkChange("AB", opens=True),)),
            Project("west", changes=(LinkChange("BC", opens=True),)),
            Project("road", changes=(LinkChange("AC", cost=6.0),)),
        ),
        assumptions=(Assumption("volume", "demand.volume", ("AC",), 5.0, 10.0, 20.0),),
    )


ON = {
    "none": {},
    "west": {"west": True},
    "all": {"east": True, "west": True, "road": True},
}


@pytest.mark.parametrize(("others", "effect"), [("none", 0), ("west", -80), ("all", -40)])
def test_the_effect_depends_on_what_the_scenario_has(others: str, effect: float) -> None:
    # 10 t: by road 100, by the improved road 60, by both parts of the railway 20.
    found = project_effects(compiled(railway()), Scenario(2030, projects=ON[others]))

    assert found[0].project == "east"
    assert found[0].effect.cost == pytest.approx([effect])
    assert found[0].on == (others == "all")


def test_each_part_of_a_railway_is_nothing_alone() -> None:
    # Alone: nothing. Last: the railway at 20 instead of the improved road at 60.
    east, west, road = project_effects(compiled(railway()), NOBODY)

    assert [each.alone.cost[0] for each in (east, west, road)] == pytest.approx([0, 0, -40])
    assert [each.last.cost[0] for each in (east, west, road)] == pytest.approx([-40, -40, 0])


def test_an_effect_is_told_in_days_and_in_what_its_links_carry() -> None:
    # Ten days by road, two by rail; all 10 t move onto the new part.
    east = project_effects(compiled(railway()), Scenario(2030, projects=ON["west"]))[0]

    assert east.effect.days == pytest.approx([-8])
    assert east.effect.arrives == pytest.approx([0])
    assert [east.carries[0], east.carried[0]] == pytest.approx([10, 0])


def test_effects_under_draws_follow_the_central_one() -> None:
    # 8 saved on each of 10, 5 and 20 t.
    draws = [{"volume": 5.0}, {"volume": 20.0}]

    east = project_effects(compiled(railway()), Scenario(2030, projects=ON["west"]), draws)[0]

    assert east.effect.cost == pytest.approx([-80, -40, -160])


def shares(network: Network, **more: object) -> ProjectShares:
    return project_shares(compiled(network), NOBODY, **more)  # type: ignore[arg-type]


def test_shares_are_means_over_all_orders_to_come_in() -> None:
    # v(east) = v(west) = 0, v(road) = -40, v(east, west) = v(all) = -80, v(east, road) = -40.
    # East comes in six orders: first 0, 0; after west -80; after road 0; last -40, -40: -160 / 6.
    # Road: first -40, -40; after east -40; after west -40; last 0, 0: -160 / 6.
    found = shares(railway())

    assert found.projects == ("east", "west", "road")
    assert [each.cost[0] for each in found.shares] == pytest.approx([-160 / 6] * 3)
    assert found.total.cost == pytest.approx([-80])


def pair(found: ProjectShares, *names: str) -> Interaction:
    return next(each for each in found.interactions if each.projects == names)


def test_parts_that_need_each_other_do_more_together() -> None:
    # Alone: -80 - 0 - 0. With the better road: -80 + 40 + 40 - 40 = -40. The mean: -60.
    found = pair(shares(railway()), "east", "west")

    assert [each.cost[0] for each in (found.alone, found.last, found.mean)] == pytest.approx(
        [-80, -40, -60]
    )


def test_projects_that_stand_in_for_each_other_do_less_together() -> None:
    # Without west nothing: -40 - 0 + 40 = 0. With it: -80 + 80 + 40 - 0 = 40. The mean: 20.
    found = pair(shares(railway()), "east", "road")

    assert [each.cost[0] for each in (found.alone, found.last, found.mean)] == pytest.approx(
        [0, 40, 20]
    )


def test_projects_that_do_nothing_change_no_share_and_no_interaction() -> None:
    # The road stays as dear as it was: east and west still share 80, and need each other for it.
    network = railway()
    same = LinkChange("AC", cost=10.0)
    network = replace(
        network,
        projects=(
            *network.projects[:2],
            Project("sign", "", (same,)),
            Project("paint", "", (same,)),
        ),
    )

    found = shares(network)

    assert [each.cost[0] for each in found.shares] == pytest.approx([-40, -40, 0, 0])
    assert pair(found, "east", "west").mean.cost == pytest.approx([-80])
    assert pair(found, "east", "sign").mean.cost == pytest.approx([0])


def test_projects_off_the_list_stay_as_the_scenario_has_them() -> None:
    # With the improved road the railway's two parts share 60 - 20.
    scenario = Scenario(2030, projects={"road": True})

    found = project_shares(compiled(railway()), scenario, projects=["east", "west"])

    assert [each.cost[0] for each in found.shares] == pytest.approx([-20, -20])


def test_a_project_of_another_unit_shares_nothing() -> None:
    network = railway()
    cable = link("BA", id="cable", mode="cable", unit="MWh")
    network = replace(
        network,
        links=(*network.links, cable),
        projects=(*network.projects, Project("cable", changes=(LinkChange("cable", cost=0.5),))),
    )

    found = shares(network, projects=["cable", "east", "west"])

    assert [each.cost[0] for each in found.shares] == pytest.approx([0, -40, -40])


def test_more_than_twelve_projects_are_not_shared_out() -> None:
    network = railway()
    more = tuple(Project(f"p{at}", changes=network.projects[2].changes) for at in range(10))
    network = replace(network, projects=(*network.projects, *more))

    with pytest.raises(BadNetwork, match="13 change links in t, and every set of them is solved"):
        shares(network)


@pytest.mark.parametrize(
    ("named", "words"), [(["canal"], "“canal” does not exist"), (["east", "east"], "named twice")]
)
def test_a_list_that_cannot_be_is_refused(named: list[str], words: str) -> None:
    with pytest.raises(BadNetwork, match=words):
        shares(railway(), projects=named)


def with_projects(seed: int) -> Network:
    """Make a network with five projects on links that are short of room."""
    network = corridor_like(seed, places=9, links=16, commodities=5)
    rng = np.random.default_rng(seed)
    rows = [
        replace(each, capacity=0.4 * (each.capacity or 0.0), closed=at < 2)
        for at, each in enumerate(network.links)
    ]
    changed = [rows[at] for at in (0, 1, *rng.choice(np.arange(2, len(rows)), 3, replace=False))]
    projects = (
        Project(each.id, changes=(LinkChange(each.id, 3 * (each.capacity or 0.0), opens=True),))
        if each.closed
        else Project(each.id, changes=(LinkChange(each.id, 3 * (each.capacity or 0.0)),))
        for each in changed
    )
    return replace(network, links=tuple(rows), projects=tuple(projects))


@pytest.mark.parametrize("seed", [4, 6, 7])
def test_shares_add_up_to_the_effect_of_all(seed: int) -> None:
    network = with_projects(seed)

    found = shares(network)

    assert found.total.objective[0] < 0
    for name in MEASURES:
        added = sum(getattr(each, name)[0] for each in found.shares)
        assert added == pytest.approx(getattr(found.total, name)[0], rel=1e-6, abs=1e-6)


def test_shares_do_not_hang_on_the_order_of_the_list() -> None:
    network = with_projects(6)
    names = [each.id for each in network.projects]

    one, other = (shares(network, projects=order) for order in (names, names[::-1]))

    assert [each.objective[0] for each in one.shares] == pytest.approx(
        [each.objective[0] for each in other.shares[::-1]], rel=1e-6
    )


@pytest.mark.parametrize("seed", [4, 6])
def test_effects_are_what_linopy_says(seed: int) -> None:
    network = with_projects(seed)

    for each in project_effects(compiled(network), NOBODY):
        without = Oracle(delivered(network, set())).objective()
        with_it = Oracle(delivered(network, {each.project})).objective()
        assert each.alone.objective[0] == pytest.approx(with_it - without, abs=1e-6 * without)


def delivered(network: Network, on: set[str]) -> Network:
    """Write projects into the links; those that stay closed are taken out."""
    changes = {row.changes[0].link: row.changes[0] for row in network.projects if row.id in on}
    links = (
        replace(each, capacity=changes[each.id].capacity, closed=False)
        if each.id in changes
        else each
        for each in network.links
    )
    return replace(network, links=tuple(each for each in links if not each.closed), projects=())
