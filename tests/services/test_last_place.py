"""« Même lieu que la dernière fois »: one tap for whoever reports the same corner again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.flows.messages import msg
from bot.storage.tables import reports

if TYPE_CHECKING:
    from tests.town import Phone, Town

LAST = msg("report.place.last")


def again(town: Town, resident: Phone) -> list[tuple[Any, ...]]:
    """Report at the last place; return where both reports lie."""
    resident.photo("again")
    resident.chooses(LAST)
    resident.press("Sacs")
    if "Non, un autre" in " ".join(resident.labels()):
        resident.press("Non, un autre")
    resident.press("Envoyer")
    columns = (reports.c.latitude, reports.c.longitude, reports.c.district, reports.c.landmark)
    return [tuple(row) for row in town.connection.execute(select(*columns).order_by(reports.c.request))]


def test_a_point_and_its_name_come_back_at_one_tap(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.place(venue="Gare")
    resident.press("Sacs")
    resident.press("Envoyer")
    first, second = again(town, resident)
    assert first == second
    assert second[3] == "Gare, rue"


def test_words_and_a_district_come_back_too(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.types("Bâtiment B")
    resident.press("Tamaris")
    resident.press("Sacs")
    resident.press("Envoyer")
    first, second = again(town, resident)
    assert first == second == (None, None, "tamaris", "Bâtiment B")


def test_a_district_alone_comes_back_without_another_question(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.press("plus sur place")
    resident.press("Tamaris")
    resident.press("Sans réponse")
    resident.press("Sacs")
    resident.press("Envoyer")
    first, second = again(town, resident)
    assert first == second == (None, None, "tamaris", None)


def test_it_is_offered_to_nobody_else_nor_for_an_old_or_unknown_place(town: Town) -> None:
    resident, neighbour = town.phone(), town.phone()
    resident.report()
    neighbour.photo()
    assert town.says(LAST) not in neighbour.labels()

    town.pass_time(weeks=13)
    resident.photo("later")
    assert town.says(LAST) not in resident.labels()


def test_a_report_that_said_no_place_offers_none(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    resident.press("plus sur place")
    resident.press("Ailleurs")
    resident.press("Sans réponse")
    resident.press("Sacs")
    resident.press("Envoyer")
    resident.photo("again")
    assert town.says(LAST) not in resident.labels()


def test_coordinates_out_of_the_blue_open_a_report_there(town: Town) -> None:
    resident = town.phone()
    resident.types("geo:44.1502,4.0823")
    assert town.says(msg("report.place.noted")) in resident.screen
    assert "photo" in resident.last


def test_a_live_location_counts_as_it_is_and_its_moves_change_nothing(town: Town) -> None:
    resident = town.phone()
    resident.photo()
    live = {"latitude": 44.1502, "longitude": 4.0823, "live_period": 900}
    resident.sends(location=live)
    assert "Que voyez-vous" in resident.last
    before, screen = town.dump(), resident.screen

    moved = {"message_id": 1, "date": 1_790_000_000, "edit_date": 1_790_000_060}
    chat, sender = {"id": resident.number, "type": "private"}, {"id": resident.number, "is_bot": False}
    edited = {**moved, "chat": chat, "from": {**sender, "first_name": "R"}}
    town.receive({"edited_message": {**edited, "location": {**live, "latitude": 44.2}}})
    assert (town.dump(), resident.screen) == (before, screen)
