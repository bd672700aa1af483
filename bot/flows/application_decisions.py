"""The officer's short dialogues about an application: a meeting, a seat, the waiting list, a door, a note.

Each opens with `at_request` and `at_version`: what is decided is the application as the officer saw it.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from bot.domain.decisions import (
    EndEnrolment,
    Enrol,
    OrientApplicant,
    ProposeMeeting,
    PutOnWaitingList,
    WriteNote,
)
from bot.flows import programme
from bot.flows.application_news import at_the_service
from bot.flows.decided import (
    day_question,
    decided,
    place_question,
    record_question,
    reference,
    text_question,
)
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.hours import hour_question
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, Term, TermKind, Worded, msg, msgn
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.seats import Crew
    from bot.flows.answers import Answers
    from bot.flows.known import Known

OPENED = {"at_request": int, "at_version": int, "at_reference": str}
SURE = "sure"
PHASES_OFFERED = 8
NOTE_LENGTH = 500


# --- meet --------------------------------------------------------------------------------------


def _day_lines(answers: Answers) -> tuple[Message, ...]:
    return (msg("meet.day", reference=reference(answers)), msg("plan.hint"))


def _meeting(answers: Answers) -> ProposeMeeting:
    return ProposeMeeting(
        *decided(answers),
        day=date.fromisoformat(answers["day"]),
        hour=time.fromisoformat(answers["hour"]),
        place=answers["place"] or None,
    )


MEET_APPLICANT = Flow(
    "meet_applicant",
    (
        day_question(_day_lines),
        hour_question("hour", (msg("meet.hour"), msg("meet.hour_hint"))),
        place_question((msg("meet.place"), at_the_service(), msg("meet.place_hint")), msg("meet.here")),
    ),
    _meeting,
    OPENED,
)


# --- enrol -------------------------------------------------------------------------------------


def _phases(known: Known) -> dict[str, list[Crew]]:
    """Return the crews of each phase to come, by its code."""
    phases: dict[str, list[Crew]] = {}
    for crew in known.crews():
        phases.setdefault(crew.phase.code, []).append(crew)
    return dict([*phases.items()][:PHASES_OFFERED])


def _left(crews: Iterable[Crew]) -> Message:
    left = sum(crew.left for crew in crews)
    return msgn("enrol.left", left) if left else msg("enrol.full")


def _ask_phase(answers: Answers, known: Known) -> Prompt:
    rows = tuple(
        (Option(code, msg("enrol.choice", name=programme.phase(code), left=_left(crews))),)
        for code, crews in _phases(known).items()
    )
    return Prompt((msg("enrol.phase", reference=reference(answers)), msg("enrol.hint")), rows)


def _read_phase(event: Event, _: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in _phases(known):
            crews = _phases(known)[value]
            if not any(crew.left for crew in crews):
                return Wrong(msg("enrol.phase_full"))
            only = {"crew": str(crews[0].id)} if len(crews) == 1 else {}
            return Answered({"phase": value, **only}, drops=("crew",))
        case Text():
            return Wrong(msg("dialogue.wrong"))
    return None


def _ask_crew(answers: Answers, known: Known) -> Prompt:
    crews = _phases(known).get(answers["phase"], [])
    rows = tuple(
        (Option(str(crew.id), msg("enrol.choice", name=_crew(crew), left=_left([crew]))),) for crew in crews
    )
    return Prompt((msg("enrol.crew"),), rows)


def _crew(crew: Crew) -> Message:
    return msg("label.term", term=Worded(crew.name))


def _read_crew(event: Event, answers: Answers, known: Known) -> Reading | None:
    crews = {str(crew.id): crew for crew in _phases(known).get(answers.get("phase", ""), [])}
    match event:
        case Choice(value) if value in crews:
            return Answered({"crew": value}) if crews[value].left else Wrong(msg("enrol.crew_full"))
        case Text():
            return Wrong(msg("dialogue.wrong"))
    return None


def _accepts_crew(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [str(crew.id) for crew in known.crews()]


def _accepts_phase(answer: Any, known: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer in [*_phases(known)]


ENROL_APPLICANT = Flow(
    "enrol_applicant",
    (
        Question("phase", _ask_phase, _read_phase, accepts=_accepts_phase),
        Question("crew", _ask_crew, _read_crew, accepts=_accepts_crew),
    ),
    lambda answers: Enrol(*decided(answers), crew=int(answers["crew"])),
    OPENED,
)


# --- waiting list ------------------------------------------------------------------------------


def _ask_hoped(answers: Answers, known: Known) -> Prompt:
    rows = tuple((Option(code, programme.phase(code)),) for code in _phases(known))
    return Prompt((msg("wait.ask", reference=reference(answers)), msg("wait.hint")), rows)


WAIT_APPLICANT = Flow(
    "wait_applicant",
    (record_question("phase", _ask_hoped, lambda known: [*_phases(known)]),),
    lambda answers: PutOnWaitingList(*decided(answers), phase=answers["phase"]),
    OPENED,
)


# --- orient ------------------------------------------------------------------------------------


def door_options(known: Known) -> tuple[tuple[Option, ...], ...]:
    """Return the territory's doors as buttons."""
    doors = known.territory.joining.doors
    return tuple((Option(each.id, msg("label.term", term=Term(TermKind.DOOR, each.id))),) for each in doors)


def doors(known: Known) -> list[str]:
    """Return the ids of the territory's doors."""
    return [each.id for each in known.territory.joining.doors]


def _ask_door(answers: Answers, known: Known) -> Prompt:
    lines = (msg("orient.ask", reference=reference(answers)), msg("orient.hint"))
    return Prompt(lines, door_options(known))


ORIENT_APPLICANT = Flow(
    "orient_applicant",
    (record_question("door", _ask_door, doors),),
    lambda answers: OrientApplicant(*decided(answers), door=answers["door"]),
    OPENED,
)


# --- note, and the end -------------------------------------------------------------------------


def _note_lines(answers: Answers, _: Known) -> tuple[Message, ...]:
    return (msg("note.ask", reference=reference(answers)), msg("note.hint"))


NOTE_APPLICATION = Flow(
    "note_application",
    (text_question("note", _note_lines, NOTE_LENGTH),),
    lambda answers: WriteNote(*decided(answers), note=answers["note"]),
    OPENED,
)


def _ask_sure(answers: Answers, _: Known) -> Prompt:
    lines = (msg("release.ask", reference=reference(answers)), msg("release.hint"))
    return Prompt(lines, ((Option(SURE, msg("release.sure")),),))


RELEASE_SEAT = Flow(
    "release_seat",
    (record_question("sure", _ask_sure, lambda _: [SURE]),),
    lambda answers: EndEnrolment(*decided(answers)),
    OPENED,
)
