"""Thousands of conversations that nobody would think of: all are answered, none raises, each ends or asks.

The same ones every time; `SEED=7 CONVERSATIONS=20000` before pytest plays others, and as many as wanted.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.flows.messages import msg
from tests.indexing import index, rebuilt
from tests.random.acts import CONVERSATIONS, Act
from tests.random.crowd import Crowd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

SEED = int(os.environ.get("SEED", "4"))
MANY = int(os.environ.get("CONVERSATIONS", "5000"))
FEW = 300


def nothing_yet(_: Crowd) -> None:
    """Nobody has done more than press Start."""


def followed(crowd: Crowd) -> None:
    """A report waits, and a neighbour follows it."""
    resident, neighbour = (person.phone for person in crowd.people[:2])
    resident.report()
    neighbour.photo()
    neighbour.place()
    neighbour.chooses(msg("kind.bulky"))
    neighbour.chooses(msg("same.this"))


def asked(crowd: Crowd) -> None:
    """The officer has asked the resident something."""
    followed(crowd)
    officer = crowd.people[2].phone
    officer.press("Demander")
    officer.types("Quel bâtiment ?")


def cleared(crowd: Crowd) -> None:
    """A place is said to be clean; a colleague has taken another one."""
    followed(crowd)
    officer, colleague = (person.phone for person in crowd.people[2:])
    officer.press("Nettoyé")
    officer.photo("after")
    crowd.people[0].phone.report("Bonbonnes")
    colleague.press("Je m'en occupe")


BEGINNINGS = (nothing_yet, followed, asked, cleared)


def so_many(conversations: int) -> settings:
    """Return the settings for so many conversations, parted between the beginnings."""
    return settings(
        max_examples=conversations // len(BEGINNINGS),
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(name="beginning", params=BEGINNINGS, ids=lambda each: str(each.__name__))
def _beginning(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Connection], Crowd]:
    def at(connection: Connection) -> Crowd:
        crowd = Crowd(connection, tmp_path)
        crowd.begin(request.param)
        return crowd

    return at


def play(crowd: Crowd, acts: list[Act]) -> None:
    """Let a crowd go on from where it stands, and forget all of it; a failure tells what was said."""
    with crowd.undone() as fork:
        try:
            for act in acts:
                fork.do(act)
            if fork.town.held:
                fork.do(Act(0, "hold"))
            assert index(crowd.town.connection) == rebuilt(crowd.town.connection)
        except BaseException as error:
            error.add_note("\n".join(f"{name}: {line}" for name, line in fork.town.log))
            raise


@pytest.fixture(name="crowd")
def _crowd(beginning: Callable[[Connection], Crowd], connection: Connection) -> Crowd:
    return beginning(connection)


@pytest.fixture(name="quick_crowd")
def _quick_crowd(beginning: Callable[[Connection], Crowd], sqlite_connection: Connection) -> Crowd:
    return beginning(sqlite_connection)


@seed(SEED)
@so_many(FEW)
@given(acts=CONVERSATIONS)
def test_hundreds_of_conversations_are_answered_and_end_or_ask(crowd: Crowd, acts: list[Act]) -> None:
    play(crowd, acts)


@pytest.mark.slow
@seed(SEED + 1)
@so_many(MANY)
@given(acts=CONVERSATIONS)
def test_thousands_of_conversations_are_answered_and_end_or_ask(quick_crowd: Crowd, acts: list[Act]) -> None:
    play(quick_crowd, acts)
