"""The officer's dialogues about one shift: another place, hour or day; what is changed is the shift as seen.

Each opens with `at_shift`, `at_version`, and how many people know of it (`at_told`) and are
expected (`at_expected`).
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from bot.domain.programme_commands import ChangeShift
from bot.flows.decided import PLACE_LENGTH, day_question
from bot.flows.defaults import words
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.hours import hour_question, hour_typed
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Worded, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, pairs
from bot.flows.told import whom

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

OPENED = {"at_shift": int, "at_shift_version": int, "at_told": int, "at_expected": int}
SURE, SAME = "sure", "same"


def sure_question(lines: Callable[[Answers, Known], tuple[Message, ...]]) -> Question:
    """Return a question named `sure` that shows what will be done, and whom it tells, before it is done."""

    def ask(answers: Answers, known: Known) -> Prompt:
        return Prompt(lines(answers, known), ((Option(SURE, msg("programme.confirm")),),), Keyboard.INLINE)

    def read(event: Event, _: Answers, __: Known) -> Reading | None:
        match event:
            case Choice(value) if value == SURE:
                return Answered({"sure": True})
            case Text():
                return Wrong(msg("dialogue.wrong"))
        return None

    return Question("sure", ask, read, accepts=lambda answer, _: answer is True)


def _whom(answers: Answers) -> tuple[Message, ...]:
    return whom(answers["at_told"], answers["at_expected"])


# --- the place ---------------------------------------------------------------------------------


def _ask_place(_: Answers, known: Known) -> Prompt:
    options = [
        Option(str(number), msg("programme.place", place=Worded(place.name)))
        for number, place in enumerate(known.territory.rules.places)
    ]
    return Prompt(
        (msg("programme.shift.place_ask"), msg("programme.shift.place_hint")), pairs(options), Keyboard.INLINE
    )


def _read_place(event: Event, _: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in map(str, range(len(known.territory.rules.places))):
            return Answered({"place": value, "typed": ""})
        case Text(text) if len(text) > PLACE_LENGTH:
            return Wrong(msgn("ask.too_long", PLACE_LENGTH))
        case Text(text):
            return Answered({"place": "", "typed": text})
    return None


def _accepts_place(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer == "" or answer in map(str, range(len(known.territory.rules.places)))


def _sure_of_place(answers: Answers, known: Known) -> tuple[Message, ...]:
    if answers["place"]:
        chosen = Worded(known.territory.rules.places[int(answers["place"])].name)
        return (
            msg("programme.shift.new_place", place=chosen),
            *_whom(answers),
        )
    return (
        msg("programme.shift.new_place", place=str(answers.get("typed", ""))),
        *_whom(answers),
    )


def _place(answers: Answers) -> ChangeShift:
    return ChangeShift(
        shift=answers["at_shift"],
        version=answers["at_shift_version"],
        offered=int(answers["place"]) if answers["place"] else None,
        place=answers.get("typed") or None,
    )


SHIFT_PLACE = Flow(
    "shift_place",
    (Question("place", _ask_place, _read_place, accepts=_accepts_place), sure_question(_sure_of_place)),
    _place,
    OPENED,
)


# --- the hour ----------------------------------------------------------------------------------


def _mornings(known: Known) -> list[time]:
    usual = known.territory.rules.starts.hour
    return [time(hour % 24) for hour in range(usual - 1, usual + 3)]


def _ask_end(_: Answers, __: Known) -> Prompt:
    return Prompt(
        (msg("programme.shift.end_ask"), msg("meet.hour_hint")),
        ((Option(SAME, msg("programme.shift.same_length")),),),
    )


def _read_end(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value == SAME:
            return Answered({"ends": ""})
        case Text(text):
            found = hour_typed(text)
            if found is None:
                return Wrong(msg("meet.hour_wrong"))
            return (
                Answered({"ends": found})
                if found > answers["hour"]
                else Wrong(msg("programme.shift.wrong_hours"))
            )
    return None


def _sure_of_hour(answers: Answers, _: Known) -> tuple[Message, ...]:
    starts = time.fromisoformat(answers["hour"])
    if answers["ends"]:
        said = msg("programme.shift.new_hours", starts=starts, ends=time.fromisoformat(answers["ends"]))
    else:
        said = msg("programme.shift.new_hour", starts=starts)
    return (said, *_whom(answers))


def _hour(answers: Answers) -> ChangeShift:
    return ChangeShift(
        shift=answers["at_shift"],
        version=answers["at_shift_version"],
        starts=time.fromisoformat(answers["hour"]),
        ends=time.fromisoformat(answers["ends"]) if answers["ends"] else None,
    )


SHIFT_HOUR = Flow(
    "shift_hour",
    (
        hour_question("hour", (msg("programme.shift.hour_ask"), msg("meet.hour_hint")), _mornings),
        Question("ends", _ask_end, _read_end, accepts=words),
        sure_question(_sure_of_hour),
    ),
    _hour,
    OPENED,
)


# --- the day -----------------------------------------------------------------------------------


def _sure_of_day(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (
        msg("programme.shift.new_day", day=date.fromisoformat(answers["day"])),
        *_whom(answers),
    )


def _day(answers: Answers) -> ChangeShift:
    return ChangeShift(
        shift=answers["at_shift"],
        version=answers["at_shift_version"],
        day=date.fromisoformat(answers["day"]),
    )


SHIFT_DAY = Flow(
    "shift_day",
    (day_question(lambda _: (msg("programme.shift.day_ask"), msg("plan.hint"))), sure_question(_sure_of_day)),
    _day,
    OPENED,
)
