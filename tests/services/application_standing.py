"""A town whose first application stands in some state, and everybody who may press something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.domain.application import State
from bot.domain.people import Role
from bot.flows.messages import msg
from bot.services import people, waiting
from bot.storage.tables import accounts, requests
from tests.applying import accept, crew, filed, person, put_on_list, shrink, work
from tests.town import Phone, Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

#: Who presses: an officer before an application that nobody holds, the one who holds it, another one.
WHO = ("owner", "stranger", "an officer", "holder", "colleague", "former officer", *sorted(Role))
DECIDERS = {"an officer", "holder", Role.OFFICER}


def asks(officer: Phone) -> None:
    officer.press("Demander")
    officer.types("Quel jour ?")


def meets(officer: Phone) -> None:
    officer.press("Rencontre")
    officer.press(officer.labels()[0])
    officer.press("10h00")
    officer.press("À notre adresse")


def declines(officer: Phone) -> None:
    officer.press("Réponse négative")
    officer.press(officer.labels()[0])
    officer.press("Envoyer")


def orients(officer: Phone) -> None:
    officer.press("Orienter")
    officer.press(officer.labels()[0])


def joins(officer: Phone) -> None:
    officer.press("Plus…")
    officer.press("Doublon")
    officer.types("E-0002")


def keeps(officer: Phone) -> None:
    """Keep a seat that frees for whoever waits."""
    town = officer.town
    shrink(town, 0)
    put_on_list(officer)
    waiting.resize(work(town), crew(town).id, 1)
    town.settle()


def withdraws(owner: Phone) -> None:
    owner.types("/suivi")
    owner.chooses(msg("mine.withdraw_application"))
    owner.press("Oui, retirer")


#: How an application is brought into a state by its officer, and once by whoever filed it.
BRINGS: dict[State, Callable[[Phone, Phone], object]] = {
    State.RECEIVED: lambda _, __: None,
    State.IN_REVIEW: lambda officer, _: officer.press("Je m'en occupe"),
    State.INFO_NEEDED: lambda officer, _: asks(officer),
    State.INTERVIEW: lambda officer, _: meets(officer),
    State.ACCEPTED: lambda officer, _: keeps(officer),
    State.WAITING_LIST: lambda officer, _: put_on_list(officer),
    State.ENROLLED: lambda officer, _: accept(officer),
    State.DECLINED: lambda officer, _: declines(officer),
    State.ORIENTED: lambda officer, _: orients(officer),
    State.WITHDRAWN: lambda _, owner: withdraws(owner),
    State.DUPLICATE: lambda officer, _: joins(officer),
}

#: Whose phone it is, in the order in which they were given out.
NUMBERS: dict[str, int] = {"an officer": 0, "holder": 0, "former officer": 1, "owner": 2, "stranger": 3}
NUMBERS |= {role: 4 + number for number, role in enumerate(sorted(Role))}
NUMBERS |= {"colleague": NUMBERS[Role.OFFICER]}


def town_in(state: State, connection: Connection) -> Town:
    """Return a town with an application in that state; a second person has filed another one."""
    town = Town(connection)
    officer, former = town.officer(), town.officer()
    owner = filed(town)
    filed(town, name="Autre Nom")
    assert crew(town).left  # the phases are there
    BRINGS[state](officer, owner)
    town.revoke(former)
    for role in sorted(Role):
        phone = town.phone(name=role)
        phone.types(f"/start {people.invite(town.connection, role, town.now)}")
    for phone in town.phones.values():
        phone.types("/annuler")
    return town


def stand(town: Town, who: str) -> Phone:
    """Give whoever presses their phone, in a town where they are who they are said to be."""
    officer = person(town, town.phones[1000])
    held = officer if who in ("holder", "colleague") else None
    town.connection.execute(update(requests).where(requests.c.id == 1).values(claimed_by=held))
    return town.phones[1000 + NUMBERS[who]]


def number(town: Town, phone: Phone) -> int:
    """Return the person who holds a phone."""
    query = select(accounts.c.person).where(accounts.c.telegram_id == phone.number)
    return int(town.connection.execute(query).scalar_one())
