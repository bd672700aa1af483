"""Buttons under messages: read, checked against who presses and how things stand, then done.

A button's data is a wish, never a right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.commands import Decision
from bot.domain.errors import IllegalMove, NotAllowed, Stale
from bot.domain.people import Act, require
from bot.flows import menu
from bot.flows.clean import Verdict
from bot.flows.duplicates import STOP
from bot.flows.inbound import Choice
from bot.flows.messages import Code, msg
from bot.flows.outbound import CARD_DATA, Album, Answer, Pin
from bot.flows.report_card import LEADS_TO, LOOKS, Action
from bot.flows.report_decisions import (
    ASK_REPORTER,
    CLEAR_REPORT,
    DISMISS_REPORT,
    FORWARD_REPORT,
    PLAN_REPORT,
)
from bot.services import cards, clean, decisions, dialogues, followers, people
from bot.storage import cards as stored_cards
from bot.storage import events, photos, reports, sessions
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from bot.flows.dialogue import Flow
    from bot.flows.inbound import Press
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.reports import Report

QUESTION_DATA = "q1"
LONGEST_NUMBER = 18  # digits that fit 64 bits

#: The short dialogue a deciding button opens; accepting needs no more words.
OPENS: dict[Action, Flow] = {
    Action.PLAN: PLAN_REPORT,
    Action.CLEAR: CLEAR_REPORT,
    Action.FORWARD: FORWARD_REPORT,
    Action.DISMISS: DISMISS_REPORT,
    Action.ASK: ASK_REPORTER,
}


#: What the buttons of each kind of card may do.
ACTIONS: dict[str, frozenset[str]] = {
    "report": frozenset(Action),
    "clean": frozenset(Verdict),
    "follow": frozenset({STOP}),
}


@dataclass(frozen=True)
class Button:
    """A card's button as its data says: what it would do to which request as it stood at that version."""

    kind: str
    request: int
    action: str
    version: int


def press(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    """Do what a button says, if it may be done; return the word for its spinner."""
    if pressed.data.startswith(menu.CHOOSE):
        return _language(work, person, pressed)
    match pressed.data.split(":", 3):
        case [mark, session, question, value] if mark == QUESTION_DATA:
            return _question(work, person, pressed, _number(session), Choice(value, question))
    button = read_button(pressed.data)
    if button is None:
        return _unknown(work, person, pressed)
    answer = {"report": _card, "clean": _verdict, "follow": _stop_following}[button.kind]
    return answer(work, person, pressed, button)


def read_button(data: str) -> Button | None:
    """Read `c1:report:42:accept:3`; None for anything that no card of ours bears."""
    match data.split(":"):
        case [mark, kind, request, action, version] if mark == CARD_DATA and action in ACTIONS.get(kind, ()):
            number, drawn_at = _number(request), _number(version)
            if number is not None and drawn_at is not None:
                return Button(kind, number, action, drawn_at)
    return None


def _number(text: str) -> int | None:
    """Read a number as the bot writes it and a database can hold it."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if plain and str(int(text)) == text else None


def unknown_command(work: Work, person: Person) -> None:
    """Say that this is no command."""
    dialogues.interject(work, person, (msg("unknown.command"),))


def _unknown(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    """Answer forged or foreign data exactly as an unknown command."""
    unknown_command(work, person)
    return (Answer(pressed.query),)


def _language(work: Work, person: Person, pressed: Press) -> tuple[Answer, ...]:
    if not people.choose_language(work, person, pressed.data.removeprefix(menu.CHOOSE)):
        return _unknown(work, person, pressed)
    work.say(person.id, msg("language.chosen"))
    if not dialogues.resume(work, person):
        work.send(person.id, menu.welcome())
    return (Answer(pressed.query),)


def _question(
    work: Work, person: Person, pressed: Press, number: int | None, choice: Choice
) -> tuple[Answer, ...]:
    session = None if number is None else sessions.by_id(work.connection, number)
    if session is None or session.person != person.id:
        return _unknown(work, person, pressed)
    if session.ended:
        line = msg("dialogue.over")
        dialogues.interject(work, person, (line,))
        return (Answer(pressed.query, line),)
    dialogues.play(work, person, session, choice)
    return (Answer(pressed.query),)


def _stop_following(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    if not followers.has_followed(work, person.id, button.request):
        return _unknown(work, person, pressed)
    line = followers.stop(work, person.id, button.request)
    dialogues.interject(work, person, (line,))
    return (Answer(pressed.query, line),)


def _verdict(work: Work, person: Person, pressed: Press, said: Button) -> tuple[Answer, ...]:
    """Hear whoever reported the place, as long as nothing has changed since the news."""
    report = reports.find(work.connection, said.request)
    if report is None or report.person != person.id:
        return _unknown(work, person, pressed)
    if report.version != said.version:
        line = msg("card.stale", reference=Code(report.reference))
        dialogues.interject(work, person, (line,))
        return (Answer(pressed.query, line),)
    opens = clean.judge(work, report, Verdict(said.action))
    if opens is not None:
        opened = {"at_request": report.id, "at_reference": report.reference}
        dialogues.open_new(work, person, opens, opened)
    return (Answer(pressed.query),)


# --- cards -------------------------------------------------------------------------------------


def _card(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    try:
        require(stored_people.roles_of(work.connection, person.id), Act.DECIDE)
    except NotAllowed:
        return _unknown(work, person, pressed)
    report = reports.find(work.connection, button.request)
    if report is None:
        return _unknown(work, person, pressed)
    action = Action(button.action)
    if action in LOOKS:
        return (_look(work, person, pressed, report, action),)
    try:
        done = _act(work, person, report, action, Decision(report.id, button.version))
    except (Stale, IllegalMove, NotAllowed):
        _redraw(work, person, report, pressed.message_id)
        return (Answer(pressed.query, _what_happened(work, person, report), alert=True),)
    return (Answer(pressed.query, msg("card.done") if done else None),)


def _redraw(work: Work, person: Person, report: Report, message_id: int) -> None:
    """Draw the report's cards again, and the one that was pressed when it is an older one."""
    cards.refresh(work, report.id)
    old = stored_cards.on_message(work.connection, person.id, message_id)
    if old is not None and old not in stored_cards.showing(work.connection, report.id):
        cards.draw(work, old)


def _act(work: Work, person: Person, report: Report, action: Action, decision: Decision) -> bool:
    """Decide at once, or open the dialogue that a decision needs; return whether it is done."""
    decisions.current(work, person.id, decision)
    if action is Action.CLAIM:
        decisions.claim(work, person.id, decision)
    elif action is Action.ACCEPT:
        decisions.accept(work, person.id, decision)
    else:
        decisions.check(work, report, LEADS_TO[action])
        dialogues.drop_decisions(work, person, report.id)
        opened = {
            "at_request": report.id,
            "at_version": decision.version,
            "at_reference": report.reference,
            "at_kind": report.kind,
        }
        dialogues.open_new(work, person, OPENS[action], opened)
    return action not in OPENS


def _what_happened(work: Work, person: Person, report: Report) -> Message:
    """Say who changed the report since the button was drawn."""
    change = events.last_change(work.connection, report.id)
    reference = Code(report.reference)
    if change is None or change[1] is None:
        return msg("card.stale", reference=reference)
    if change[1] == person.id:
        return msg("card.stale_self", reference=reference)
    if change[1] == report.person:
        return msg("card.stale_resident", reference=reference)
    return msg("card.stale_colleague", reference=reference)


def _look(work: Work, person: Person, pressed: Press, report: Report, action: Action) -> Answer:
    """Show photos or the place below the card, or turn the card to another report."""
    match action:
        case Action.PHOTOS:
            return _photos(work, person, pressed, report)
        case Action.PLACE if report.latitude is not None and report.longitude is not None:
            work.send(person.id, Pin(report.latitude, report.longitude))
            return Answer(pressed.query)
        case Action.NEXT | Action.PREVIOUS:
            card = stored_cards.on_message(work.connection, person.id, pressed.message_id)
            step = 1 if action is Action.NEXT else -1
            if card is None or not cards.turn(work, card, step):
                return Answer(pressed.query, msg("queue.nothing_else"))
    return Answer(pressed.query)


def _photos(work: Work, person: Person, pressed: Press, report: Report) -> Answer:
    both = (photos.BEFORE, photos.AFTER)
    stages = [stage for stage in both if photos.count(work.connection, report.id, stage)]
    for stage in stages:
        work.send(person.id, Album(report.id, stage, msg("card.photos_of", reference=Code(report.reference))))
    return Answer(pressed.query, None if stages else msg("card.no_photo"))
