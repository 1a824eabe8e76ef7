"""How near levelling comes to the best known schedules of PSPLIB, beside PyJobShop and CP-SAT.

    python benchmarks/psplib.py PATH --seconds S [--kind j60] [--every N] [--alone]

PATH holds instances (.rcp or .sm) in folders or by themselves, and the tables of best known values
(.csv, semicolons) as PSPLIB's users keep them. Each instance gets S seconds on 2 workers; a plain
model in OR-tools CP-SAT gets the same, and PyJobShop where it is installed, instance by instance,
on the same machine. `benchmarks/roadmap.py` is run at the end, where no set was chosen: a roadmap
made up with two calendars and gates, levelled by all three. Ctrl-C ends a run; what was done is
printed.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model
from rich.console import Console
from rich.progress import track

from servanda.scheduling.levelling import Budget, Problem, level
from servanda.scheduling.levelling.instances import NotAnInstance, read_instance

machine: Any = import_module("machine")
HERE = Path(__file__).resolve().parent
WORKERS = 2
ROADMAP = 120
"""Activities of the roadmap."""
Solved = tuple[int | None, bool]
"""The end of a schedule (None where none was found), and whether it was proved the shortest."""


@dataclass
class Tally:
    """What one solver did on one set of instances."""

    gaps: list[float] = field(default_factory=list)
    """In percent above the best known value."""
    times: list[float] = field(default_factory=list)
    proved: int = 0
    without: int = 0
    """Instances for which no schedule was found in time."""
    worst: str = ""

    def add(self, name: str, solved: Solved, best: int, seconds: float) -> None:
        """Count one instance."""
        self.times.append(seconds)
        if solved[0] is None:
            self.without += 1
            return
        gap = 100 * (solved[0] - best) / best
        if gap > max(self.gaps, default=0):
            self.worst = name
        self.gaps.append(gap)
        self.proved += solved[1]

    def line(self, solver: str) -> str:
        """Write one line of the report."""
        count, solved = len(self.times), max(1, len(self.gaps))
        best = sum(gap <= 0 for gap in self.gaps)
        return (
            f"  {solver:12} {count:9} {best:8} {best / count:7.1%} {self.proved:7} "
            f"{sum(self.gaps) / solved:9.3f} % {max(self.gaps, default=0):7.2f} % "
            f"{self.worst or '-':12} {self.without:6} {sum(self.times) / count:9.2f} "
            f"{max(self.times):8.2f}"
        )


HEADING = (
    f"  {'solver':12} {'instances':>9} {'at best':>8} {'share':>7} {'proved':>7} {'mean gap':>11} "
    f"{'worst':>9} {'at':12} {'none':>6} {'s, mean':>9} {'s, most':>8}"
)
"""At best: at the best known value. None: no schedule found in time, and in no gap."""


def best_known(folders: Iterable[Path]) -> dict[str, int]:
    """Read every table of best known values; names are written as "j60_1_1"."""
    found: dict[str, int] = {}
    for table in sorted({path for folder in folders for path in folder.glob("*.csv")}):
        with table.open(encoding="latin-1", newline="") as file:
            rows = csv.reader(file, delimiter=";")
            heading = next((row for row in rows if "UB value" in row), None)
            if heading is None:
                continue
            column = heading.index("UB value")
            for row in rows:
                if len(row) > column and row[column].strip().isdecimal():
                    found[row[1].strip().lower().removesuffix(".sm")] = int(row[column])
    return found


def key(path: Path) -> str:
    """Write the name of a file as the tables do: "j60_1_1.rcp" as "j601_1"."""
    stem = path.stem.lower()
    return stem.replace("_", "", 1) if stem.count("_") > 1 else stem


def kind_of(path: Path) -> str:
    """Tell the set of an instance: the folder, or the letters of its name."""
    return path.parent.name if path.parent.name.startswith("j") else path.stem.split("_")[0]


def ours(seconds: float) -> Callable[[Problem], Solved]:
    """Level with Servanda."""

    def solve(problem: Problem) -> Solved:
        found = level(problem, budget=Budget(seconds=seconds))
        assert not problem.violations(found.starts), "a schedule that breaks its problem"
        assert problem.makespan(found.starts) == found.end
        return found.end, found.optimal

    return solve


def imported(name: str) -> Any:
    """Import what needs a package of the same name as this file."""
    own, sys.path[:] = list(sys.path), [each for each in sys.path if Path(each) != HERE]
    try:
        return import_module(name)
    finally:
        sys.path[:] = own


def pyjobshop(seconds: float) -> Callable[[Problem], Solved]:
    """Level with PyJobShop, which puts the problem to CP-SAT."""
    shop: Any = imported("pyjobshop")

    def solve(problem: Problem) -> Solved:
        model = shop.Model()
        resources = [model.add_renewable(int(each)) for each in problem.capacities]
        tasks = [model.add_task() for _ in range(problem.size)]
        for task, length, needs in zip(tasks, problem.durations, problem.needs, strict=True):
            model.add_mode(task, resources, int(length), [int(units) for units in needs])
        for place in range(problem.size):
            for at in range(problem.causes.begins[place], problem.causes.begins[place + 1]):
                model.add_end_before_start(tasks[problem.causes.who[at]], tasks[place])
        result = model.solve(display=False, time_limit=seconds, num_workers=WORKERS)
        if not isfinite(result.objective):
            return None, False
        return int(result.objective), result.status.value == "Optimal"

    return solve


def plain(seconds: float) -> Callable[[Problem], Solved]:
    """Level with the model that anybody would write first, and CP-SAT as it comes."""

    def solve(problem: Problem) -> Solved:
        model, most = cp_model.CpModel(), problem.horizon
        starts = [model.new_int_var(0, most, "") for _ in range(problem.size)]
        works = [
            model.new_fixed_size_interval_var(start, int(length), "")
            for start, length in zip(starts, problem.durations, strict=True)
        ]
        for place, start in enumerate(starts):
            for at in range(problem.causes.begins[place], problem.causes.begins[place + 1]):
                model.add(start >= starts[problem.causes.who[at]] + int(problem.causes.lags[at]))
        for resource, capacity in enumerate(problem.capacities):
            needs = [int(units) for units in problem.needs[:, resource]]
            model.add_cumulative(works, needs, int(capacity))
        end = model.new_int_var(0, most, "")
        for start, length in zip(starts, problem.durations, strict=True):
            model.add(end >= start + int(length))
        model.minimize(end)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = WORKERS
        status = solver.solve(model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None, False
        return round(solver.objective_value), status == cp_model.OPTIMAL

    return solve


def solvers(seconds: float, *, alone: bool) -> dict[str, Callable[[Problem], Solved]]:
    """Name what is compared; what is not installed is left out."""
    found = {"servanda": ours(seconds)}
    if not alone:
        found["plain CP-SAT"] = plain(seconds)
    if not alone and importlib.util.find_spec("pyjobshop"):
        found["PyJobShop"] = pyjobshop(seconds)
    return found


def instances(path: Path, kinds: list[str], every: int) -> dict[str, list[Path]]:
    """List the instances below a folder by set."""
    found = defaultdict(list)
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        if file.suffix.lower() in {".rcp", ".sm"}:
            found[kind_of(file)].append(file)
    wanted = {kind: found[kind] for kind in sorted(found, key=lambda k: (len(k), k))}
    return {kind: files[::every] for kind, files in wanted.items() if not kinds or kind in kinds}


def measure(
    files: Iterable[Path], best: dict[str, int], asked: dict[str, Callable[[Problem], Solved]]
) -> tuple[dict[str, Tally], list[str]]:
    """Solve each instance with each solver; Ctrl-C ends it with what there is."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    left_out = []
    try:
        for file in files:
            try:
                problem = read_instance(file)
            except NotAnInstance as error:
                left_out.append(str(error))
                continue
            known = best.get(key(file))
            if known is None:
                left_out.append(f"{file.name}: no best known value in the tables")
            for name, solve in asked.items():
                began = time.perf_counter()
                solved = solve(problem)
                spent = time.perf_counter() - began
                tallies[name].add(file.stem, solved, known or solved[0] or 1, spent)
    except KeyboardInterrupt:
        left_out.append("interrupted: what follows is what was done until then")
    return tallies, left_out


def shown(files: list[Path], kind: str) -> Iterator[Path]:
    """Show how far it has come, where somebody watches."""
    console = Console(stderr=True)
    yield from track(files, description=kind, console=console, disable=not console.is_terminal)


def main() -> None:
    """Measure every set, then the roadmap."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--kind", nargs="*", default=[], help="j30, j60, …")
    parser.add_argument("--every", type=int, default=1, help="take every N-th instance")
    parser.add_argument("--alone", action="store_true", help="without its peers")
    options = parser.parse_args()
    if not options.path.exists():
        parser.exit(2, f"{options.path} is not there. Give a folder of PSPLIB instances.\n")
    found = instances(options.path, options.kind, options.every)
    folders = {options.path, options.path.parent, *(f.parent for fs in found.values() for f in fs)}
    best = best_known({*folders, *(folder.parent for folder in folders)})
    asked = solvers(options.seconds, alone=options.alone)
    level(Problem.of([1], [], [[1]], [1]), budget=Budget(seconds=1))  # compiled before it counts
    print(machine.described())
    if not options.alone:
        print(machine.compared({"OR-tools CP-SAT": "ortools", "PyJobShop": "pyjobshop"}))
    print(f"{options.seconds:g} s for each instance and solver, {WORKERS} workers")
    for kind, files in found.items():
        tallies, left_out = measure(shown(files, kind), best, asked)
        print(kind, *(f"  ({words})" for words in left_out[:5]), HEADING, sep="\n")
        for name, tally in tallies.items():
            print(tally.line(name), flush=True)
        if any(words.startswith("interrupted") for words in left_out):
            return
    if not options.kind and not options.alone:
        import_module("roadmap").compare(options.seconds, ROADMAP)


if __name__ == "__main__":
    main()
