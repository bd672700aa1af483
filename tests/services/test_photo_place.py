"""A photo sent as a file says where it was taken: the person is asked, and never taken at its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.flows.messages import msg
from bot.storage.tables import reports
from tests.findings import finds, sought
from tests.town import IN_NIMES, IN_TAMARIS

if TYPE_CHECKING:
    from typing import Any

    from tests.town import Phone, Town

TAKEN = {"latitude": IN_TAMARIS[0], "longitude": IN_TAMARIS[1]}
ASKED = msg("report.photo_place.ask")


@pytest.fixture(name="resident")
def _resident(town: Town) -> Phone:
    resident = town.phone()
    resident.file("image/jpeg")
    return resident


def sent(town: Town, resident: Phone) -> tuple[Any, ...]:
    resident.press("Sacs")
    resident.press("Envoyer")
    columns = (reports.c.latitude, reports.c.longitude, reports.c.landmark)
    return tuple(town.connection.execute(select(*columns)).one())


def test_the_place_of_the_photo_is_shown_on_a_map_and_taken_at_one_tap(town: Town, resident: Phone) -> None:
    assert "Où sont les déchets" in resident.last
    assert sought(town, "taken")[0]["file_id"] == "file-f1"
    finds(town, TAKEN, "taken")
    assert resident.bubbles[-2].what == "pin"
    assert town.says(ASKED) in resident.last
    resident.press("Oui, c'est là")
    assert sent(town, resident) == (*IN_TAMARIS, None)


def test_a_no_asks_as_if_nothing_had_been_said(town: Town, resident: Phone) -> None:
    finds(town, TAKEN, "taken")
    resident.press("Non")
    assert "Où sont les déchets" in resident.last
    resident.place((44.1262, 4.0690))
    assert sent(town, resident) == (44.1262, 4.0690, None)
    assert "44.1502" not in str(town.dump()["sessions"])


def test_a_place_that_the_person_says_instead_counts(town: Town, resident: Phone) -> None:
    finds(town, TAKEN, "taken")
    resident.place((44.1262, 4.0690))
    assert sent(town, resident) == (44.1262, 4.0690, None)


def test_it_is_not_offered_once_the_place_is_said(town: Town, resident: Phone) -> None:
    resident.place((44.1262, 4.0690))
    screen = resident.screen
    finds(town, TAKEN, "taken")
    assert resident.screen == screen


@pytest.mark.parametrize(
    "result", [{}, {"latitude": IN_NIMES[0], "longitude": IN_NIMES[1]}, {"latitude": 99.0}]
)
def test_no_place_or_one_that_is_not_the_towns_is_not_offered(
    town: Town, resident: Phone, result: dict[str, Any]
) -> None:
    screen = resident.screen
    finds(town, result, "taken")
    assert resident.screen == screen


def test_only_the_first_file_of_a_report_without_a_place_is_looked_at(town: Town, resident: Phone) -> None:
    resident.file("image/jpeg", name="f2")
    assert len(sought(town, "taken")) == 1

    neighbour = town.phone()
    neighbour.place()
    neighbour.file("image/jpeg", name="f3")
    neighbour.photo()
    assert len(sought(town, "taken")) == 1
