"""Other towns nearby are written in the territory's file, their outlines beside it, if they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.geometry import Point
from bot.domain.neighbours import neighbour_at, neighbour_named
from bot.territories import load
from tests.territories.test_faults import GOOD, SQUARE, faults_of, feature, polygon

if TYPE_CHECKING:
    from pathlib import Path

TWO = """
[[neighbours]]
id = "rio"
name = "Río Seco"
phone = "+262 639 98 00 50"

[[neighbours]]
id = "alto"
name = "Alto"
phone = "+262 639 98 00 60"
"""


def test_a_neighbour_has_the_outline_of_its_name_or_none(tmp_path: Path) -> None:
    text = (GOOD + TWO).replace('town = "', 'outlines = "town.geojson"\ntown = "')
    (tmp_path / "town.toml").write_text(text, encoding="utf-8")
    outline = feature(polygon(SQUARE), role="neighbour", name="Rio seco")
    (tmp_path / "town.geojson").write_text(outline, encoding="utf-8")
    rio, alto = load(str(tmp_path / "town.toml")).neighbours
    assert neighbour_at((alto, rio), Point(0.5, 0.5)) == rio
    assert neighbour_at((alto, rio), Point(1.5, 0.5)) is None
    assert neighbour_named((rio, alto), "ALTO") == alto
    assert neighbour_named((rio, alto), "Nowhere") is None
    assert alto.outline is None


def test_an_id_there_twice_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(GOOD + TWO.replace('"alto"', '"rio"'), tmp_path)
    assert [fault.key for fault in faults] == ["neighbours[2].id"]
