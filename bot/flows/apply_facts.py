"""What somebody who asks to join says of their situation, by buttons alone; nobody is judged here.

Whoever is too young or lives elsewhere is shown another door, and may still go on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.joining import DoorFor
from bot.domain.retention import Kept
from bot.flows.application_labels import ATTRACTIONS, OUT_OF_WORK
from bot.flows.choosing import one_of, several
from bot.flows.dialogue import Answered, Farewell, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt
from bot.flows.place import district_called

if TYPE_CHECKING:
    from bot.domain.joining import Door
    from bot.flows.answers import Answers
    from bot.flows.known import Known

YES, NO = "yes", "no"
IN_TOWN, ELSEWHERE = (
    "in_town",
    "elsewhere",
)  # where somebody lives who lives in no district of the programme's
UNDERSTOOD, LEAVE, NOTHING = "understood", "leave", "nothing"
DOORS_SHOWN = 2
YES_OR_NO = {YES: msg("button.yes"), NO: msg("button.no")}


# --- what the law wants said first ------------------------------------------------------------------


def _inform(_: Answers, known: Known) -> Prompt:
    lines = (
        msg("apply.info.title"),
        msg("apply.info.no_papers"),
        msg("apply.info.why", controller=Term(TermKind.CONTROLLER)),
        msg("apply.info.readers"),
        msg("apply.info.kept", months=known.territory.retention[Kept.PERSON]),
        msg("apply.info.rights", command=Code("/confidentialite")),
    )
    return Prompt(lines, ((Option(UNDERSTOOD, msg("apply.info.understood")),),), Keyboard.INLINE)


def _read_informed(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value == UNDERSTOOD:
            return Answered({"informed": True})
        case Text() if "informed" not in answers:
            return Wrong(msg("choosing.wrong"))
    return None


# --- age and district, and the doors beside -----------------------------------------------------------


def _is_young(answers: Answers, _: Known) -> bool:
    return answers.get("of_age") == NO


def _lives_elsewhere(answers: Answers, _: Known) -> bool:
    return answers.get("district") == ELSEWHERE


def _young_lines(known: Known) -> tuple[Message, ...]:
    return (
        msg("apply.young", age=known.territory.joining.minimum_age),
        *_doors(known, DoorFor.UNDER_AGE),
        msg("apply.leave"),
    )


def _far_lines(known: Known) -> tuple[Message, ...]:
    far = msg("apply.far", town=Term(TermKind.TOWN))
    return (far, *_doors(known, DoorFor.ELSEWHERE), msg("apply.leave"))


def _doors(known: Known, case: DoorFor) -> tuple[Message, ...]:
    doors = known.territory.joining.doors_for(case)[:DOORS_SHOWN]
    return tuple(line for door in doors for line in door_lines(door))


def door_lines(door: Door) -> tuple[Message, ...]:
    """Return who else can help, how, and how to reach them."""
    name, what = Term(TermKind.DOOR, door.id), Term(TermKind.DOOR_WHAT, door.id)
    lines = [msg("door.named", door=name), msg("door.what", what=what)]
    lines += [msg("door.phone", phone=Code(door.phone))] if door.phone else []
    lines += [msg("door.address", address=door.address)] if door.address else []
    return tuple(lines)


def _may_leave(question: Question) -> Question:
    """Let « Non merci » end the dialogue."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        if isinstance(event, Choice) and event.value == NOTHING:
            return Farewell(msg("apply.goodbye"))
        return question.read(event, answers, known)

    return replace(question, read=read)


_STAYS = {LEAVE: msg("apply.leave_details"), NOTHING: msg("apply.no_thanks")}


def _districts(known: Known) -> dict[str, Message]:
    named = {
        each.id: msg("label.term", term=Term(TermKind.DISTRICT, each.id))
        for each in known.territory.districts
    }
    in_town = msg("apply.district.in_town", town=Term(TermKind.TOWN))
    return {**named, IN_TOWN: in_town, ELSEWHERE: msg("apply.district.elsewhere")}


def district_label(answer: str) -> Message:
    """Return an answer about where somebody lives as the summary says it."""
    if answer == IN_TOWN:
        return msg("apply.district.in_town", town=Term(TermKind.TOWN))
    if answer == ELSEWHERE:
        return msg("apply.district.elsewhere")
    return msg("label.term", term=Term(TermKind.DISTRICT, answer))


def _other_spellings(question: Question) -> Question:
    """Take a typed district, however it is spelt."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        called = district_called(event.text, known) if isinstance(event, Text) else None
        if called and "district" not in answers:
            return Answered({"district": called})
        return question.read(event, answers, known)

    return replace(question, read=read)


# --- the questions -----------------------------------------------------------------------------------


def phases(known: Known) -> dict[str, Message]:
    """Return the label of each phase, by id."""
    return {
        phase.id: msg("label.term", term=Term(TermKind.PHASE, phase.id))
        for phase in known.territory.joining.phases
    }


def _accepts_true(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    return answer is True


FACT_QUESTIONS = (
    Question("informed", _inform, _read_informed, accepts=_accepts_true),
    one_of(
        "of_age",
        lambda known: (msg("apply.age.ask", age=known.territory.joining.minimum_age),),
        lambda _: YES_OR_NO,
    ),
    _may_leave(one_of("young", _young_lines, lambda _: _STAYS, _is_young)),
    _other_spellings(one_of("district", lambda _: (msg("apply.district.ask"),), _districts)),
    _may_leave(one_of("far", _far_lines, lambda _: _STAYS, _lives_elsewhere)),
    one_of(
        "out_of_work",
        lambda _: (msg("apply.work.ask"),),
        lambda _: {value.value: label for value, label in OUT_OF_WORK.items()},
    ),
    one_of("mornings", lambda _: (msg("apply.mornings.say"), msg("apply.mornings.ask")), lambda _: YES_OR_NO),
    several(
        "phases",
        lambda _: (msg("apply.phases.ask"), msg("apply.phases.hint")),
        phases,
        msg("apply.phases.any"),
    ),
    several(
        "attractions",
        lambda _: (msg("apply.attractions.ask"),),
        lambda _: {value.value: label for value, label in ATTRACTIONS.items()},
        msg("apply.attractions.any"),
    ),
)
