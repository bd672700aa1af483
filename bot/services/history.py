"""`/historique` and « Historique »: an officer reads what has happened to a request; nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.people import Act, may
from bot.domain.report import WITHDRAWN
from bot.domain.request import MATTERS, WISHES, read_reference
from bot.domain.text import ERASED
from bot.flows import history
from bot.flows.history import A_PAGE, DOERS, YOU, Doer, Line
from bot.flows.outbound import Answer
from bot.services import buttons, dialogues, reaching
from bot.storage import events, people, requests

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.flows.outbound import Prompt
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.events import Happened
    from bot.storage.people import Person
    from bot.storage.requests import Request

#: Where an event holds what somebody said, the newest wording first.
_SAID = ("text", "note", "outcome")
#: Whose details name a thing, and hold no words.
_WORDLESS = frozenset({"redacted", "decided", "overtaken", "undone"})


def show(work: Work, person: Person, typed: str) -> None:
    """Show what has happened to the request whose reference stands after the command."""
    reference = read_reference(typed)
    request = requests.by_reference(work.connection, reference) if reference else None
    work.send(person.id, _page(work, person, request) if request else history.not_found(typed.strip()))
    dialogues.resume(work, person)


def look(work: Work, person: Person, request: Request) -> Message | None:
    """Show below its card what has happened to a request."""
    work.send(person.id, _page(work, person, request))
    return None


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Turn to another page, in the place of the one that was pressed."""
    request = requests.find(work.connection, button.request)
    if request is None or not may(people.roles_of(work.connection, person.id), Act.DECIDE):
        return buttons.refuse(work, person, pressed)
    work.send(person.id, _page(work, person, request, button.version, pressed.message_id))
    return (Answer(pressed.query),)


def _page(work: Work, reader: Person, request: Request, after: int = 0, over: int = 0) -> Prompt:
    found = events.of_request(work.connection, request.id, after, A_PAGE + 1)
    lines = [_line(work, reader, request, each) for each in found[:A_PAGE]]
    about = (request.id, request.kind, request.reference)
    return history.page(about, lines, first=after == 0, more=len(found) > A_PAGE, over=over)


def _line(work: Work, reader: Person, request: Request, event: Happened) -> Line:
    local = event.at.astimezone(ZoneInfo(work.territory.timezone))
    doer, what = history.words(event.kind)
    who = _who(work, reader, request, event.actor, doer)
    why = "" if request.erased_at is not None else _why(work, event)
    return Line(event.id, f"{local:%d/%m/%Y %H:%M}", who, what, event.state_from, event.state_to, why)


def _who(work: Work, reader: Person, request: Request, actor: int | None, doer: Doer) -> Message | str:
    """Say who did it; only who answers for the town is named, never who has seen the same heap."""
    if actor is None:
        return DOERS[_unnamed(request, doer)]
    if actor == reader.id:
        return YOU
    if actor == request.person:
        return DOERS[Doer.PERSON]
    if doer is Doer.OTHER:
        return DOERS[doer]
    if may(people.roles_of(work.connection, actor), Act.DECIDE):
        return reaching.reach(work, actor).name or DOERS[Doer.TEAM]
    return DOERS[doer if doer is not Doer.BOT else Doer.TEAM]


def _unnamed(request: Request, doer: Doer) -> Doer:
    """Return who may have done what nobody's name is on: what was erased may have been anybody's."""
    if request.erased_at is not None and doer is Doer.BOT:
        return Doer.OTHER
    opened_by_bot = request.kind in MATTERS and request.kind not in WISHES
    return Doer.BOT if doer is Doer.PERSON and opened_by_bot else doer


def _why(work: Work, event: Happened) -> str:
    """Return the words that were given, or the name of the reason that was chosen."""
    if event.kind in _WORDLESS:
        return ""
    held = (str(event.detail[name]) for name in _SAID if event.detail.get(name))
    return next((text for text in held if text != ERASED), "") or _reason(work, event)


def _reason(work: Work, event: Happened) -> str:
    town, language = work.territory, work.territory.default_language
    named = {
        "dismissal": {each.id: each.label for each in town.dismissal_reasons},
        "forwarded_to": {each.id: each.name for each in town.bodies},
        "reason": {each.id: each.label for each in town.joining.refusals},
        "next_step": {each.id: each.name for each in town.joining.doors},
    }
    for name, known in named.items():
        chosen = str(event.detail.get(name, ""))
        if chosen and chosen != WITHDRAWN and chosen in known:
            return known[chosen][language]
    return ""
