"""Reads a forecast for the hours of one shift: rain, heat, wind, a storm; it proposes and never decides.

It asks no server (bot/jobs/weather.py does) and knows no wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Hour:
    """What is said of the hour before `ends` (UTC), as forecasts do; None where they say nothing.

    Rain in mm over that hour, its probability in percent, how hot it feels in °C, gusts in km/h.
    """

    ends: datetime
    rain: float | None = None
    probability: float | None = None
    feels: float | None = None
    gusts: float | None = None
    storm: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which figures on another plan is proposed: mm over the shift, percent, °C felt, km/h."""

    # Rain: what the trade calls a morning to stay in; a lower figure would propose it for a drizzle.
    rain_mm: int = 2
    rain_percent: int = 60
    # The index UTCI counts strong heat stress from 32 °C on. INRS speaks of a risk for physical work from
    # 28 °C on: in July a town of the South would then be proposed another plan every morning.
    heat: int = 32
    # Towns close their parks from about here on, since branches fall.
    gusts: int = 60


class Cause(StrEnum):
    """Why another plan is proposed; of several the first in this order."""

    STORM = "storm"
    WIND = "wind"
    RAIN = "rain"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Figures:
    """The worst of a shift's hours, the rain of all of them; None where nothing is known."""

    rain: float | None
    probability: float | None
    feels: float | None
    gusts: float | None
    storm: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the forecast says of a shift; without a cause nothing is proposed."""

    figures: Figures
    cause: Cause | None


def verdict(
    hours: Iterable[Hour], starts: datetime, ends: datetime, thresholds: Thresholds
) -> Verdict | None:
    """Judge the hours that overlap the shift alone; None when the forecast has none of them."""
    within = [hour for hour in hours if starts < hour.ends and hour.ends - _HOUR < ends]
    if not within:
        return None
    figures = Figures(
        rain=_sum(hour.rain for hour in within),
        probability=_most(hour.probability for hour in within),
        feels=_most(hour.feels for hour in within),
        gusts=_most(hour.gusts for hour in within),
        storm=any(hour.storm for hour in within),
    )
    found = _causes(figures, thresholds)
    return Verdict(figures, next((cause for cause in Cause if found[cause]), None))


def _causes(figures: Figures, thresholds: Thresholds) -> Mapping[Cause, bool]:
    wet = _reaches(figures.rain, thresholds.rain_mm)
    return {
        Cause.STORM: figures.storm,
        Cause.WIND: _reaches(figures.gusts, thresholds.gusts),
        Cause.RAIN: wet or _reaches(figures.probability, thresholds.rain_percent),
        Cause.HEAT: _reaches(figures.feels, thresholds.heat),
    }


def _reaches(figure: float | None, threshold: int) -> bool:
    return figure is not None and figure >= threshold


def _known(figures: Iterable[float | None]) -> list[float]:
    return [figure for figure in figures if figure is not None]


def _sum(figures: Iterable[float | None]) -> float | None:
    known = _known(figures)
    return round(sum(known), 1) if known else None


def _most(figures: Iterable[float | None]) -> float | None:
    return max(_known(figures), default=None)
