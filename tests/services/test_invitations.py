"""One-time links to a role, and what somebody without one gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.people import Role
from bot.flows.messages import msg
from bot.services import people
from bot.storage.tables import invitations, roles

if TYPE_CHECKING:
    from tests.town import Town


def invite(town: Town) -> str:
    return people.invite(town.connection, Role.OFFICER, town.now)


def officers(town: Town) -> int:
    return len(town.connection.execute(select(roles)).all())


def test_a_link_gives_its_role_once(town: Town) -> None:
    link, first, second = invite(town), town.phone(), town.phone()
    first.types(f"/start {link}")
    second.types(f"/start {link}")

    assert town.says(msg("staff.joined")) in first.screen
    assert second.last == town.says(msg("start.bad_link"))
    assert officers(town) == 1


def test_in_the_middle_of_a_report_a_link_loses_no_question(town: Town) -> None:
    link, phone = invite(town), town.phone()
    phone.photo()
    for payload in ("i-wrong", link):
        phone.types(f"/start {payload}")

        assert town.says(msg("report.place.ask")) in phone.last
        assert "Envoyer ma position" in phone.labels()[0]
    assert officers(town) == 1


def test_the_same_person_may_open_their_link_again(town: Town) -> None:
    link, phone = invite(town), town.phone()
    phone.types(f"/start {link}")
    phone.types(f"/start {link}")

    assert phone.screen.count(town.says(msg("staff.joined"))) == 2
    assert officers(town) == 1


def test_a_link_lives_for_a_week(town: Town) -> None:
    link, phone = invite(town), town.phone()
    town.pass_time(days=7, minutes=1)
    phone.types(f"/start {link}")

    assert phone.last == town.says(msg("start.bad_link"))
    assert officers(town) == 0


def test_after_five_wrong_links_even_a_right_one_must_wait_an_hour(town: Town) -> None:
    link, phone = invite(town), town.phone()
    for number in range(5):
        phone.types(f"/start i-{number}")
    phone.types(f"/start {link}")
    assert officers(town) == 0

    town.pass_time(minutes=61)
    phone.types(f"/start {link}")
    assert officers(town) == 1


def test_somebody_elses_wrong_links_cost_nobody_an_hour(town: Town) -> None:
    link, guesser, invited = invite(town), town.phone(), town.phone()
    for number in range(9):
        guesser.types(f"/start i-{number}")
    invited.types(f"/start {link}")

    assert officers(town) == 1


def test_the_link_itself_is_never_stored(town: Town) -> None:
    link = invite(town)
    assert link not in str(town.connection.execute(select(invitations)).all())


def test_an_invitation_in_the_middle_of_a_report_keeps_the_report(town: Town) -> None:
    link, phone = invite(town), town.phone()
    phone.photo()
    phone.types(f"/start {link}")
    phone.place()
    phone.press("Meubles")
    phone.press("Envoyer")

    assert officers(town) == 1
    assert "D-0001" in phone.screen


@pytest.mark.parametrize("attempt", ["/file", "/FILE", "/file@bot", "/file 1"])
def test_the_queue_does_not_exist_for_a_resident(town: Town, attempt: str) -> None:
    town.phone().report()
    curious, other = town.phone(), town.phone()
    curious.types(attempt)
    other.types("/nonsense")

    assert curious.bubbles[-1].text == other.bubbles[-1].text
    assert curious.keyboard == other.keyboard


def test_the_word_on_the_queues_button_is_any_word_for_a_resident(town: Town) -> None:
    curious, other = town.phone(), town.phone()
    curious.types(town.says(msg("menu.queue")))
    other.types("nonsense")

    assert (curious.last, curious.keyboard) == (other.last, other.keyboard)
