"""What a card says of the talk with a person beside its own lines: what was written last, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.talk import ANSWERED, UNDELIVERED, WRITTEN, letters
from bot.domain.text import shorten
from bot.flows.messages import Message, msg
from bot.services import reaching
from bot.storage import events, people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.work import Work
    from bot.storage.requests import Request

LOOKED_AT = 20  # of a person's answers, where a place may be
LENGTH, ROOM = 60, 950  # of a quotation; of a caption of 1,024, where somebody may yet say more


def below(work: Work, request: Request, lines: tuple[Message, ...], language: str) -> tuple[Message, ...]:
    """Return a card's lines with those of the talk below them, as many as a caption has room for."""
    shown = [*lines]
    for line in (*_undelivered(work, request), *_written(work, request)):
        text = "\n".join(work.words.plain(each, language) for each in (*shown, line))
        if letters(text) <= ROOM:
            shown.append(line)
    return tuple(shown)


def _written(work: Work, request: Request) -> list[Message]:
    """Say what an officer has written last, and whether the person has changed their answer since."""
    written = events.last(work.connection, request.id, WRITTEN)
    answered = events.last(work.connection, request.id, ANSWERED)
    asked = events.last(work.connection, request.id, "asked")
    said = [msg("card.written", text=_short(written[1]))] if written else []
    if written and answered and asked is None:  # else it stands below the question already
        said.append(msg("card.answered", answer=_short(answered[1])))
    if answered is not None and answered[1].get("changed"):
        said.append(msg("talk.changed"))
    return said


def _short(detail: Mapping[str, Any]) -> str:
    return shorten(str(detail.get("own") or detail.get("text") or "📎"), LENGTH)


def _undelivered(work: Work, request: Request) -> list[Message]:
    failure = events.last(work.connection, request.id, UNDELIVERED)
    heard = events.last(work.connection, request.id, ANSWERED)
    missing = failure is not None and (heard is None or heard[0] < failure[0])
    if people.is_lost(work.connection, request.person):
        return [msg("card.undelivered") if missing else msg("card.blocked")]
    return [msg("card.refused")] if missing else []


def is_callable(work: Work, person: int) -> bool:
    """Tell whether words do not reach somebody who has left a number, or are not in their language."""
    reach = reaching.reach(work, person)
    other = reach.reads != work.territory.default_language
    return reach.phone is not None and (other or people.is_lost(work.connection, person))


def place_told(work: Work, request: int) -> tuple[float, float] | None:
    """Return the newest place that the person has shown in what they answered."""
    answers = events.latest(work.connection, request, ANSWERED, LOOKED_AT)
    places = (each.detail.get("place") for each in answers)
    return next(((each[0], each[1]) for each in places if each), None)
