"""A town whose first report stands in some state, and everybody who may press something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.people import Role
from bot.domain.report import State
from bot.flows.messages import msg
from bot.services import people
from bot.storage.tables import accounts, events, followers, requests
from tests.town import Phone, Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

OPEN = {State.RECEIVED, State.NEEDS_INFO, State.ACCEPTED, State.PLANNED, State.REOPEN_REQUESTED}
CLOSED = {State.CLEARED, State.FORWARDED, State.DUPLICATE, State.DISMISSED}

REPORTER = {"owner", "owner alone"}
#: Who presses: an officer before a report that nobody holds, the one who holds it, another one.
WHO = (
    *REPORTER,
    "follower",
    "stranger",
    "an officer",
    "holder",
    "colleague",
    "former officer",
    *sorted(Role),
)


def joins(officer: Phone) -> None:
    officer.press("Doublon")
    officer.types("D-0002")


def asks(officer: Phone) -> None:
    officer.press("Demander")
    officer.types("Où ?")


#: How a report is brought into a state by its officer, and once by whoever filed it.
BRINGS: dict[State, Callable[[Phone, Phone], object]] = {
    State.RECEIVED: lambda _, __: None,
    State.NEEDS_INFO: lambda officer, _: asks(officer),
    State.ACCEPTED: lambda officer, _: officer.press("Accepter"),
    State.PLANNED: lambda officer, _: (officer.press("Planifier"), officer.press(officer.labels()[0])),
    State.CLEARED: lambda officer, _: (officer.press("Nettoyé"), officer.press("Pas de photo")),
    State.FORWARDED: lambda officer, _: (officer.press("Transmettre"), officer.press(officer.labels()[0])),
    State.DISMISSED: lambda officer, _: (officer.press("Sans suite"), officer.press(officer.labels()[0])),
    State.REOPEN_REQUESTED: lambda officer, owner: (
        officer.press("Nettoyé"),
        officer.press("Pas de photo"),
        owner.press("Non"),
        owner.press("Pas de photo"),
    ),
    State.DUPLICATE: lambda officer, _: joins(officer),
}


def town_in(state: State, connection: Connection) -> Town:
    """Return a town with a report in that state, filed by the first phone and followed by the second.

    A third person has filed another one.
    """
    town = Town(connection)
    owner, follower, stranger = (town.phone() for _ in range(3))
    officer, former = town.officer(), town.officer()
    owner.report()
    follower.photo()
    follower.place()
    follower.chooses(msg("kind.bulky"))
    follower.chooses(msg("same.this"))
    stranger.report("Gravats")
    BRINGS[state](officer, owner)
    town.revoke(former)
    for role in sorted(Role):
        phone = town.phone(name=role)
        phone.types(f"/start {people.invite(town.connection, role, town.now)}")
    for phone in town.phones.values():
        phone.types("/annuler")
    return town


#: Whose phone it is, in the order in which they were given out, and whether somebody holds the report.
NUMBERS: dict[str, int] = {
    "owner": 0,
    "owner alone": 0,
    "follower": 1,
    "stranger": 2,
    "an officer": 3,
    "holder": 3,
    "former officer": 4,
}
NUMBERS |= {role: 5 + number for number, role in enumerate(sorted(Role))}
NUMBERS |= {"colleague": NUMBERS[Role.OFFICER]}


def stand(town: Town, who: str) -> Phone:
    """Give whoever presses their phone, in a town where they are who they are said to be."""
    officer = town.phones[1003].number
    person = select(accounts.c.person).where(accounts.c.telegram_id == officer).scalar_subquery()
    held = person if who in ("holder", "colleague") else None
    town.connection.execute(update(requests).where(requests.c.id == 1).values(claimed_by=held))
    if who == "owner alone":
        town.connection.execute(update(followers).values(until=town.now))
    return town.phones[1000 + NUMBERS[who]]


def report(town: Town) -> tuple[State, int]:
    row = town.connection.execute(
        select(requests.c.state, requests.c.version).where(requests.c.id == 1)
    ).one()
    return State(row[0]), row[1]


def moved(town: Town, state: State, to: State, version: int) -> None:
    """See that the report stands where it should, once, and that its history says how it came there."""
    assert report(town) == (to, version + 1)
    last = select(events.c.state_from, events.c.state_to).where(
        events.c.request == 1, events.c.state_to.is_not(None)
    )
    assert town.connection.execute(last.order_by(events.c.id.desc()).limit(1)).one() == (state, to)
