"""What applicants are told of each decision; the first line tells nothing to a stranger's eye."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.seats import Wait
from bot.flows import programme
from bot.flows.apply_facts import door_lines
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from datetime import date, time

    from bot.domain.joining import Door
    from bot.domain.seats import Crew


class Coming(StrEnum):
    """What somebody answers to a proposed meeting."""

    COME = "come"
    CANNOT = "cannot"


class Seat(StrEnum):
    """What somebody answers when a seat is kept for them, and then when they do not want it."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    LEAVE = "leave"


COMING: dict[Coming, Message] = {
    Coming.COME: msg("meeting.come"),
    Coming.CANNOT: msg("meeting.cannot"),
}
SEAT: dict[Seat, Message] = {
    Seat.YES: msg("seat.yes"),
    Seat.NO: msg("seat.no"),
    Seat.LATER: msg("seat.later"),
    Seat.LEAVE: msg("seat.leave"),
}
WAITS: dict[Wait, Message] = {
    Wait.SOON: msg("waiting.soon"),
    Wait.LATER: msg("waiting.later"),
}


def _news(reference: str) -> Message:
    return msg("news.title", reference=Code(reference))


def meeting(reference: str, request: int, version: int, when: tuple[Message, ...]) -> Prompt:
    """Propose a meeting; its buttons count for this version of it alone."""
    rows = tuple((Option(card_data("meeting", request, each, version), COMING[each]),) for each in Coming)
    return Prompt((_news(reference), *when, msg("meeting.ask")), rows, Keyboard.INLINE)


def when(day: date, hour: time, place: str | None) -> tuple[Message, ...]:
    """Say when and where a meeting is; without a place it is at the service."""
    where = msg("meeting.place", place=place) if place else at_the_service()
    return (msg("meeting.when", day=day, hour=hour), where)


def at_the_service() -> Message:
    """Name the service's own address."""
    return msg("meeting.service", service=Term(TermKind.SERVICE), address=Term(TermKind.ADDRESS))


def enrolled(reference: str, crew: Crew, first: date) -> tuple[Message, ...]:
    """Say that there is a seat for them, and what comes next."""
    named = msg("enrolled.yes", crew=programme.crew(crew))
    return (_news(reference), named, *programme.first_day(crew, first))


def waiting(reference: str, phase: str, wait: Wait) -> tuple[Message, ...]:
    """Say that they are on the waiting list of a phase; how many are ahead is told only as soon or later."""
    listed = msg("waiting.listed", phase=programme.phase(phase))
    return (_news(reference), listed, WAITS[wait], msg("waiting.told"))


def offered(reference: str, request: int, kept: int, crew: Crew, until: date) -> Prompt:
    """Ask whether they want the seat that is kept for them until that day; `kept` numbers this one offer."""
    lines = (
        _news(reference),
        msg("seat.free", crew=programme.crew(crew)),
        msg("seat.until", day=until),
        msg("seat.ask"),
    )
    return Prompt(lines, _seat_rows(request, kept, Seat.YES, Seat.NO), Keyboard.INLINE)


def refused_seat(request: int, version: int, phase: str) -> Prompt:
    """Ask whoever wants no seat now whether they want one later; they stay on the list until they leave."""
    lines = (msg("seat.noted"), msg("seat.stays", phase=programme.phase(phase)))
    return Prompt(lines, _seat_rows(request, version, Seat.LATER, Seat.LEAVE), Keyboard.INLINE)


def _seat_rows(request: int, version: int, *seats: Seat) -> tuple[tuple[Option, ...], ...]:
    return tuple((Option(card_data("seat", request, each, version), SEAT[each]),) for each in seats)


def passed_on(reference: str, phase: str) -> tuple[Message, ...]:
    """Say honestly that a seat went to somebody else, and that nothing else is lost."""
    listed = msg("waiting.listed", phase=programme.phase(phase))
    return (_news(reference), msg("seat.passed"), listed, msg("waiting.told"))


def declined(reference: str, why: Message, door: Door) -> tuple[Message, ...]:
    """Say no, why, and who else can help."""
    return (_news(reference), why, msg("declined.next"), *door_lines(door), msg("declined.again"))


def oriented(reference: str, door: Door) -> tuple[Message, ...]:
    """Name who can help better."""
    return (_news(reference), msg("oriented.better"), *door_lines(door))


def joined(reference: str, kept: str) -> tuple[Message, ...]:
    """Say that another application of theirs is the one that goes on."""
    return (_news(reference), msg("joined.kept", kept=Code(kept)))


def reopened(reference: str, answer_by: date) -> tuple[Message, ...]:
    """Say that their application is looked at again, and until when."""
    return (_news(reference), msg("reopened.again"), msg("receipt.answer_by", day=answer_by))


def ended(reference: str) -> tuple[Message, ...]:
    """Say that they are in the crew no more."""
    return (_news(reference), msg("ended.crew"), msg("ended.thanks"))
