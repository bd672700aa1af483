"""An access that is taken back in the middle of a dialogue: the next press or word is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.catalogue import EVERYBODYS, FLOWS
from bot.flows.messages import msg
from bot.storage import sessions
from tests.applying import person

if TYPE_CHECKING:
    from tests.town import Phone, Town

STAFFS = sorted(set(FLOWS) - EVERYBODYS)
WHAT_CHANGES = {"sessions", "people", "accounts"}  # it ends; when somebody was last there


@pytest.fixture(name="officer")
def _officer(town: Town) -> Phone:
    officer = town.officer()
    town.officer("collègue")
    town.phone().report()
    return officer


@pytest.mark.parametrize("way", ["words", "photo", "old button"])
def test_in_the_middle_of_any_dialogue_of_the_staff(town: Town, officer: Phone, way: str) -> None:
    owner = person(town, officer)
    town.revoke(officer)
    for flow in STAFFS:
        session = sessions.add(town.connection, owner, flow, {"at_request": 1}, town.now)
        before, said = town.dump(), len(officer.bubbles)
        goes_on(officer, way, session.id, flow)
        after = town.dump()
        told = [bubble.text for bubble in officer.bubbles[said:]]
        assert {name for name in before if before[name] != after[name]} <= WHAT_CHANGES, flow
        assert sessions.active(town.connection, owner) is None, flow
        assert told == [town.says(msg("team.your_access"))], flow
        town.pass_time(minutes=5)


def goes_on(officer: Phone, way: str, session: int, flow: str) -> None:
    """Answer a dialogue."""
    match way:
        case "words":
            officer.types("demain")
        case "photo":
            officer.photo()
        case _:
            question = FLOWS[flow].questions[0].name
            officer.forge(f"q1:{session}:{question}:yes", officer.bubbles[-1].message_id)


def test_a_dialogue_that_stood_open_is_not_asked_again(town: Town, officer: Phone) -> None:
    officer.types("/chercher")
    town.revoke(officer)
    officer.types("/aide")
    officer.types("D-0001")
    assert sessions.active(town.connection, person(town, officer)) is None
    assert "Meubles" not in officer.last
