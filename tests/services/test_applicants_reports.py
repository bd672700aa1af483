"""A report in the middle of an application, or by somebody whose application is open: both are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.messages import msg
from tests.services.test_applications import SHORTEST, applied, play

if TYPE_CHECKING:
    from tests.town import Phone, Town

HALF = 8  # gestures: the name is asked


@pytest.fixture(name="applicant")
def _applicant(town: Town) -> Phone:
    """Somebody in the middle of an application."""
    phone = town.phone()
    phone.types("/start")
    play(phone, *SHORTEST[:HALF])
    return phone


def ends(town: Town, phone: Phone) -> None:
    """Go on with the application where it stands."""
    assert town.says(msg("apply.name.ask")) in phone.last
    play(phone, *SHORTEST[HALF:])
    assert len(town.dump()["applications"]) == 1


def test_a_report_by_the_menus_button_leaves_the_application_where_it_was(
    town: Town, applicant: Phone
) -> None:
    applicant.chooses(msg("menu.report"))
    applicant.photo()
    applicant.place()
    applicant.press("Meubles")
    applicant.press("Envoyer")
    assert "D-0001" in applicant.screen

    ends(town, applicant)
    assert len(town.dump()["reports"]) == 1


def test_a_photo_in_the_middle_is_asked_about_first_and_nothing_is_fetched(
    town: Town, applicant: Phone
) -> None:
    applicant.photo("a", album="1")
    applicant.photo("b", album="1")
    assert applicant.labels()[:2] == ["🗑️ Des déchets", "Autre chose"]
    assert (town.dump()["errands"], town.dump()["photos"]) == ([], [])

    applicant.press("Des déchets")
    applicant.place()
    applicant.press("Meubles")
    applicant.press("Envoyer")
    assert len(town.dump()["photos"]) == 2
    ends(town, applicant)


def test_a_photo_of_anything_else_is_kept_nowhere_and_the_application_goes_on(
    town: Town, applicant: Phone
) -> None:
    applicant.photo("my-papers")
    applicant.press("Autre chose")

    assert "my-papers" not in str(town.dump())
    ends(town, applicant)
    assert town.dump()["reports"] == []


@pytest.mark.parametrize("sent", ["photo", "voice"])
def test_whoever_waits_for_an_answer_is_asked_what_a_photo_or_a_voice_note_is_about(
    town: Town, sent: str
) -> None:
    phone = applied(town)
    phone.photo() if sent == "photo" else phone.voice()
    assert town.says(msg("about.ask")) in phone.last
    phone.press("Autre chose")

    assert "04 65 71 00 10" in phone.last.replace("\u00a0", " ")
    assert (town.dump()["reports"], town.dump()["photos"], town.dump()["recordings"]) == ([], [], [])


def test_whoever_waits_reports_as_anybody_once_it_is_waste(town: Town) -> None:
    phone = applied(town)
    phone.photo()
    phone.press("Des déchets")
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")

    assert "D-0002" in phone.last


def test_a_place_says_that_it_is_waste(town: Town) -> None:
    phone = applied(town)
    phone.photo()
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")

    assert "D-0002" in phone.last
    assert len(town.dump()["photos"]) == 1


def test_an_old_button_for_something_else_loses_no_report(town: Town) -> None:
    phone = applied(town)
    phone.photo()
    other = phone.data("Autre chose")
    phone.press("Des déchets")
    phone.place()
    phone.forge(other)
    phone.press("Meubles")
    phone.press("Envoyer")

    assert len(town.dump()["reports"]) == 1


def test_somebody_who_has_not_applied_is_asked_nothing_more(town: Town) -> None:
    phone = town.phone()
    phone.photo()
    assert town.says(msg("about.ask")) not in phone.screen
