"""Levelling on small problems worked by hand, on random ones, and on PSPLIB."""

from pathlib import Path

import numpy as np
import pytest

from servanda.scheduling.levelling import Budget, Problem, level
from servanda.scheduling.levelling.instances import read_instance

PSPLIB = Path(__file__).resolve().parents[3] / "shared" / "bench" / "psplib"
SMALL = Budget(seconds=120, schedules=2_000, deterministic=1.0)


def random_problem(seed: int, size: int = 30, *, generalised: bool = False) -> Problem:
    """Make a problem up; generalised ones have start distances of any sign and releases."""
    draw = np.random.default_rng(seed)
    durations = draw.integers(0, 9, size)
    links = [
        (before, after, int(draw.integers(-4, 9)) if generalised else int(durations[before]))
        for after in range(1, size)
        for before in set(draw.integers(0, after, 2).tolist())
    ]
    needs = draw.integers(0, 4, (size, 2))
    releases = draw.integers(0, 15, size).tolist() if generalised else None
    return Problem.of(durations.tolist(), links, needs.tolist(), [5, 4], releases)


def test_two_side_by_side_and_one_after() -> None:
    problem = Problem.of([3, 2, 4], [(0, 2, 3)], [[1], [1], [2]], [2])

    found = level(problem, budget=SMALL)

    assert (found.end, found.optimal, found.gap) == (7, True, 0.0)


def test_a_release_is_waited_for() -> None:
    found = level(Problem.of([3], [], [[1]], [1], [4]), budget=SMALL)

    assert found.starts.tolist() == [4]


def test_the_bound_never_lies_above_the_end() -> None:
    problem = random_problem(1)

    found = level(problem, budget=Budget(seconds=120, schedules=60, deterministic=0.01))

    assert problem.bound() <= found.bound <= found.end


@pytest.mark.parametrize("seed", range(6))
def test_schedules_keep_links_and_capacities(seed: int) -> None:
    problem = random_problem(seed)

    found = level(problem, budget=SMALL)

    assert problem.violations(found.starts) == []
    assert problem.makespan(found.starts) == found.end


@pytest.mark.parametrize("seed", range(6))
def test_distances_of_any_sign_and_releases_are_kept(seed: int) -> None:
    problem = random_problem(seed, generalised=True)

    found = level(problem, budget=SMALL)

    assert problem.violations(found.starts) == []
    assert problem.makespan(found.starts) == found.end


def test_the_same_seed_gives_the_same_schedule_to_the_bit() -> None:
    problem = random_problem(5, 60)

    one, other = (level(problem, budget=SMALL, seed=3) for _ in range(2))

    assert one.starts.tobytes() == other.starts.tobytes()
    assert (one.end, one.bound) == (other.end, other.bound)


@pytest.mark.skipif(not PSPLIB.exists(), reason="../shared/bench/psplib is not here")
@pytest.mark.parametrize(
    ("name", "best"), [("j30/j30_1_1", 43), ("j30/j30_1_2", 47), ("j60/j60_1_1", 77)]
)
def test_known_optima_are_found_and_proved(name: str, best: int) -> None:
    problem = read_instance(PSPLIB / f"{name}.rcp")

    found = level(problem, budget=Budget(seconds=60))

    assert (found.end, found.optimal) == (best, True)
