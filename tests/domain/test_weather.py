"""What a forecast says of a shift: its hours alone, and what is worst comes first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.weather import Cause, Figures, Hour, Thresholds, Verdict, verdict

STARTS = datetime(2027, 4, 14, 6, tzinfo=UTC)
ENDS = STARTS + timedelta(hours=4)
USUAL = Thresholds()


def day(rain: dict[int, float] | None = None, **figures: float) -> list[Hour]:
    """Return the hours of that day, UTC; `rain` by the hour at which it ends."""
    midnight = STARTS.replace(hour=0)
    return [
        Hour(midnight + timedelta(hours=number), rain=(rain or {}).get(number, 0.0), **figures)  # type: ignore[arg-type] # floats by name
        for number in range(24)
    ]


def judged(hours: list[Hour], thresholds: Thresholds = USUAL) -> Verdict:
    found = verdict(hours, STARTS, ENDS, thresholds)
    assert found is not None
    return found


def test_only_the_hours_of_the_shift_count() -> None:
    assert judged(day({6: 20.0, 11: 20.0})).cause is None
    assert judged(day({7: 1.0, 10: 1.0})).cause is Cause.RAIN
    assert judged(day({7: 1.0, 10: 0.9})).cause is None


def test_a_shift_that_starts_within_an_hour_has_that_hour() -> None:
    found = verdict(day({7: 4.0}), STARTS + timedelta(minutes=30), ENDS, USUAL)
    assert found is not None
    assert found.cause is Cause.RAIN


@pytest.mark.parametrize(
    ("figures", "cause"),
    [
        ({"probability": 60.0}, Cause.RAIN),
        ({"probability": 59.0, "feels": 31.9, "gusts": 59.0}, None),
        ({"feels": 32.0}, Cause.HEAT),
        ({"gusts": 60.0, "feels": 40.0, "probability": 100.0}, Cause.WIND),
        ({"storm": True, "gusts": 90.0}, Cause.STORM),
    ],
)
def test_what_is_worst_comes_first(figures: dict[str, float], cause: Cause | None) -> None:
    assert judged(day(None, **figures)).cause is cause


def test_the_town_says_from_when_on() -> None:
    assert judged(day({8: 4.0}), Thresholds(rain_mm=5)).cause is None
    assert judged(day({8: 4.0}), Thresholds(rain_mm=4)).cause is Cause.RAIN


def test_the_figures_are_the_rain_of_all_hours_and_the_worst_of_the_others() -> None:
    hours = [
        Hour(STARTS + timedelta(hours=1), rain=0.4, feels=18.0, gusts=20.0),
        Hour(STARTS + timedelta(hours=2), rain=0.8, feels=21.5, probability=40.0),
    ]
    assert judged(hours) == Verdict(Figures(1.2, 40.0, 21.5, 20.0, storm=False), None)


def test_nothing_known_is_no_verdict_and_unknown_figures_propose_nothing() -> None:
    assert verdict([], STARTS, ENDS, USUAL) is None
    assert verdict(day(), STARTS + timedelta(days=9), ENDS + timedelta(days=9), USUAL) is None
    assert judged([Hour(ENDS)]) == Verdict(Figures(None, None, None, None, storm=False), None)
