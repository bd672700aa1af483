"""What somebody's applications say, in the words of the summary they sent, and what they have asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.application_labels import STATES
from bot.flows.apply import fact_lines
from bot.flows.apply_facts import ELSEWHERE, IN_TOWN, NO, YES
from bot.flows.messages import Code, msg
from bot.services import own_matters
from bot.storage import applications

if TYPE_CHECKING:
    from typing import Any

    from bot.flows.messages import Message
    from bot.services.work import Work
    from bot.storage.applications import Application


def lines(work: Work, person: int) -> tuple[Message, ...]:
    """Return every application of somebody with its state and its answers, and what they have asked."""
    told: list[Message] = []
    for each in applications.of_person(work.connection, person):
        told.append(msg("data.application", reference=Code(each.reference), state=STATES[each.state]))
        told += fact_lines(_answers(each), work.known)
    return (*told, *own_matters.told(work, person))


def _answers(application: Application) -> dict[str, Any]:
    """Return the answers that the dialogue had; those of an officer's entry alike."""
    elsewhere = IN_TOWN if application.in_town else ELSEWHERE
    return {
        "of_age": YES if application.of_age else NO,
        "district": application.district or elsewhere,
        "out_of_work": application.out_of_work,
        "mornings": YES if application.mornings else NO,
        "phases": application.phases,
        "attractions": application.attractions,
        "note": application.note,
    }
