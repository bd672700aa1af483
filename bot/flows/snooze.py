"""Putting a request aside for a while: the buttons of any card for it, its dialogue, its lines.

When it comes back is reckoned before the dialogue opens; what is on a button is what counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.decisions import Snooze
from bot.domain.snoozing import Moment
from bot.flows.decided import day_question, day_typed, decided, reference
from bot.flows.dialogue import Answered, Flow, Question, Reading, Toggled, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg
from bot.flows.outbound import Option, Prompt, Rows

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.answers import Answers
    from bot.flows.known import Known

FIRMLY = "firmly"


class Deed(StrEnum):
    """What a button of any request's card does with its sleep."""

    LATER = "later"
    SAME = "same"  # put aside once more, as it was before
    WAKE = "wake"


#: What puts aside once more in one tap; a named day is not offered twice.
ONCE_MORE: dict[Moment, Message] = {
    Moment.EVENING: msg("snooze.again.evening"),
    Moment.TOMORROW: msg("snooze.again.tomorrow"),
    Moment.MONDAY: msg("snooze.again.monday"),
}


@dataclass(frozen=True)
class Sleep:
    """How a request was put aside last: on which local day, until when if it still is, as the reader sees it.

    `again` is the choice that may be repeated in one tap.
    """

    since: date
    own: bool  # the reader did it
    until: datetime | None
    firmly: bool
    again: Moment | None


def lines(sleep: Sleep) -> tuple[Message, ...]:
    """Say until when a request sleeps, or that it is back, and who had put it aside."""
    who = msg("card.snoozed_by_you", day=sleep.since)
    if not sleep.own:
        who = msg("card.snoozed_by_colleague", day=sleep.since)
    if sleep.until is None:
        return (msg("card.woken"), who)
    until = msg("card.snoozed", day=sleep.until.date(), hour=sleep.until.time())
    return (until, *((msg("card.snoozed_firmly"),) if sleep.firmly else ()), who)


def rows(sleep: Sleep | None) -> Rows:
    """Return the buttons below a card of something that waits, or sleeps."""
    if sleep is not None and sleep.until is not None:
        return ((Option(Deed.WAKE, msg("snooze.wake")),),)
    later = Option(Deed.LATER, msg("snooze.button"))
    if sleep is not None and sleep.again is not None:
        return ((Option(Deed.SAME, ONCE_MORE[sleep.again]), later),)
    return ((later,),)


def done(reference: Message | Any, until: datetime, *, firmly: bool) -> tuple[Message, ...]:  # noqa: ANN401 - a value
    """Say that a request is put aside, and what wakes it."""
    said = msg("snooze.done", reference=reference, day=until.date(), hour=until.time())
    return (said, msg("snooze.stays") if firmly else msg("snooze.wakes"))


def _offered(answers: Answers) -> dict[str, tuple[str, str]]:
    return {name: (day, hour) for name, day, hour in answers["at_moments"]}


def _label(moment: str, day: str, hour: str, known: Known) -> Message:
    on, at = date.fromisoformat(day), time.fromisoformat(hour)
    if moment == Moment.EVENING:
        return msg("snooze.evening", hour=at)
    if moment == Moment.TOMORROW and (on - known.today).days == 1:
        return msg("snooze.tomorrow", hour=at)
    if moment == Moment.MONDAY and on.weekday() == 0:
        return msg("snooze.monday", hour=at)
    return msg("snooze.on", day=on, hour=at)


def _ask(answers: Answers, known: Known) -> Prompt:
    firmly = msg("snooze.firmly_on") if answers.get(FIRMLY) else msg("snooze.firmly")
    offered = [Option(name, _label(name, *when, known)) for name, when in _offered(answers).items()]
    rows = tuple(
        (each,) for each in (*offered, Option(Moment.DATE, msg("snooze.date")), Option(FIRMLY, firmly))
    )
    return Prompt((msg("snooze.ask", reference=reference(answers)), msg("snooze.hint")), rows)


def _read(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value == FIRMLY:
            return Toggled({FIRMLY: not answers.get(FIRMLY)})
        case Choice(value) if value == Moment.DATE or value in _offered(answers):
            return Answered({"moment": value})
        case Text(text):
            day = day_typed(text, known)
            if day is None:
                return Wrong(msg("plan.wrong"))
            return Answered({"moment": Moment.DATE.value, "day": day.isoformat()})
    return None


def _finish(answers: Answers) -> Snooze:
    day, hour = _offered(answers).get(answers["moment"], (answers.get("day"), None))
    return Snooze(
        *decided(answers),
        moment=Moment(answers["moment"]),
        day=date.fromisoformat(day) if day else None,
        hour=time.fromisoformat(hour) if hour else None,
        firmly=bool(answers.get(FIRMLY)),
    )


SNOOZE = Flow(
    "snooze",
    (
        Question("moment", _ask, _read, accepts=lambda answer, _: answer in list(Moment)),
        day_question(
            lambda answers: (msg("snooze.which_day", reference=reference(answers)),),
            when=lambda answers, _: answers.get("moment") == Moment.DATE,
        ),
    ),
    _finish,
    {"at_request": int, "at_version": int, "at_reference": str, "at_moments": list},
)
