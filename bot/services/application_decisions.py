"""What officers decide on applications; each is told once to the applicant, with what is next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.application import CLOSED, State, move
from bot.domain.errors import NoSuchApplication, NotAllowed, SameApplication
from bot.flows import application_lines, application_news
from bot.flows.application_card import AGAIN
from bot.flows.messages import Code, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Priority, Prompt
from bot.services import application_deadlines, cards, deadlines, desk, meetings, questions, seats, waiting
from bot.storage import applications, criteria, enrolments, events

if TYPE_CHECKING:
    from bot.domain.decisions import (
        AskReporter,
        Decision,
        DeclineApplication,
        EndEnrolment,
        Enrol,
        JoinApplication,
        OrientApplicant,
        ProposeMeeting,
        PutOnWaitingList,
        TickCriteria,
    )
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.applications import Application


def _seen(work: Work, officer: int, decision: Decision) -> Application:
    """Return the application as the officer saw it; raises Stale when it has changed or is a colleague's."""
    return applications.by_id(work.connection, desk.current(work, officer, decision).id)


def claim(work: Work, officer: int, decision: Decision) -> None:
    """Take an application: a new one is read from now on, and one that was closed is taken up again."""
    application = _seen(work, officer, decision)
    again = application.state in AGAIN
    if not again and (application.state in CLOSED or application.claimed_by is not None):
        raise NotAllowed("claim")
    to = State.IN_REVIEW if again or application.state is State.RECEIVED else application.state
    moved = (application.state, to)
    events.append(work.connection, application.id, "claimed", officer, work.now, moved=moved)
    answer_by = work.territory.application_answer_by(work.today) if again else application.answer_by
    waits = {"waiting_since": work.now, "answer_by": answer_by} if again else {}
    applications.change(work.connection, application.id, {"state": to, "claimed_by": officer, **waits}, {})
    if again:
        application_deadlines.promise(work, applications.by_id(work.connection, application.id))
        _say(work, application, application_news.reopened(application.reference, answer_by))
    cards.refresh(work, application.id)


def ask(work: Work, officer: int, command: AskReporter) -> int:
    """Relay a question; the applicant's next words answer it, unless they are in the middle of another."""
    detail = questions.asked_detail(command)
    application = _move(work, officer, command, State.INFO_NEEDED, {}, event="asked", detail=detail)
    questions.relay(work, application, command.question, heard=True)
    deadlines.await_answer(work, application.id)
    return _confirm(work, officer, application, State.INFO_NEEDED)


def meet(work: Work, officer: int, command: ProposeMeeting) -> int:
    """Propose a meeting; the applicant agrees or asks for another time."""
    local = datetime.combine(command.day, command.hour, ZoneInfo(work.territory.timezone))
    starts_at = local.astimezone(UTC)
    detail = {"starts_at": starts_at.isoformat(), "place": command.place}
    application = _move(work, officer, command, State.INTERVIEW, {}, detail=detail)
    meetings.propose(work, application, starts_at, command.place)
    return _confirm(work, officer, application, State.INTERVIEW)


def enrol(work: Work, officer: int, command: Enrol) -> int:
    """Give a seat in a crew; raises Full when none is left."""
    application = _seen(work, officer, command)
    move(application.state, State.ENROLLED)
    kept = enrolments.of_request(work.connection, application.id)
    crew = seats.take(work, application.person, application.id, command.crew)
    _move(work, officer, command, State.ENROLLED, {}, detail={"crew": command.crew})
    waiting.enrolled(work, application.id, kept)
    waiting.tell_first_day(work, application, crew, Priority.CHANGE)
    return _confirm(work, officer, application, State.ENROLLED)


def put_on_waiting_list(work: Work, officer: int, command: PutOnWaitingList) -> int:
    """Let somebody wait for a seat in a phase, and tell them whether that is soon or later."""
    facts = {"hoped_phase": command.phase, "listed_at": work.now}
    application = _move(work, officer, command, State.WAITING_LIST, facts)
    listed = applications.by_id(work.connection, application.id)
    wait = waiting.how_long(work, listed)
    _say(work, application, application_news.waiting(application.reference, command.phase, wait))
    return _confirm(work, officer, application, State.WAITING_LIST)


def decline(work: Work, officer: int, command: DeclineApplication) -> int:
    """Say no, why, and who else can help."""
    facts = {"reason": command.reason, "next_step": command.door}
    detail = {**facts, "text": command.text}
    application = _move(work, officer, command, State.DECLINED, facts, detail=detail)
    why = msg("label.term", term=Term(TermKind.REFUSAL_MESSAGE, command.reason))
    words = msg("declined.words", text=command.text) if command.text else why
    door = work.territory.joining.door(command.door)
    _say(work, application, application_news.declined(application.reference, words, door))
    return _confirm(work, officer, application, State.DECLINED)


def orient(work: Work, officer: int, command: OrientApplicant) -> int:
    """Name who can help better."""
    application = _move(work, officer, command, State.ORIENTED, {"next_step": command.door})
    door = work.territory.joining.door(command.door)
    _say(work, application, application_news.oriented(application.reference, door))
    return _confirm(work, officer, application, State.ORIENTED)


def join(work: Work, officer: int, command: JoinApplication) -> int:
    """Let another application of the same person go on in place of this one; raises CannotMerge."""
    kept = _kept(work, command.request, command.into)
    application = _move(work, officer, command, State.DUPLICATE, {"same_as": kept.id})
    _say(work, application, application_news.joined(application.reference, kept.reference))
    return _confirm(work, officer, application, State.DUPLICATE)


def _kept(work: Work, request: int, number: int) -> Application:
    found = applications.find(work.connection, number)
    if found is None:
        raise NoSuchApplication
    while found.state is State.DUPLICATE and found.same_as is not None:
        found = applications.by_id(work.connection, found.same_as)
    if found.id == request:
        raise SameApplication
    return found


def end(work: Work, officer: int, command: EndEnrolment) -> int:
    """Free the seat of somebody who leaves the crew, and ask the next one on the list."""
    application = _seen(work, officer, command)
    held = enrolments.of_request(work.connection, application.id)
    if application.state is not State.ENROLLED or held is None:
        raise NotAllowed("release")
    events.append(work.connection, application.id, "released", officer, work.now)
    applications.change(work.connection, application.id, {}, {})
    waiting.give_back(work, application.id)
    lines = application_news.ended(application.reference)
    work.send(application.person, Prompt(lines, keyboard=Keyboard.MENU), Priority.CHANGE)
    cards.refresh(work, application.id)
    desk.confirm(work, officer, msg("release.done", reference=Code(application.reference)))
    return application.id


def tick(work: Work, officer: int, command: TickCriteria) -> int:
    """Keep which criteria have been seen on paper: the facts and the day, never the papers."""
    application = _seen(work, officer, command)
    held = criteria.seen(work.connection, application.id)
    new = [each for each in command.seen if each not in held]
    gone = [each for each in held if each not in command.seen]
    for each in new:
        criteria.add(work.connection, application.id, each, officer, work.today)
    for each in gone:
        criteria.drop(work.connection, application.id, each)
    detail = {"seen": new, "taken_back": gone}
    events.append(work.connection, application.id, "criteria", officer, work.now, detail=detail)
    cards.refresh(work, application.id)
    work.say(officer, msg("criteria.kept", reference=Code(application.reference)))
    return application.id


# --- common to all -----------------------------------------------------------------------------


def _move(
    work: Work,
    officer: int,
    decision: Decision,
    to: State,
    facts: dict[str, Any],
    *,
    event: str = "moved",
    detail: dict[str, Any] | None = None,
) -> Application:
    """Write the new state and take the application off the queue; return it as it was before."""
    application = _seen(work, officer, decision)
    move(application.state, to)
    told = detail or {name: str(value) for name, value in facts.items()}
    moved = (application.state, to)
    events.append(work.connection, application.id, event, officer, work.now, moved=moved, detail=told)
    queue = {"state": to, "waiting_since": None, "claimed_by": application.claimed_by or officer}
    applications.change(work.connection, application.id, queue, facts)
    let_go(work, application, to)
    cards.shut(work, application.id)
    cards.refresh(work, application.id)
    return application


def let_go(work: Work, application: Application, to: State) -> None:
    """Let go of what a change of state leaves without sense: deadlines, questions, meetings, kept seats."""
    deadlines.stop(work, application.id)
    if to is not State.INFO_NEEDED:
        application_deadlines.stop(work, application.id)
    if to in CLOSED:
        questions.withdraw(work, application)
    if to is not State.INTERVIEW:
        meetings.cancel(work, application)
    if application.state is State.ACCEPTED and to is not State.ENROLLED:
        waiting.give_back(work, application.id)


def _say(work: Work, application: Application, lines: tuple[Message, ...]) -> None:
    work.say(application.person, *lines, priority=Priority.CHANGE)


def _confirm(work: Work, officer: int, application: Application, to: State) -> int:
    """Say below what was done, since the card that shows it may have scrolled away."""
    reference = Code(application.reference)
    desk.confirm(work, officer, msg("card.told", reference=reference, state=application_lines.STATES[to]))
    return application.id
