"""The officer's dialogues that file an application: with which other one it belongs, which papers were seen.

A tick says that a paper was seen; the paper itself is never asked for and never kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import JoinApplication, TickCriteria
from bot.domain.request import RequestKind
from bot.flows.application_decisions import OPENED
from bot.flows.choosing import DONE
from bot.flows.decided import decided, kept_question, reference
from bot.flows.dialogue import Answered, Flow, Question, Reading, Toggled, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, pairs

if TYPE_CHECKING:
    from bot.domain.joining import Criterion
    from bot.flows.answers import Answers
    from bot.flows.known import Known

SCREENS, A_SCREEN = 4, 6  # criteria are ticked on up to so many screens of so many


# --- duplicate ---------------------------------------------------------------------------------


def _ask_kept(answers: Answers, _: Known) -> Prompt:
    """Offer what looks alike; any other one is typed."""
    rows = tuple(
        (Option(str(number), msg("label.term", term=Code(name))),) for number, name in answers["at_alike"]
    )
    return Prompt((msg("double.ask", reference=reference(answers)), msg("double.hint")), rows)


JOIN_APPLICATION = Flow(
    "join_application",
    (kept_question(_ask_kept, "at_alike", RequestKind.APPLICATION, msg("double.wrong")),),
    lambda answers: JoinApplication(*decided(answers), into=answers["kept"]),
    {**OPENED, "at_alike": list},
)


# --- criteria ----------------------------------------------------------------------------------


def _criteria(known: Known, screen: int) -> tuple[Criterion, ...]:
    return known.territory.joining.criteria[screen * A_SCREEN : (screen + 1) * A_SCREEN]


def _seen(answers: Answers) -> list[str]:
    held = answers.get("seen", answers["at_seen"])
    return held if isinstance(held, list) else []


def _label(criterion: Criterion, *, seen: bool) -> Message:
    label = msg("label.term", term=Term(TermKind.CRITERION, criterion.id))
    return msg("choosing.ticked", label=label) if seen else label


def _screen(number: int) -> Question:
    """Return one screen of criteria; each press ticks one, or takes its tick away."""
    name = f"screen_{number}"

    def ask(answers: Answers, known: Known) -> Prompt:
        seen = _seen(answers)
        ticks = [Option(each.id, _label(each, seen=each.id in seen)) for each in _criteria(known, number)]
        more = bool(_criteria(known, number + 1))
        done = Option(DONE, msg("criteria.more") if more else msg("criteria.save"))
        lines = (msg("criteria.ask", reference=reference(answers)), msg("criteria.hint"))
        return Prompt(lines, (*pairs(ticks), (done,)), Keyboard.INLINE)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        seen = _seen(answers)
        match event:
            case Choice(value) if value in {each.id for each in _criteria(known, number)}:
                other = [each for each in seen if each != value] if value in seen else [*seen, value]
                return Toggled({"seen": other})
            case Choice(value) if value == DONE:
                return Answered({name: True, "seen": seen})
            case Text():
                return Wrong(msg("choosing.wrong"))
        return None

    return Question(
        name,
        ask,
        read,
        when=lambda _, known: bool(_criteria(known, number)),
        accepts=lambda answer, _: answer is True,
    )


TICK_CRITERIA = Flow(
    "tick_criteria",
    tuple(map(_screen, range(SCREENS))),
    lambda answers: TickCriteria(*decided(answers), seen=tuple(answers["seen"])),
    {**OPENED, "at_seen": list},
)
