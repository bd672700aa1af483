"""The places of a territory's file: read, and refused with the line and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.geometry import Point, Side
from bot.territories import load
from tests.territories.test_faults import GOOD, faults_of

if TYPE_CHECKING:
    from pathlib import Path

PLACE = """
[[places]]
id = "mercado"
name = { es = "El Mercado", en = "The Market" }
latitude = -20.9
longitude = 55.5
district = "puerto"
"""


def test_ales_names_places_in_every_language_in_the_town_and_marks_them_approximate() -> None:
    territory = load("ales")
    assert len(territory.places) >= 8
    for place in territory.places:
        assert set(place.name) == set(territory.languages)
        assert territory.where(place.point).in_town is Side.YES
        assert place.approximate
        assert len(f"p-{place.id}") <= 64
    assert {place.district for place in territory.places} > {each.id for each in territory.districts}


def test_a_territory_may_have_no_places(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(GOOD, encoding="utf-8")
    assert load(str(tmp_path / "town.toml")).places == ()


def test_a_place_is_read_with_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(GOOD + PLACE, encoding="utf-8")
    [place] = load(str(tmp_path / "town.toml")).places
    assert (place.id, place.district, place.approximate) == ("mercado", "puerto", False)
    assert place.point == Point(-20.9, 55.5)


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('id = "mercado"', 'id = "El Mercado"', "places[1].id", "small letters, digits and hyphens"),
        ('id = "mercado"', f'id = "{"m" * 21}"', "places[1].id", "up to 20"),
        ("latitude = -20.9", 'latitude = "20,9"', "places[1].latitude", "as in 44.1266"),
        ("latitude = -20.9", "latitude = 91", "places[1].latitude", "from -90 to 90"),
        ("latitude = -20.9", "latitude = nan", "places[1].latitude", "from -90 to 90"),
        ("latitude = -20.9", "latitude = true", "places[1].latitude", "as in 44.1266"),
        ("longitude = 55.5", "longitude = 181", "places[1].longitude", "from -180 to 180"),
        ('district = "puerto"', 'district = "puerta"', "places[1].district", "Did you mean puerto?"),
        ('district = "puerto"', 'distrit = "puerto"', "places[1].distrit", "Did you mean district?"),
        ('es = "El Mercado", ', "", "places[1].name.es", "is missing"),
        ("[[places]]", "[places]", "places", "Begin each with a line [[places]]"),
    ],
)
def test_a_fault_of_a_place_says_its_key_its_line_and_its_mend(
    old: str, new: str, key: str, said: str, tmp_path: Path
) -> None:
    text = (GOOD + PLACE).replace(old, new, 1)
    fault = next(each for each in faults_of(text, tmp_path) if each.key == key)
    assert said in f"{fault.problem} {fault.mend}"
    assert fault.line > GOOD.count("\n")


def test_an_id_there_twice_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(GOOD + PLACE + PLACE, tmp_path)
    assert (fault.key, fault.problem) == ("places[2].id", "“mercado” is there twice")


def test_exchanged_degrees_are_found_by_the_towns_outline(tmp_path: Path) -> None:
    ring = "[[55,-21],[56,-21],[56,-20],[55,-20],[55,-21]]"
    outline = (
        '{"features": [{"properties": {"role": "boundary", "name": "a"}, '
        f'"geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}]}}'
    )
    exchanged = PLACE.replace("-20.9", "x").replace("55.5", "-20.9").replace("x", "55.5")
    text = (GOOD + exchanged).replace('town = "', 'outlines = "town.geojson"\ntown = "')
    (fault,) = faults_of(text, tmp_path, **{"town.geojson": outline})
    assert fault.key == "places[1].latitude"
    assert "exchanged" in fault.mend
