"""The officer's dialogue that confirms what somebody's outcome is counted as; nobody is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import CountOutcome
from bot.domain.outcome import Category
from bot.flows.application_decisions import OPENED
from bot.flows.decided import decided, record_question, reference
from bot.flows.dialogue import Flow
from bot.flows.messages import msg
from bot.flows.outbound import Option, Prompt
from bot.flows.outcome_words import CATEGORIES

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

NOBODY_ANSWERED = "unreachable"  # what is counted apart


def _ask(answers: Answers, _: Known) -> Prompt:
    derived = answers["at_category"]
    labels: dict[str, Message] = {each.value: CATEGORIES[each] for each in Category}
    if derived in labels:
        labels[derived] = msg("choosing.ticked", label=labels[derived])
    else:
        labels[NOBODY_ANSWERED] = msg("category.unreachable")
    rows = tuple((Option(value, label),) for value, label in labels.items())
    return Prompt((msg("count.ask", reference=reference(answers)), msg("count.hint")), rows)


def _values(_: Known) -> list[str]:
    return [*Category, NOBODY_ANSWERED]


def _counted(answers: Answers) -> CountOutcome:
    said = answers["category"]
    return CountOutcome(*decided(answers), category=None if said == NOBODY_ANSWERED else Category(said))


COUNT_OUTCOME = Flow(
    "count_outcome",
    (record_question("category", _ask, _values),),
    _counted,
    {**OPENED, "at_category": str},
)
