"""The officer's dialogues about phases: a new one with its crews, and how many seats a crew has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.programme_commands import AddPhase, ResizeCrew
from bot.flows import programme
from bot.flows.apply_facts import phases
from bot.flows.decided import day_question
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.hours import number_question
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, msg, msgn
from bot.flows.outbound import Option, Prompt, pairs
from bot.flows.shift_changes import sure_question

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known

NAME_BYTES = 30  # a phase's name stands in the data of buttons
WEEKS = (4, 8, 12)  # how long a phase may last, as it is offered
CREWS, SEATS = (1, 2, 3), (5, 6, 8, 10, 12)
MOST_CREWS, MOST_SEATS = 9, 99


def _ask_name(_: Answers, known: Known) -> Prompt:
    options = [Option(phase, label) for phase, label in phases(known).items()]
    return Prompt((msg("programme.phase.name_ask"), msg("programme.phase.name_hint")), pairs(options))


def _read_name(event: Event, _: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in phases(known):
            return Answered({"phase": value})
        case Text(text):
            name = " ".join(text.split())
            return (
                Answered({"phase": name})
                if _is_name(name, known)
                else Wrong(msg("programme.phase.name_long"))
            )
    return None


def _is_name(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return isinstance(answer, str) and 0 < len(answer.encode()) <= NAME_BYTES


def _ends_offered(answers: Answers, known: Known) -> list[date]:
    """Return the last working day of so many weeks from the first day on."""
    found = []
    for weeks in WEEKS:
        day = date.fromisoformat(answers["starts"]) + timedelta(weeks=weeks, days=-1)
        while not known.territory.office.works_on(day):
            day -= timedelta(days=1)
        found.append(day)
    return found


def _starts(answers: Answers) -> date:
    return date.fromisoformat(answers["starts"])


def _summary(answers: Answers, _: Known) -> tuple[Message, ...]:
    starts, ends = _starts(answers), date.fromisoformat(answers["ends"])
    return (
        msg("programme.phase.what", phase=programme.phase(f"{starts.year}-{answers['phase']}")),
        msg("programme.phase.dates", starts=starts, ends=ends),
        msgn("programme.phase.crews", answers["crews"]),
        msgn("programme.phase.seats", answers["seats"]),
        msg("programme.phase.nobody_told"),
    )


def _phase(answers: Answers) -> AddPhase:
    ends = date.fromisoformat(answers["ends"])
    return AddPhase(answers["phase"], _starts(answers), ends, answers["crews"], answers["seats"])


def _number(count: int) -> Message:
    return msg("label.number", number=count)


ADD_PHASE = Flow(
    "add_phase",
    (
        Question("phase", _ask_name, _read_name, accepts=_is_name),
        day_question(lambda _: (msg("programme.phase.starts_ask"), msg("plan.hint")), "starts"),
        day_question(
            lambda _: (msg("programme.phase.ends_ask"), msg("plan.hint")), "ends", _ends_offered, _starts
        ),
        number_question(
            "crews", lambda _, __: (msg("programme.phase.crews_ask"),), CREWS, _number, MOST_CREWS
        ),
        number_question(
            "seats", lambda _, __: (msg("programme.phase.seats_ask"),), SEATS, _number, MOST_SEATS
        ),
        sure_question(_summary),
    ),
    _phase,
)


def _asked_seats(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (
        msgn("programme.seats.now", answers["at_seats"]),
        msgn("programme.seats.taken", answers["at_taken"]),
        msg("programme.seats.ask"),
    )


def _sure_of_seats(answers: Answers, _: Known) -> tuple[Message, ...]:
    more = min(answers["seats"] - answers["at_seats"], answers["at_waiting"])
    asked = (msgn("programme.seats.asked", more),) if more > 0 else ()
    return (msgn("programme.seats.new", answers["seats"]), *asked)


RESIZE_CREW = Flow(
    "resize_crew",
    (
        number_question("seats", _asked_seats, SEATS, _number, MOST_SEATS),
        sure_question(_sure_of_seats),
    ),
    lambda answers: ResizeCrew(answers["at_crew"], answers["seats"]),
    {"at_crew": int, "at_seats": int, "at_taken": int, "at_waiting": int},
)
