"""Plays people's dialogues: loads one, gives it the input, keeps it, does what it ends with."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from bot.domain.decisions import Decision
from bot.domain.errors import CannotMerge, Full, Gone, IllegalMove, Misfit, NotAllowed, Stale, TooMany
from bot.domain.people import may
from bot.domain.text import fold
from bot.flows.catalogue import FLOWS, acts_for
from bot.flows.dialogue import Session, advance, begin, choices, reread
from bot.flows.inbound import Choice
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.flows.report_dump import REPORT_DUMP
from bot.services import cards, desk, enquiries, holding
from bot.services.verbs import MERGE_REFUSALS, MISFITS, SERVICES
from bot.storage import people, sessions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.commands import Command
    from bot.flows.dialogue import Flow, Turn
    from bot.flows.inbound import Event, Text
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.requests import Request
    from bot.storage.sessions import StoredSession


def open_new(
    work: Work, person: Person, flow: Flow, answers: Mapping[str, Any], lines: tuple[Message, ...] = ()
) -> None:
    """Open a dialogue with some answers given and ask its first question, after some lines."""
    session = sessions.add(work.connection, person.id, flow.name, answers, work.now)
    _follow(work, person, session, begin(flow, Session(answers), work.known_to(person.id), lines))


def open_decision(work: Work, person: Person, request: Request, flow: Flow, more: Mapping[str, Any]) -> None:
    """Open a dialogue that decides on a request as it stands, in the place of another one about it."""
    for session in sessions.open_ones(work.connection, person.id):
        if session.answers.get("at_request") == request.id and "at_version" in session.answers:
            sessions.end(work.connection, session.id, work.now)
    seen = {"at_request": request.id, "at_version": request.version, "at_reference": request.reference}
    open_new(work, person, flow, {**seen, **more})


def open_or_resume(work: Work, person: Person, flow: Flow) -> None:
    """Take up this person's open dialogue of that flow, or open one."""
    session = sessions.open_one(work.connection, person.id, flow.name)
    if session is None:
        open_new(work, person, flow, {})
    else:
        _ask_again(work, person, session)


def go_on_with(
    work: Work,
    person: Person,
    stored: StoredSession,
    answers: Mapping[str, Any],
    lines: tuple[Message, ...] = (),
) -> None:
    """Take up an open dialogue with some answers more, and ask what is missing, after some lines."""
    if not _may_go_on(work, person, stored):
        _drop(work, person, stored, msg("team.your_access"))
        return
    flow = FLOWS[stored.flow]
    session = _session(work, flow, stored)
    more = replace(session, answers={**session.answers, **answers})
    _follow(work, person, stored, begin(flow, more, work.known_to(person.id), lines))


def resume(work: Work, person: Person) -> bool:
    """Ask again where somebody's open dialogue stands; False when none is open.

    One about a decision that can be taken no more is closed without a word.
    """
    session = sessions.active(work.connection, person.id)
    if session is None:
        return False
    if _is_past(work, person, session):
        sessions.end(work.connection, session.id, work.now)
        return resume(work, person)
    _ask_again(work, person, session)
    return True


def _is_past(work: Work, person: Person, session: StoredSession) -> bool:
    """Tell whether this person decides no more, or not on this any more: changed, or a colleague's."""
    if not _may_go_on(work, person, session):
        return True
    request, version = (session.answers.get(name) for name in ("at_request", "at_version"))
    if not isinstance(request, int) or not isinstance(version, int):
        return False
    try:
        desk.current(work, person.id, Decision(request, version))
    except (Stale, NotAllowed):
        return True
    return False


def interject(work: Work, person: Person, lines: tuple[Message, ...]) -> None:
    """Say something that is no part of a dialogue, then ask again where one stands, or show the menu."""
    if sessions.active(work.connection, person.id) is None:
        work.send(person.id, Prompt(lines, keyboard=Keyboard.MENU))
    else:
        work.say(person.id, *lines)
        resume(work, person)


def interject_prompt(work: Work, person: Person, *prompts: Prompt) -> None:
    """Show screens that are no part of a dialogue, then ask again where one stands."""
    for prompt in prompts:
        work.send(person.id, prompt)
    resume(work, person)


def drop(work: Work, person: Person, flow: Flow, request: int) -> None:
    """End, without a word, the dialogues of a flow that somebody has open about one request."""
    for session in sessions.open_ones(work.connection, person.id):
        if session.flow == flow.name and session.answers.get("at_request") == request:
            sessions.end(work.connection, session.id, work.now)


def cancel(work: Work, person: Person) -> None:
    """Drop the dialogue somebody is in; saying so when there is none is no fault."""
    session = sessions.active(work.connection, person.id)
    if session is None:
        work.send(person.id, Prompt((msg("cancel.nothing"),), keyboard=Keyboard.MENU))
    else:
        _drop(work, person, session)


def chosen(work: Work, session: StoredSession, text: Text) -> Choice | None:
    """Return the option of the present question that typed words stand for, in any language."""
    flow = FLOWS.get(session.flow)
    if flow is None:
        return None
    typed = fold(text.text)
    question, rows = choices(flow, _session(work, flow, session), work.known_to(session.person))
    for row in rows:
        for option in row:
            if work.words.stands_for(typed, option.label):
                return Choice(option.value, question)
    return None


def play(work: Work, person: Person, session: StoredSession, event: Event, over: int = 0) -> None:
    """Give a dialogue an input and follow where it leads; `over` is the message whose button was pressed."""
    flow = FLOWS.get(session.flow)
    if flow is None:  # of a release that had it
        _drop(work, person, session)
        return
    if not _may_go_on(work, person, session):
        _drop(work, person, session, msg("team.your_access"))
        return
    turn = advance(flow, _session(work, flow, session), event, work.known_to(person.id))
    _follow(work, person, session, turn, over if turn.in_place else 0)


def _may_go_on(work: Work, person: Person, session: StoredSession) -> bool:
    """Tell whether a dialogue is still for this person: an access may be taken back in the middle."""
    acts = acts_for(session.flow)
    roles = people.roles_of(work.connection, person.id) if acts else frozenset()
    return not acts or any(may(roles, act) for act in acts)


def _session(work: Work, flow: Flow, stored: StoredSession) -> Session:
    known = stored.keyboard in [each.value for each in Keyboard]  # another release may have others
    screen = Keyboard(stored.keyboard) if known else Keyboard.NONE
    return reread(flow, Session(stored.answers, stored.misses, screen), work.known_to(stored.person))


def _ask_again(work: Work, person: Person, stored: StoredSession) -> None:
    flow = FLOWS.get(stored.flow)
    if flow is None:
        _drop(work, person, stored)
        return
    resumed = (msg("dialogue.resumed"),)
    _follow(
        work, person, stored, begin(flow, _session(work, flow, stored), work.known_to(person.id), resumed)
    )


def _drop(work: Work, person: Person, stored: StoredSession, said: Message | None = None) -> None:
    sessions.end(work.connection, stored.id, work.now)
    work.send(person.id, Prompt((said or msg("cancel.done"),), keyboard=Keyboard.MENU))
    _go_on(work, person)


def _go_on(work: Work, person: Person) -> None:
    """Take up another dialogue of theirs, or show what a dialogue has kept away."""
    if not resume(work, person):
        cards.bring(work, person.id)


def _follow(work: Work, person: Person, stored: StoredSession, turn: Turn, over: int = 0) -> None:
    """Keep what the turn changed, say what it says, do what it ends with."""
    for prompt in turn.prompts:
        work.send(person.id, replace(prompt, session=stored.id, over=over))
    if turn.cancelled:
        _drop(work, person, stored, turn.farewell)
    elif turn.command is not None:
        _finish(work, person, stored, turn)
    else:
        _keep(work, stored, turn.session)
    if turn.beside is not None:
        open_new(work, person, FLOWS[turn.beside.flow], turn.beside.opened)


def _ask_another(work: Work, person: Person, stored: StoredSession, session: Session, why: Message) -> None:
    """Go on with a dialogue whose last answer could not be taken, saying why."""
    _follow(work, person, stored, begin(FLOWS[stored.flow], session, work.known, (why,)))


def _without(session: Session, name: str) -> Session:
    return replace(session, answers={key: each for key, each in session.answers.items() if key != name})


def _without_time(session: Session) -> Session:
    others = ("day2", "hour2", "day3", "hour3")
    return reduce(_without, ("day", "hour", "ends", *others, "sure"), session)


def _changed(stored: StoredSession) -> Message:
    """Say that what was to be decided on has changed."""
    reference = stored.answers.get("at_reference")
    return msg("card.stale", reference=Code(str(reference))) if reference else msg("programme.stale")


def _on_its_own(session: Session) -> Mapping[str, Any]:
    """Return the answers that make a report of what was to join one that is closed: nothing is lost."""
    return {
        name: each for name, each in session.answers.items() if name != "same" and REPORT_DUMP.question(name)
    }


def _keep(work: Work, stored: StoredSession, session: Session) -> None:
    sessions.save(
        work.connection, stored.id, session.answers, session.misses, session.keyboard.value, work.now
    )
    enquiries.ask(work, stored, session.answers)


def _do(work: Work, person: Person, flow: str, command: Command, answers: Mapping[str, Any]) -> int | None:
    """Do a command, or hold it when it is a decision that can be undone; return the number of the request."""
    service = SERVICES[type(command)]
    if not isinstance(command, Decision):
        return service(work, person.id, command)
    given = {"flow": flow, "answers": dict(answers)}
    return holding.decide(work, person.id, command, given, lambda: service(work, person.id, command))


def _finish(work: Work, person: Person, stored: StoredSession, turn: Turn) -> None:
    """Do the command. Refused for now: the answers stay. Refused for good: the dialogue ends, saying why."""
    assert turn.command is not None
    try:
        request = _do(work, person, stored.flow, turn.command, turn.session.answers)
    except TooMany:
        _keep(work, stored, _without(turn.session, "summary"))
        work.say(person.id, msg("limit.reports"))
    except Gone:
        sessions.end(work.connection, stored.id, work.now)
        open_new(work, person, REPORT_DUMP, _on_its_own(turn.session), (msg("same.gone"),))
    except CannotMerge as refusal:
        _ask_another(work, person, stored, _without(turn.session, "kept"), MERGE_REFUSALS[type(refusal)])
    except Full:
        rest = _without(_without(turn.session, "phase"), "crew")
        _ask_another(work, person, stored, rest, msg("enrol.taken"))
    except Misfit as refusal:
        _ask_another(work, person, stored, _without_time(turn.session), MISFITS[type(refusal)])
    except (Stale, IllegalMove, NotAllowed):
        sessions.end(work.connection, stored.id, work.now)
        work.send(person.id, Prompt((_changed(stored),), keyboard=Keyboard.MENU))
        _go_on(work, person)
    else:
        sessions.end(work.connection, stored.id, work.now, request)
        _go_on(work, person)
