"""How well forecasts did: the Brier score and calibration (Brier 1950; Murphy and Winkler 1977)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from servanda.desk.projects.models import Forecast
from servanda.scheduling.forecasts import Chance, brier, calibration

SHARES = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
FEW = 20
SIDE = 280
EDGE = 40


@dataclass(frozen=True, slots=True)
class Point:
    """Of what was given a chance, how often it came about."""

    chance: float
    came: int
    of: int

    @property
    def share(self) -> float:
        """Return the share that came about."""
        return self.came / self.of

    @property
    def percent(self) -> int:
        """Return the chance in percent."""
        return round(100 * self.chance)

    @property
    def share_percent(self) -> int:
        """Return the share that came about in percent."""
        return round(100 * self.share)

    @property
    def x(self) -> str:
        """Return where it stands from left to right."""
        return f"{EDGE + SIDE * self.chance:.1f}"

    @property
    def y(self) -> str:
        """Return where it stands from top to bottom."""
        return f"{8 + SIDE * (1 - self.share):.1f}"

    @property
    def radius(self) -> str:
        """Return its radius: the area grows with how many it counts."""
        return f"{min(14.0, 3 + self.of**0.5):.1f}"


@dataclass(frozen=True, slots=True)
class Scores:
    """How a set of forecasts did as of a day."""

    made: int
    known: int  # statements of a chance whose outcome is known
    brier: float | None
    points: tuple[Point, ...]

    @property
    def few(self) -> bool:
        """Tell whether too few are known to say much."""
        return self.known < FEW

    @property
    def brier_word(self) -> str:
        """Return the Brier score in three places."""
        return "" if self.brier is None else f"{self.brier:.3f}"


def scores(forecasts: Iterable[Forecast], *, on: date) -> Scores:
    """Score forecasts by what is known on a day."""
    every = list(forecasts)
    told = [stated for each in every for stated in statements(each, on)]
    points = tuple(
        Point(each.said, round(each.happened * each.count), each.count)
        for each in calibration(told)
    )
    return Scores(len(every), len(told), brier(told), points)


def statements(forecast: Forecast, on: date) -> Iterator[Chance]:
    """Yield each chance that a forecast gave with what came of it, where that is known by a day."""
    for name, chance in SHARES.items():
        day = getattr(forecast, name)
        if day is not None and _known(forecast, day, on):
            yield Chance(chance, _came(forecast, day, on))
    if forecast.due and forecast.chance is not None and _known(forecast, forecast.due, on):
        yield Chance(forecast.chance, _came(forecast, forecast.due, on))


def _known(forecast: Forecast, day: date, on: date) -> bool:
    came = forecast.came_on
    return day < on or (came is not None and came <= on)


def _came(forecast: Forecast, day: date, on: date) -> bool:
    came = forecast.came_on
    return came is not None and came <= min(day, on)
