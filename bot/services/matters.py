"""Small things that wait for the officer about one person: opened, told more of, closed when settled.

Whatever part of the programme meets such a thing opens a matter; what officers do with it is
`matter_decisions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotAllowed
from bot.domain.matter import CLOSED, WORKING_DAYS, State, move
from bot.domain.request import WISHES, RequestKind
from bot.flows.messages import Code, msg
from bot.flows.outbound import Keyboard, Prompt
from bot.services import cards, deadlines, presence, questions, snoozing
from bot.services.attaching import keep_answer
from bot.services.deadlines import Deadline
from bot.storage import events, matters, people, requests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.commands import AnswerQuestion
    from bot.services.work import Work
    from bot.storage.matters import About, Matter


def open_matter(
    work: Work,
    kind: RequestKind,
    person: int,
    *,
    about: About | None = None,
    detail: Mapping[str, Any] | None = None,
    working_days: int = WORKING_DAYS,
) -> int:
    """Put something small about a person before the officer; return its number.

    While one of the same kind, person and thing is open, that one is told more instead. `about` names the
    thing, as in ("appointment", 12). `detail`: `text` is what the person wrote, `lines` are packed messages
    that say on the card what it is about; anything else is kept and not shown.
    """
    given = dict(detail or {})
    held = find_open(work, kind, person, about)
    if held is not None:
        _tell_more(work, held, given)
        return held.id
    matter = _add(work, kind, person, about, given, working_days)
    watch(work, matter)
    cards.offer(work, matter.id)
    return matter.id


def close_matter(work: Work, kind: RequestKind, person: int, about: About | None = None) -> bool:
    """End what has settled itself, without a word to anybody; False when nothing of the sort is open."""
    held = find_open(work, kind, person, about)
    if held is not None:
        settle(work, held)
    return held is not None


def find_open(work: Work, kind: RequestKind, person: int, about: About | None = None) -> Matter | None:
    """Return the open matter of that kind about this person and thing, if there is one."""
    return matters.find_open(work.connection, kind, person, about)


def settle(work: Work, matter: Matter) -> None:
    """Let the programme itself end a matter."""
    moved = (matter.state, move(matter.state, State.DONE))
    events.append(work.connection, matter.id, "moved", None, work.now, moved=moved)
    requests.change(work.connection, matter.id, {"state": State.DONE, "waiting_since": None})
    let_go(work, matter)


def let_go(work: Work, matter: Matter) -> None:
    """Let go of what has no sense once a matter is closed: deadlines, questions, open cards."""
    deadlines.stop(work, matter.id)
    questions.withdraw(work, matter)
    cards.shut(work, matter.id)
    cards.refresh(work, matter.id)


def watch(work: Work, matter: Matter) -> None:
    """Watch over the date of a matter: promised to whoever wished something, else only the officers'."""
    if matter.kind in WISHES:
        deadlines.promise(work, matter.id, matter.answer_by)
    else:
        late = work.territory.office.add_working_days(matter.answer_by, 1)
        deadlines.set_on(work, Deadline.LATE, matter.id, late)


def answer(work: Work, person: int, command: AnswerQuestion) -> int:
    """Bring the person's answer back before the officer; raises NotAllowed on what is closed."""
    matter = matters.by_id(work.connection, command.request)
    if matter.person != person or matter.state in CLOSED:
        raise NotAllowed("answer")
    asked = matter.state is State.NEEDS_INFO  # else told more had already brought it back
    detail, moved = keep_answer(work, command), (matter.state, State.OPEN) if asked else (None, None)
    events.append(work.connection, matter.id, "answered", person, work.now, moved=moved, detail=detail)
    _bring_back(work, matter)
    thanks = msg("answer.thanks", reference=Code(matter.reference))
    work.send(person, Prompt((thanks,), keyboard=Keyboard.MENU))
    cards.offer(work, matter.id)
    return matter.id


def _add(
    work: Work, kind: RequestKind, person: int, about: About | None, given: dict[str, Any], working_days: int
) -> Matter:
    queue = {
        "state": State.OPEN,
        "person": person,
        "muted": kind in WISHES and people.is_muted(work.connection, person),
        "waiting_since": work.now,
        "answer_by": work.territory.office.add_working_days(presence.counts_from(work), working_days),
        "created_at": work.now,
    }
    matter = matters.add(work.connection, kind, queue, about, given)
    who, words, moved = _actor(matter), _words(given), (None, State.OPEN)
    events.append(work.connection, matter.id, "filed", who, work.now, moved=moved, detail=words)
    return matter


def _tell_more(work: Work, matter: Matter, given: dict[str, Any]) -> None:
    """Add what is new: the person's words after their earlier ones, everything else in its place."""
    said, more = matter.detail.get("text"), given.get("text")
    text = {"text": f"{said}\n{more}"} if said and more and more != said else {}
    detail = {**matter.detail, **given, **text}
    if matter.kind not in WISHES and detail == matter.detail:
        return
    matters.set_detail(work.connection, matter.id, detail)
    asked = matter.kind in WISHES and matter.state is State.NEEDS_INFO
    moved = (matter.state, State.OPEN) if asked else (None, None)
    words, who = _words(given), _actor(matter)
    events.append(work.connection, matter.id, "told_more", who, work.now, moved=moved, detail=words)
    if matter.kind in WISHES:
        _bring_back(work, matter)
        cards.offer(work, matter.id)
    else:
        cards.refresh(work, matter.id)


def _bring_back(work: Work, matter: Matter) -> None:
    """Put a matter before the officer as it now is, ahead of newer ones."""
    snoozing.stir(work, matter.id)
    requests.change(work.connection, matter.id, {"state": State.OPEN, "waiting_since": matter.created_at})
    deadlines.stop(work, matter.id)
    watch(work, matter)


def _actor(matter: Matter) -> int | None:
    """Return who has opened it: whoever wished it, or nobody."""
    return matter.person if matter.kind in WISHES else None


def _words(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return what history keeps of a detail: the person's own words."""
    return {"text": detail["text"]} if detail.get("text") else {}
