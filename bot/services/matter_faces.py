"""What the officer's card of a matter shows, gathered from its rows; it words nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.matter import State
from bot.domain.programme import Sort
from bot.domain.reminders import Kind
from bot.flows import matter_card
from bot.flows.matter_lines import LINES_LENGTH, MatterCard
from bot.flows.messages import unpack
from bot.services import notes, questions, reaching
from bot.storage import appointments, events, matters, people, recordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.request import Standing
    from bot.flows.messages import Message
    from bot.flows.outbound import CardFace
    from bot.services.work import Work
    from bot.storage.matters import Matter


def face(work: Work, request: int, standing: Standing) -> CardFace:
    """Return what an officer's card shows of a matter at this moment."""
    return matter_card.face(_card(work, matters.by_id(work.connection, request), standing))


def _card(work: Work, matter: Matter, standing: Standing) -> MatterCard:
    return MatterCard(
        kind=matter.kind,
        request=matter.id,
        version=matter.version,
        reference=matter.reference,
        state=matter.state,
        standing=standing,
        since=matter.created_at.astimezone(ZoneInfo(work.territory.timezone)).date(),
        answer_by=matter.answer_by,
        reach=reaching.reach(work, matter.person),
        languages=work.territory.languages,
        reachable=people.can_be_written_to(work.connection, matter.person),
        movable=movable(work, matter),
        lines=tuple(_about(work, matter)),
        text=matter.detail.get("text"),
        recordings=recordings.count(work.connection, matter.id),
        notes=notes.of(work, matter.id),
        **_talk(work, matter),
        **_ended(work, matter),
    )


def movable(work: Work, matter: Matter) -> bool:
    """Tell whether a matter is about an appointment of one person that is still to come."""
    if matter.about is None or matter.about[0] != Kind.APPOINTMENT:
        return False
    found = appointments.find(work.connection, matter.about[1])
    if found is None or found.cancelled:
        return False
    return found.sort is Sort.INDIVIDUAL and found.starts_at > work.now


def _about(work: Work, matter: Matter) -> Iterator[Message]:
    """Give the lines that say what it is about, as many as there is room for.

    One whose words are gone, with another release or from the territory, is left out.
    """
    room = LINES_LENGTH
    for line in map(unpack, matter.detail.get("lines", ())):
        with suppress(LookupError):
            room -= len(work.words.plain(line, work.territory.default_language))
            if room < 0:
                return
            yield line


def _talk(work: Work, matter: Matter) -> dict[str, Any]:
    question, answer = questions.exchanged(work, matter.id)
    unanswered = matter.state is State.NEEDS_INFO and matter.waiting_since is not None
    return {"question": question, "answer": answer, "unanswered": unanswered}


def _ended(work: Work, matter: Matter) -> dict[str, Any]:
    moved = events.last(work.connection, matter.id, "moved")
    detail = moved[1] if moved else {}
    return {"reply": detail.get("own") or detail.get("text"), "outcome": detail.get("outcome")}
