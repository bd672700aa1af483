"""Buttons of the officer's cards, whatever they are about: who may press, what only looks, what is stale."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.decisions import Decision
from bot.domain.errors import IllegalMove, NotAllowed, Stale
from bot.domain.people import Act, may
from bot.domain.request import RequestKind
from bot.flows import matter_lines
from bot.flows.held import called
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer, Played
from bot.flows.snooze import Deed as Sleeping
from bot.services import buttons, cards, holding, queue_desk, reaching, snooze_desk
from bot.storage import cards as stored_cards
from bot.storage import events, held, people, recordings, requests

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request

#: Buttons of every card that walk the queue, and by how much.
STEPS = {"next": 1, "previous": -1}
#: Buttons of every card that turn it over, and whether to its back.
SIDES = {"more": True, "less": False}


@dataclass(frozen=True)
class Desk:
    """What the buttons of one kind of request do besides walking the queue.

    `looks` show something and decide nothing; each returns a word for the spinner, or None. `act` decides at
    once, or opens the dialogue that a decision needs; it returns whether it is done. It may raise Stale,
    IllegalMove or NotAllowed. `decides` tells which buttons decide at once on a request as it stands.
    `marks` set what is the same set twice, whoever has taken it.
    """

    looks: Mapping[str, Callable[[Work, Person, Request], Message | None]]
    act: Callable[[Work, Person, Request, str, Decision], bool]
    marks: Mapping[str, Callable[[Work, Person, Request], None]] = field(default_factory=dict)
    decides: Callable[[Request, str], bool] = lambda *_: False


def press(work: Work, person: Person, pressed: Press, button: Button, desk: Desk) -> tuple[Answer, ...]:
    """Do what a button of an officer's card says, if this person may and nothing has changed since."""
    request = requests.find(work.connection, button.request)
    allowed = may(people.roles_of(work.connection, person.id), Act.DECIDE)
    if not allowed or request is None or request.kind != button.kind or _is_erased(request):
        return buttons.refuse(work, person, pressed)
    _touch(work, person, pressed)
    if button.action in {*STEPS, *SIDES, *desk.looks}:
        return (Answer(pressed.query, _look(work, person, pressed, request, button.action, desk)),)
    try:
        done = _do(work, person, request, button, desk)
    except (Stale, IllegalMove, NotAllowed):
        _redraw(work, person, request, pressed.message_id)
        return (Answer(pressed.query, _what_happened(work, person, request), alert=True),)
    return (Answer(pressed.query, msg("card.done") if done else None),)


def _look(
    work: Work, person: Person, pressed: Press, request: Request, action: str, desk: Desk
) -> Message | None:
    """Show something else; nothing is decided. Return a word for the spinner, or None."""
    if action in STEPS:
        return _turn(work, person, pressed, STEPS[action])
    if action in SIDES:
        turned = _turn_over(work, person, pressed, back=SIDES[action])
        return None if turned else _what_happened(work, person, request)
    return desk.looks[action](work, person, request)


def _do(work: Work, person: Person, request: Request, button: Button, desk: Desk) -> bool:
    action, decision = button.action, Decision(request.id, button.version)
    if action in frozenset(Sleeping):
        return snooze_desk.act(work, person, request, action, decision)
    if desk.decides(request, action):
        given = {"press": [button.kind, action]}
        run = partial(desk.act, work, person, request, action, decision)
        holding.decide(work, person.id, decision, given, run)
        return not holding.holds(work, decision)
    if action not in desk.marks:
        return desk.act(work, person, request, action, decision)
    if request.version != button.version:
        raise Stale(request.id, button.version)
    desk.marks[button.action](work, person, request)
    return True


def play(work: Work, person: Person, request: Request) -> Message | None:
    """Send the officer the voice notes of a request."""
    held = recordings.of_request(work.connection, request.id)
    for recording in held:
        work.send(person.id, Played(recording, msg("card.recording_of", reference=Code(request.reference))))
    return None if held else msg("card.no_recording")


def call(work: Work, person: Person, request: Request) -> Message | None:
    """Show whom to call, so that the number is one touch away."""
    reach = reaching.reach(work, request.person)
    if reach.phone is None:
        return msg("card.no_phone")
    work.say(person.id, *matter_lines.called(request.reference, reach, work.territory.languages))
    return None


def _is_erased(request: Request) -> bool:
    """Tell whether nothing can be decided any more: a report is still a place to be cleaned."""
    return request.erased_at is not None and request.kind is not RequestKind.REPORT


def _turn(work: Work, person: Person, pressed: Press, step: int) -> Message | None:
    card = stored_cards.on_message(work.connection, person.id, pressed.message_id)
    if card is not None and cards.turn(work, card, step):
        return None
    if step < 0:
        return msg("queue.first")
    queue_desk.show_end(work, person)
    return msg("queue.last")


def _touch(work: Work, person: Person, pressed: Press) -> None:
    card = stored_cards.on_message(work.connection, person.id, pressed.message_id)
    if card is not None:
        stored_cards.touch(work.connection, card.id, work.now)


def _turn_over(work: Work, person: Person, pressed: Press, *, back: bool) -> bool:
    """Turn the pressed card over; False when there is none of this person's under the button."""
    card = stored_cards.on_message(work.connection, person.id, pressed.message_id)
    if card is not None:
        cards.turn_over(work, card, back=back)
    return card is not None


def _redraw(work: Work, person: Person, request: Request, message_id: int) -> None:
    """Draw the request's cards again, and the one that was pressed when it is an older one."""
    cards.refresh(work, request.id)
    old = stored_cards.on_message(work.connection, person.id, message_id)
    if old is not None and old not in stored_cards.showing(work.connection, request.id):
        cards.draw(work, old)


def _what_happened(work: Work, person: Person, request: Request) -> Message:
    """Say who changed the request since the button was drawn."""
    change = events.last_change(work.connection, request.id)
    reference = Code(request.reference)
    kind, actor = change or ("", None)
    if actor is None:
        return msg("card.stale", reference=reference)
    if actor == person.id:
        return msg("card.stale_self", reference=reference)
    if actor == request.person:
        return msg("card.stale_resident", reference=reference)
    return _by_colleague(work, request, kind, actor)


def _by_colleague(work: Work, request: Request, kind: str, actor: int) -> Message:
    """Say which colleague did what, as far as they have a name and it has one."""
    reference, what = Code(request.reference), _called(work, request, kind)
    name = reaching.reach(work, actor).name
    if what is None:
        return msg("card.stale_colleague", reference=reference)
    if name is None:
        return msg("card.stale_team", reference=reference, what=what)
    return msg("card.stale_by", reference=reference, what=what, name=name)


def _called(work: Work, request: Request, kind: str) -> Message | None:
    match kind:
        case "claimed":
            return msg("held.claimed")
        case "decided" if (decision := held.on(work.connection, request.id)) is not None:
            return called(request.kind, decision.comes_to)
        case "moved" | "asked":
            return called(request.kind, request.state)
    return None
