"""Reads from which weather on a territory's crews are proposed another plan; all of it may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.weather import Thresholds

if TYPE_CHECKING:
    from bot.territories.reading import Table


def read_weather(root: Table) -> Thresholds:
    """Read the table [weather], which may be left out."""
    return root.table("weather", _thresholds) if "weather" in root else Thresholds()


def _thresholds(table: Table) -> Thresholds:
    usual = Thresholds()
    return Thresholds(
        rain_mm=table.whole("rain_mm", 1, 100, usual.rain_mm),
        rain_percent=table.whole("rain_percent", 10, 100, usual.rain_percent),
        heat=table.whole("heat", 20, 50, usual.heat),
        gusts=table.whole("gusts", 20, 150, usual.gusts),
    )
