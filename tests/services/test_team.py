"""Who answers for the town is listed, invited by a link that counts once, and refused once a role is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.domain.people import Role
from bot.flows.messages import msg
from bot.flows.team import Deed
from bot.services import people
from bot.storage import contacts, facts, requests, roles
from bot.storage import people as stored
from tests.applying import person

if TYPE_CHECKING:
    from tests.town import Phone, Town

UNKNOWN = msg("unknown.command")


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    facts.write(town.connection, "username", "jardins_bot")
    return town.officer()


def administrator(town: Town) -> Phone:
    phone = town.phone(name="administration")
    phone.types(f"/start {people.invite(town.connection, Role.ADMINISTRATOR, town.now)}")
    return phone


def link(phone: Phone) -> str:
    """Return the payload of the newest link on a screen."""
    payload: str = re.findall(r"start=([\w-]+)", phone.screen)[-1]
    return payload


def holders(town: Town) -> list[tuple[Role, int]]:
    return [(each.role, each.person) for each in roles.held(town.connection)]


def test_an_officer_invites_a_supervisor_by_a_link_that_counts_once(town: Town, officer: Phone) -> None:
    officer.types("/equipe")
    officer.chooses(msg("team.invite_supervisor"))
    payload, invited, other = link(officer), town.phone(), town.phone()
    invited.types(f"/start {payload}")
    other.types(f"/start {payload}")
    assert [role for role, _ in holders(town)] == [Role.OFFICER, Role.SUPERVISOR]
    assert town.says(msg("start.bad_link")) in other.screen
    invited.types("Lou Modèle")  # whoever leads a crew is called by their name
    assert contacts.of_person(town.connection, person(town, invited)).first_name == "Lou"


def test_whoever_is_taken_back_is_refused_at_the_next_press_and_their_cards_return(
    town: Town, officer: Phone
) -> None:
    colleague, resident = town.officer("collègue"), town.phone()
    resident.report()
    colleague.opens_queue()
    colleague.chooses(msg("card.claim"))
    assert requests.by_id(town.connection, 1).claimed_by == person(town, colleague)
    officer.types("/equipe")
    number = roles.held(town.connection)[1].id
    officer.forge(f"c1:team:{number}:remove:0", officer.bubbles[-1].message_id)
    officer.chooses(msg("team.yes"))
    assert [role for role, _ in holders(town)] == [Role.OFFICER]
    assert requests.by_id(town.connection, 1).claimed_by is None
    assert town.says(msg("team.your_access")) in colleague.screen
    before = town.dump()
    colleague.forge("c1:report:1:accept:1", colleague.bubbles[0].message_id)
    colleague.types("/file")
    colleague.types("/equipe")
    assert town.dump() == before
    assert colleague.screen.count(town.says(UNKNOWN)) == 3


def test_the_last_officer_stays_until_there_is_another(town: Town, officer: Phone) -> None:
    officer.types("/equipe")
    officer.chooses(msg("team.leave"))
    assert [role for role, _ in holders(town)] == [Role.OFFICER]
    assert town.says(msg("team.last")) in officer.screen
    town.officer("collègue")
    officer.types("/equipe")
    officer.chooses(msg("team.leave"))
    officer.chooses(msg("team.yes"))
    assert person(town, officer) not in [each for _, each in holders(town)]


def test_only_an_administrator_touches_administrators(town: Town, officer: Phone) -> None:
    boss = administrator(town)
    number = roles.held(town.connection)[1].id
    before = town.dump()
    officer.types("/equipe")
    officer.forge(f"c1:team:{number}:remove:0", officer.bubbles[-1].message_id)
    officer.forge(f"c1:team:{number}:really:0", officer.bubbles[-1].message_id)
    officer.forge("c1:team:0:administrator:0", officer.bubbles[-1].message_id)
    assert town.dump() == before
    assert "start=" not in officer.screen
    boss.types("/equipe")
    boss.chooses(msg("team.invite_administrator"))
    assert "start=" in boss.screen


@pytest.mark.parametrize("deed", sorted(Deed))
def test_nobody_else_gets_in_by_a_button(town: Town, officer: Phone, deed: str) -> None:
    resident = town.phone()
    resident.types("/start")
    before = town.dump()
    number = roles.held(town.connection)[0].id
    resident.forge(f"c1:team:{number}:{deed}:0", 1)
    assert town.dump() == before
    assert town.says(UNKNOWN) in resident.screen
    assert officer.number != resident.number


def test_more_than_fit_a_screen_are_paged_and_named_once_they_have_said_their_name(
    town: Town, officer: Phone
) -> None:
    for _ in range(5):
        town.officer("collègue")
    officer.types("/equipe")
    officer.chooses(msg("team.name"))
    officer.types("Camille Exemple")
    officer.types("/equipe")
    assert "Camille Exemple" in officer.last
    officer.chooses(msg("team.more"))
    assert "Camille Exemple" not in officer.last
    officer.chooses(msg("team.more"))
    assert "Camille Exemple" in officer.last


def test_somebody_who_has_given_their_role_back_may_erase_themselves(town: Town, officer: Phone) -> None:
    town.officer("collègue")
    officer.types("/equipe")
    officer.chooses(msg("team.leave"))
    officer.chooses(msg("team.yes"))
    officer.types("/supprimer")
    assert town.says(msg("erase.staff")) not in officer.last
    assert stored.roles_of(town.connection, person(town, officer)) == frozenset()
