"""Somebody has their data erased: asked once, done at once; what the law lets stay is nobody's afterwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.domain import application as application_life
from bot.flows import rights
from bot.flows.messages import msg
from bot.flows.search import SEARCH
from bot.services import applications, cards, dialogues, matters
from bot.storage import applications as stored_applications
from bot.storage import cards as stored_cards
from bot.storage import enrolments, erasure, errands, people, requests, sessions
from bot.storage import matters as stored_matters

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.people import Person

VALID_DAYS = 1  # after the day of the question


def ask(work: Work, person: Person) -> None:
    """Say what goes and what stays; staff give their role back first."""
    if people.roles_of(work.connection, person.id):
        dialogues.interject(work, person, (msg("erase.staff"),))
        return
    applying = applications.standing(work, person.id)
    enrolled = enrolments.of_person(work.connection, person.id) is not None
    work.send(person.id, rights.sure(work.today, applying=applying is not None, enrolled=enrolled))


def keep(work: Work, person: Person) -> None:
    """Erase nothing."""
    dialogues.interject(work, person, (msg("erase.kept"),))


def erase(work: Work, person: Person, day: str) -> None:
    """Erase at once; a question asked on an earlier day is asked anew."""
    fresh = day.isdigit() and work.today.toordinal() - int(day) in range(VALID_DAYS + 1)
    if not fresh or people.roles_of(work.connection, person.id):
        ask(work, person)
        return
    _leave(work, person.id)
    mine = requests.of_person(work.connection, person.id)
    shown = [card for request in mine for card in stored_cards.of_request(work.connection, request)]
    sessions.empty_ended(work.connection, SEARCH.name)  # officers may have looked for their name
    digests = erasure.erase(work.connection, person.id, work.territory.default_language, work.now)
    for card in shown:
        if card.person != person.id and card.message_id is not None:
            cards.draw(work, card)
    for digest in digests:  # only what nobody else has sent leaves the disk
        errands.add(work.connection, "erase", f"erase:{work.cause}:{digest}", {"digest": digest}, work.now)
    _say_farewell(work, person)
    errands.add(work.connection, "flush", f"flush:{work.cause}", {}, work.now)


def _leave(work: Work, person: int) -> None:
    """Take back an open application, give up a seat, end what waits about this person."""
    for application in stored_applications.of_person(work.connection, person):
        seat = enrolments.of_request(work.connection, application.id)
        if seat is not None:
            enrolments.end(work.connection, seat.id, work.today)
        if application_life.can(application.state, application_life.State.WITHDRAWN):
            applications.withdraw(work, application)
    for matter in stored_matters.open_of_person(work.connection, person):
        matters.settle(work, matter)


def _say_farewell(work: Work, person: Person) -> None:
    """Say the last word beside the outbox, which knows this account no more."""
    line = work.words.html(msg("erase.done"), person.speaks)
    arguments = {
        "chat_id": person.chat_id,
        "text": line,
        "parse_mode": "HTML",
        "reply_markup": json.dumps({"remove_keyboard": True}),
    }
    call = {"method": "sendMessage", "arguments": arguments}
    errands.add(work.connection, "call", f"farewell:{work.cause}", call, work.now)
