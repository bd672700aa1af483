"""However long a report lives, its reporter's phone sounds for it three times at most, a follower's once."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from bot.domain.report import State, is_heard
from bot.flows.outbound import Priority
from bot.storage.tables import accounts, outbox
from tests.services.test_own_reports import follower_of
from tests.town import Town

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tests.town import Phone


def sounds(town: Town, phone: Phone) -> int:
    """Return how many messages have sounded on a phone that were no replies to its holder."""
    query = select(func.count()).join_from(outbox, accounts, outbox.c.person == accounts.c.person)
    mine = accounts.c.telegram_id == phone.number
    heard = query.where(mine, outbox.c.silent.is_(False), outbox.c.priority != int(Priority.REPLY))
    return int(town.connection.execute(heard).scalar_one())


#: What an officer and a resident do, each as the buttons to press or words to type ("…") one after the other.
OFFICERS = (
    ("Accepter",),
    ("Planifier", "…20/04"),
    ("Planifier", "…27/04"),
    ("Demander", "…Quel bâtiment ?"),
    ("Transmettre", "Logis"),
    ("Nettoyé", "Pas de photo"),
    ("Sans suite", "résidence"),
)
RESIDENTS = (("il en reste", "Pas de photo"), ("…Bâtiment B",))


def offered(phone: Phone, label: str) -> bool:
    return any(label in text for bubble in phone.bubbles for row in bubble.buttons for text, _ in row)


def acts(phone: Phone, steps: tuple[str, ...]) -> None:
    """Do the steps, as far as the screen offers them."""
    for step in steps:
        if step.startswith("…"):
            phone.types(step[1:])
        elif offered(phone, step):
            phone.press(step)
        else:
            return


@pytest.mark.parametrize("seed", range(12))
def test_three_sounds_at_most_whatever_happens(sqlite_connection: Connection, seed: int) -> None:
    town, chance = Town(sqlite_connection), Random(seed)  # noqa: S311 - no secret
    officer, resident = town.officer(), town.phone()
    resident.report()
    follower = follower_of(town)
    for _ in range(14):
        if chance.random() < 0.3:
            acts(resident, chance.choice(RESIDENTS))
        else:
            acts(officer, chance.choice(OFFICERS))
        town.pass_time(days=chance.choice((0, 1, 3)))

    assert sounds(town, resident) <= 2  # the receipt, a reply, was the first
    assert sounds(town, follower) <= 1
    assert "Du nouveau" in resident.screen


def test_the_answer_and_the_end_sound_and_what_lies_between_does_not(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    heard = []
    for steps in (OFFICERS[3], OFFICERS[0], OFFICERS[1], OFFICERS[5]):
        acts(officer, steps)
        heard.append(sounds(town, resident))
        if "Quel bâtiment" in resident.last:
            resident.types("B")

    assert heard == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("to", "earlier", "heard"),
    [
        (State.ACCEPTED, [State.RECEIVED], True),
        (State.NEEDS_INFO, [State.RECEIVED], True),
        (State.ACCEPTED, [State.RECEIVED, State.NEEDS_INFO, State.RECEIVED], False),
        (State.CLEARED, [State.RECEIVED], True),
        (State.CLEARED, [State.RECEIVED, State.ACCEPTED], True),
        (State.CLEARED, [State.RECEIVED, State.CLEARED, State.REOPEN_REQUESTED], False),
        (State.RECEIVED, [], False),
        (State.REOPEN_REQUESTED, [State.CLEARED], False),
    ],
)
def test_what_is_heard(to: State, earlier: list[State], heard: bool) -> None:  # noqa: FBT001 - a table
    assert is_heard(to, earlier) is heard
