"""What officers write to a person about a request, and what comes back: kept as history, carried by the bot.

Whether an officer's words leave is asked in `drafts`; no word leaves here without that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain import application, matter, report
from bot.domain.errors import NotAllowed
from bot.domain.people import Act, may, require
from bot.domain.request import RequestKind
from bot.domain.talk import ANSWERED, WRITTEN, State
from bot.flows import pictures as kept_pictures
from bot.flows import recordings as kept_recordings
from bot.flows.carried import Carried, Part
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Pin, Priority, Prompt
from bot.flows.telling import TELL_PERSON
from bot.services import cards, desk, people, reaching
from bot.services.attaching import attach, keep_answer
from bot.storage import events, photos, recordings, relays, requests, timers
from bot.storage import people as stored_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.commands import AnswerQuestion
    from bot.domain.decisions import TellPerson, WriteToPerson
    from bot.flows.dialogue import Flow
    from bot.services.work import Work
    from bot.storage.relays import Relay
    from bot.storage.requests import Request

TIMER = "draft"  # the kind of the timer after which an officer's words are a note
#: States in which a request waits for a decision, whatever has been written meanwhile.
UNDECIDED: dict[RequestKind, frozenset[str]] = {
    RequestKind.REPORT: frozenset(report.WAITING),
    RequestKind.APPLICATION: frozenset(application.WAITING),
}
#: States in which nothing more is to be decided.
CLOSED: dict[RequestKind, frozenset[str]] = {
    RequestKind.REPORT: frozenset(report.CLOSED),
    RequestKind.APPLICATION: frozenset(application.CLOSED),
}


def write(work: Work, officer: int, command: WriteToPerson) -> int:
    """Let what an officer has written go to the person; raises NotAllowed when it may not, or cannot."""
    require(stored_people.roles_of(work.connection, officer), Act.DECIDE)
    relay = relays.find(work.connection, command.relay)
    if relay is None or relay.author != officer or relay.state not in (State.ASKED, State.HELD):
        raise NotAllowed("write")
    request = requests.by_id(work.connection, relay.request)
    if request.erased_at is not None or not stored_people.can_be_written_to(work.connection, request.person):
        raise NotAllowed("write")
    event = keep(work, relay, WRITTEN)
    relays.change(work.connection, relay.id, state=State.SENT, event=event, reader=request.person, said={})
    carry(work, relay.id, Priority.CHANGE)
    timers.cancel(work.connection, TIMER, relay.id)
    work.send(officer, Carried(relay.id, Part.ASKING), silent=True)
    _rest(work, request)
    cards.refresh(work, request.id)
    return request.id


def telling(work: Work, request: Request) -> tuple[Flow, dict[str, Any]]:
    """Return the dialogue in which an officer writes to the person; raises NotAllowed if nobody is there."""
    if request.erased_at is not None or not stored_people.can_be_written_to(work.connection, request.person):
        raise NotAllowed("tell")
    return TELL_PERSON, {"at_kind": request.kind.value, **reaching.written_to(work, request.person)}


def tell(work: Work, officer: int, command: TellPerson) -> int:
    """Let an officer's words go to the person; the request stays as it is. Raises Stale and NotAllowed."""
    request = desk.current(work, officer, command)
    telling(work, request)
    detail = {"text": command.text} | ({"own": command.own} if command.own else {})
    event = events.append(work.connection, request.id, WRITTEN, officer, work.now, detail=detail)
    values = {"request": request.id, "author": officer, "written": 0, "event": event}
    sent = {**values, "state": State.SENT, "reader": request.person}
    carry(work, relays.add(work.connection, sent, work.now), Priority.CHANGE)
    _rest(work, request)
    cards.lay_front_up(work, request.id, officer)
    cards.refresh(work, request.id)
    desk.confirm(work, officer, msg("talk.sent", reference=Code(request.reference)))
    return request.id


def keep(work: Work, relay: Relay, kind: str) -> int:
    """Write an officer's words into the history, with what they show; return the event's number."""
    stage, held = photos.TOLD if kind == WRITTEN else photos.NOTED, relay.said
    detail: dict[str, Any] = {"text": held.get("text", "")}
    given = [kept_pictures.kept(each) for each in held.get("pictures", ())]
    if given:
        detail["photos"] = [attach(work, relay.request, stage, each, relay.author) for each in given]
    if held.get("recording"):
        spoken = kept_recordings.kept(held["recording"])
        by = (recordings.OFFICER, spoken, work.now, relay.author)
        detail["recordings"] = [recordings.add(work.connection, relay.request, *by)]
    if held.get("place"):
        detail["place"] = held["place"]
    return events.append(work.connection, relay.request, kind, relay.author, work.now, detail=detail)


def carry(work: Work, relay: int, priority: Priority) -> None:
    """Queue the copies of a message: several photos, the words, a place."""
    found = relays.find(work.connection, relay)
    assert found is not None
    assert found.reader is not None
    told = told_in(work, found)
    if len(told.get("photos", ())) > 1:
        work.send(found.reader, Carried(relay, Part.PHOTOS), priority)
    work.send(found.reader, Carried(relay), priority)
    if told.get("place"):
        work.send(found.reader, Pin(*told["place"][:2]), priority)


def told_in(work: Work, relay: Relay) -> Mapping[str, Any]:
    """Return what a message says, as the history holds it."""
    event = events.find(work.connection, relay.event) if relay.event else None
    return event[2] if event else {}


def _rest(work: Work, request: Request) -> None:
    """Let a request that waited only because the person had written wait for them again."""
    open_matter = request.kind not in UNDECIDED and request.state == matter.State.OPEN
    undecided = open_matter or request.state in UNDECIDED.get(request.kind, ())
    if request.waiting_since is not None and not undecided:
        requests.change(work.connection, request.id, {"waiting_since": None})
        cards.shut(work, request.id)


def is_careful(request: Request) -> bool:
    """Tell whether papers, their numbers and health are refused in what a person writes about it."""
    return request.kind is not RequestKind.REPORT


def remember(work: Work, person: int, request: int, event: int) -> None:
    """Keep which message of somebody's has brought the words of an event, so that a change is followed."""
    if not work.message:
        return
    values = {"request": request, "author": person, "written": work.message, "state": State.NOTED}
    relays.add(work.connection, {**values, "event": event}, work.now)


# --- back to the officers ------------------------------------------------------------------------


def is_late(work: Work, person: int, request: Request) -> bool:
    """Tell whether a person answers what an officer has written about a thing that is closed."""
    closed = CLOSED.get(request.kind, frozenset(matter.CLOSED))
    own = request.person == person and request.erased_at is None
    return own and request.state in closed and _last_written(work, request.id) is not None


def take_late(work: Work, person: int, command: AnswerQuestion) -> int:
    """Keep what a person answers about a closed thing; nothing is opened again, the officers hear of it."""
    detail = keep_answer(work, command)
    events.append(work.connection, command.request, ANSWERED, person, work.now, detail=detail)
    request = requests.by_id(work.connection, command.request)
    cards.refresh(work, request.id)
    thanks = msg("answer.thanks", reference=Code(request.reference))
    work.send(person, Prompt((thanks,), keyboard=Keyboard.MENU))
    return request.id


def bring(work: Work, person: int, number: int, *, everybody: bool) -> None:
    """Carry a person's newest answer to the officer who has written to them, or to all of them."""
    answered, written = events.last(work.connection, number, ANSWERED), _last_written(work, number)
    if answered is None:
        return
    remember(work, person, number, answered[0])
    if written is None:
        return
    readers = [written.author] if written.author and _decides(work, written.author) else []
    for reader in readers or (people.officers(work) if everybody else []):
        values = {
            "request": number,
            "author": person,
            "written": work.message,
            "state": State.SENT,
            "event": answered[0],
            "reader": reader,
            "answers": written.written or None if reader == written.author else None,
        }
        carry(work, relays.add(work.connection, values, work.now), Priority.CHANGE)


def _last_written(work: Work, request: int) -> Relay | None:
    """Return the newest message that an officer has written to the person of a request."""
    written = events.last(work.connection, request, WRITTEN)
    return relays.of_event(work.connection, written[0]) if written else None


def _decides(work: Work, person: int) -> bool:
    return may(stored_people.roles_of(work.connection, person), Act.DECIDE)
