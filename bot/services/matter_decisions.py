"""What officers decide on matters; whoever wished something is told what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import Begun, NotAllowed
from bot.domain.matter import CLOSED, WORKING_DAYS, State, move
from bot.domain.reminders import Kind, diary_of
from bot.domain.request import WISHES
from bot.flows import matter_lines, matter_news, offered_times
from bot.flows.matter_card import CORRECTS, LEADS_TO, Action, allows
from bot.flows.messages import Code, msg, pack
from bot.flows.outbound import OwnFile, Priority
from bot.flows.planning import FileSort
from bot.services import cards, deadlines, desk, matter_faces, matters, questions
from bot.storage import appointments, attendances, events, people, requests
from bot.storage import matters as stored_matters

if TYPE_CHECKING:
    from bot.domain.decisions import AnswerMatter, AskReporter, CloseMatter, Decision, OfferTimes
    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.matters import Matter


def _seen(work: Work, officer: int, decision: Decision) -> Matter:
    """Return the matter as the officer saw it; raises Stale when it has changed or is a colleague's."""
    return stored_matters.by_id(work.connection, desk.current(work, officer, decision).id)


def check(work: Work, matter: Matter, action: Action) -> None:
    """Refuse, before any question is asked, what could not be done afterwards."""
    reachable = people.can_be_written_to(work.connection, matter.person)
    movable = matter_faces.movable(work, matter)
    if not allows(action, matter.kind, matter.state, reachable=reachable, movable=movable):
        raise NotAllowed(action)


def claim(work: Work, officer: int, decision: Decision) -> None:
    """Take a matter; one that was closed is taken up again, unless another one stands in its place."""
    matter = _seen(work, officer, decision)
    if matter.state not in CLOSED:
        desk.claim(work, officer, decision)
        return
    if matters.find_open(work, matter.kind, matter.person, matter.about) is not None:
        raise NotAllowed("claim")
    moved = (matter.state, move(matter.state, State.OPEN))
    events.append(work.connection, matter.id, "claimed", officer, work.now, moved=moved)
    answer_by = work.territory.office.add_working_days(work.today, WORKING_DAYS)
    waits = {"waiting_since": work.now, "answer_by": answer_by, "claimed_by": officer}
    requests.change(work.connection, matter.id, {"state": State.OPEN, **waits})
    matters.watch(work, stored_matters.by_id(work.connection, matter.id))
    _say(work, matter, matter_news.reopened(matter.reference))
    cards.refresh(work, matter.id)


def ask(work: Work, officer: int, command: AskReporter) -> int:
    """Relay a question; the person's next words answer it, unless they are in the middle of another."""
    matter = _move(work, officer, command, Action.ASK, "asked", questions.asked_detail(command))
    cards.shut(work, matter.id)
    cards.refresh(work, matter.id)
    deadlines.stop(work, matter.id)
    questions.relay(work, matter, command.question, heard=True)
    deadlines.await_answer(work, matter.id)
    return _confirm(work, officer, matter, State.NEEDS_INFO, told=True)


def answer(work: Work, officer: int, command: AnswerMatter) -> int:
    """Give somebody their answer, and with it the matter is done."""
    detail = {"text": command.text} | ({"own": command.own} if command.own else {})
    matter = _move(work, officer, command, Action.ANSWER, "moved", detail)
    matters.let_go(work, matter)
    told = matter_news.answered(matter.kind, matter.reference, command.text)
    work.send(matter.person, told, Priority.CHANGE)
    return _confirm(work, officer, matter, State.DONE, told=True)


def close(work: Work, officer: int, command: CloseMatter) -> int:
    """Say that a matter is settled; the words on what came of it are the officers'."""
    detail = {"outcome": command.outcome} if command.outcome else {}
    matter = _move(work, officer, command, Action.DONE, "moved", detail)
    matters.let_go(work, matter)
    _say(work, matter, matter_news.settled(matter.reference))
    return _confirm(work, officer, matter, State.DONE, told=matter.kind in WISHES)


def correct(work: Work, officer: int, decision: Decision, action: Action) -> int:
    """Note that somebody was there, as they say; whoever leads the crew sees it in the roll-call."""
    about = _seen(work, officer, decision).about
    if about is None:
        raise NotAllowed(action)
    matter = _move(work, officer, decision, action, "moved", {})
    held = attendances.book(work.connection, matter.person, Kind(about[0]), about[1], work.now)
    attendances.note(work.connection, held.id, CORRECTS[action], officer, work.now)
    matters.let_go(work, matter)
    _say(work, matter, matter_news.corrected(matter.reference, CORRECTS[action]))
    return _confirm(work, officer, matter, State.DONE, told=True)


def approve(work: Work, officer: int, decision: Decision) -> int:
    """Approve an attestation as the card says it: it leaves at once."""
    matter = _move(work, officer, decision, Action.APPROVE, "approved", {})
    matters.let_go(work, matter)
    _say(work, matter, matter_news.attested(matter.reference))
    work.send(matter.person, OwnFile(FileSort.ATTESTATION, matter.id), Priority.CHANGE)
    return _confirm(work, officer, matter, State.DONE, told=True)


def dismiss(work: Work, officer: int, decision: Decision) -> int:
    """Say that what somebody wishes cannot be dealt with here."""
    matter = _move(work, officer, decision, Action.DISMISS, "moved", {})
    matters.let_go(work, matter)
    _say(work, matter, matter_news.dismissed(matter.reference))
    return _confirm(work, officer, matter, State.DISMISSED, told=True)


def offer(work: Work, officer: int, command: OfferTimes) -> int:
    """Let somebody choose among other times for their appointment. Raises Begun."""
    diary = diary_of(work.territory)
    times = sorted({(diary.instant(day, hour), day, hour) for day, hour in command.times})
    if times[0][0] <= work.now:
        raise Begun
    matter = _move(work, officer, command, Action.OFFER, "moved", {})
    about = matter.about
    assert about is not None  # checked: there is an appointment
    found = appointments.by_ids(work.connection, [about[1]])[about[1]]
    lines = [pack(offered_times.proposed(day, hour)) for _, day, hour in times]
    kept = {"times": [each.isoformat() for each, _, _ in times], "offer": command.version}
    detail = {**matter.detail, **kept, "seen": found.version, "lines": lines}
    stored_matters.set_detail(work.connection, matter.id, detail)
    cards.shut(work, matter.id)
    cards.refresh(work, matter.id)
    questions.withdraw(work, matter)
    deadlines.await_choice(work, matter.id)
    listed = {at: (day, hour) for at, (_, day, hour) in enumerate(times)}
    asked = offered_times.asked(matter.reference, matter.id, command.version, listed)
    work.send(matter.person, asked, Priority.CHANGE)
    return _confirm(work, officer, matter, State.NEEDS_INFO, told=True)


def _move(
    work: Work, officer: int, decision: Decision, action: Action, event: str, detail: dict[str, str]
) -> Matter:
    """Write the new state and take the matter off the queue; return it as it was before."""
    matter = _seen(work, officer, decision)
    check(work, matter, action)
    to = LEADS_TO[action]
    moved = (matter.state, to)
    events.append(work.connection, matter.id, event, officer, work.now, moved=moved, detail=detail)
    queue = {"state": to, "waiting_since": None, "claimed_by": matter.claimed_by or officer}
    requests.change(work.connection, matter.id, queue)
    return matter


def _say(work: Work, matter: Matter, lines: tuple[Message, ...]) -> None:
    """Tell whoever wished something; of what the programme noticed itself nobody is told."""
    if matter.kind in WISHES:
        work.say(matter.person, *lines, priority=Priority.CHANGE)


def _confirm(work: Work, officer: int, matter: Matter, to: State, *, told: bool) -> int:
    """Say below what was done, since the card that shows it may have scrolled away."""
    reference, state = Code(matter.reference), matter_lines.STATES[to]
    line = msg("matter.kept", reference=reference, state=state)
    desk.confirm(work, officer, msg("card.told", reference=reference, state=state) if told else line)
    return matter.id
