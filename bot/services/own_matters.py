"""Somebody's own questions and wishes, for themselves; what the programme noticed about them is not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import WISHES
from bot.flows import own_matter
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Prompt
from bot.storage import matters

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.matters import Matter
    from bot.storage.people import Person

LISTED = 3  # the newest tell enough


def listed(work: Work, person: int) -> tuple[Message, ...]:
    """Return what « Mes demandes » says of somebody's newest wishes."""
    held = matters.of_person(work.connection, person, WISHES)[:LISTED]
    return tuple(line for matter in held for line in _lines(matter))


def told(work: Work, person: int) -> tuple[Message, ...]:
    """Return all of somebody's wishes with the words they wrote."""
    found: list[Message] = []
    for matter in matters.of_person(work.connection, person, WISHES):
        found += _lines(matter)
        text = matter.detail.get("text")
        found += [msg("file.words", text=text)] if text else []
    return tuple(found)


def show_one(work: Work, person: Person, request: int) -> bool:
    """Show somebody their own wish; False for what the programme noticed about them."""
    matter = matters.by_id(work.connection, request)
    if matter.kind in WISHES:
        work.send(person.id, Prompt(_lines(matter), keyboard=Keyboard.MENU))
    return matter.kind in WISHES


def _lines(matter: Matter) -> tuple[Message, ...]:
    return own_matter.lines(matter.kind, matter.reference, matter.state, matter.answer_by)
