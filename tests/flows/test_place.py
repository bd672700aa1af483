"""The question where the waste lies, answered with words that are a point."""

# ruff: noqa: RUF001 - signs as phones write them

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.commands import FileReport, Spot
from bot.domain.geometry import Outline, Point
from bot.domain.neighbours import Neighbour
from bot.flows.dialogue import Session, advance
from bot.flows.inbound import Place, Text
from bot.flows.known import Known
from bot.flows.report_dump import REPORT_DUMP
from tests.flows.playing import KNOWN, PHOTO, TOWN, asked, play, press, said

KIND, SEND = press("kind", "bulky"), press("summary", "send")
POINT = Text("44,1502 4,0823")
GONE, TAMARIS = press("place", "elsewhere"), press("district", "tamaris")


@pytest.mark.parametrize(
    "typed",
    [
        "44.1502, 4.0823",
        "44°09'00.7\"N 4°04'56.3\"E",
        "https://www.openstreetmap.org/?mlat=44.1502&mlon=4.0823",
        "https://maps.google.com/?q=44.1502,4.0823",
        "geo:44.1502,4.0823",
        "٤٤٫١٥٠٢، ٤٫٠٨٢٣",
    ],
)
def test_a_typed_point_is_a_point(typed: str) -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(typed))
    assert asked(turn) == "kind"
    assert "report.place.noted" in said(turn)

    sent = play(REPORT_DUMP, PHOTO, Text(typed), KIND, SEND).command
    assert isinstance(sent, FileReport)
    assert (sent.spot.latitude, sent.spot.longitude) == pytest.approx((44.1502, 4.0823), abs=1e-4)
    assert sent.spot.landmark is None


def test_a_typed_point_out_of_the_town_is_said_and_still_taken() -> None:
    turn = play(REPORT_DUMP, PHOTO, Text("43.8367, 4.3601"))
    assert "report.place.outside" in said(turn)
    assert asked(turn) == "kind"


@pytest.mark.parametrize("before", [(GONE,), (GONE, TAMARIS)], ids=["district", "landmark"])
def test_a_point_typed_at_a_later_question_about_the_place_answers_it_all(before: tuple[Text]) -> None:
    sent = play(REPORT_DUMP, PHOTO, *before, POINT, KIND, SEND).command
    assert isinstance(sent, FileReport)
    assert sent.spot == Spot(44.1502, 4.0823)


@pytest.mark.parametrize("typed", ["12 rue des Acacias", "maps.app.goo.gl/AbC123", "06 12 34 56 78"])
def test_other_words_stay_a_landmark(typed: str) -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(typed))
    assert asked(turn) == "district"
    assert turn.session.answers["place"] == {"landmark": typed}


@pytest.mark.parametrize(
    "typed", ["Parc Cauvel", "parc  cauvel", "PARC-CAUVEL", "حديقة كوفيل", "Cauvel park"]
)
def test_the_name_of_a_known_place_is_its_point(typed: str) -> None:
    turn = play(REPORT_DUMP, PHOTO, Text(typed))
    assert asked(turn) == "kind"
    sent = play(REPORT_DUMP, PHOTO, Text(typed), KIND, SEND).command
    assert isinstance(sent, FileReport)
    assert sent.spot == Spot(44.1388, 4.0757, None, "Parc Cauvel")


@pytest.mark.parametrize("typed", ["Tamaris", "tamaris", "Les Cévennes"])
def test_the_name_of_a_district_is_not_asked_for_again(typed: str) -> None:
    assert asked(play(REPORT_DUMP, PHOTO, Text(typed))) == "landmark"


@pytest.mark.parametrize(
    "typed", ["44.1502, 4.0823", "https://maps.google.com/?q=44.1502,4.0823", "Parc Cauvel"]
)
def test_a_place_typed_before_the_photo_is_kept_and_the_photo_still_asked(typed: str) -> None:
    turn = play(REPORT_DUMP, Text(typed))
    assert asked(turn) == "photos"
    assert "latitude" in turn.session.answers["place"]
    assert asked(play(REPORT_DUMP, Text(typed), PHOTO)) == "kind"


def test_a_second_place_typed_before_the_photo_is_no_photo() -> None:
    assert "report.photos.wrong" in said(play(REPORT_DUMP, POINT, Text("Gare")))


def acknowledged(point: Point, *neighbours: Neighbour) -> list[str]:
    known = Known(replace(TOWN, neighbours=neighbours), KNOWN.today)
    place = Place(point.latitude, point.longitude)
    return said(advance(REPORT_DUMP, Session({"photos": []}), place, known))


def test_within_fifty_metres_of_the_border_nothing_is_said() -> None:
    assert TOWN.boundary is not None
    corner = TOWN.boundary.polygons[0][0][0]
    for step in (-0.0003, 0.0003):  # 33 m to either side
        near = Point(corner.latitude + step, corner.longitude)
        assert "report.place.noted" in acknowledged(near)


def test_outside_whose_it_is_is_said_by_outline_or_in_general() -> None:
    square = tuple(Point(*at) for at in ((43.8, 4.3), (43.8, 4.4), (43.9, 4.4), (43.9, 4.3), (43.8, 4.3)))
    outline = Outline("Nîmes", ((square,),))
    nimes, unknown = Neighbour("nimes", {"fr": "Nîmes"}, "04 65 71 02 10", outline), Neighbour("u", {}, "")
    there = Point(43.8367, 4.3601)
    assert acknowledged(there, unknown, nimes)[:2] == ["report.place.outside", "report.place.neighbour"]
    assert acknowledged(there, unknown)[:2] == ["report.place.outside", "report.place.outside_who"]
