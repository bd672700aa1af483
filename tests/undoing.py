"""Lets a town go on and then takes it back to where it was: many endings from one beginning, quickly."""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.town import Town


@contextmanager
def undone(town: Town) -> Iterator[Town]:
    """Give a copy of the town, on the same database, to go on with; what is done there is undone."""
    driver = town.connection.connection.driver_connection
    assert driver is not None
    driver.execute("SAVEPOINT play")
    try:
        yield _copied(town)
    finally:
        driver.execute("ROLLBACK TO SAVEPOINT play")
        driver.execute("RELEASE SAVEPOINT play")


def _copied(town: Town) -> Town:
    other = copy(town)
    other.calls, other.log = [*town.calls], [*town.log]
    other._updates, other._messages = copy(town._updates), copy(town._messages)
    other.phones = {}
    for number, phone in town.phones.items():
        other.phones[number] = mine = copy(phone)
        mine.town, mine.bubbles, mine._own = other, [*phone.bubbles], copy(phone._own)
    return other
