"""The officer's dialogue for a negative answer: a reason, a next step, the words, seen before they leave.

The words are the territory's in the applicant's language, unless the officer writes others: those are not
translated, and the officer is told so. They are no ready-made answers: they belong to a reason, which is
pressed first and decides the next step too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.decisions import DeclineApplication
from bot.flows import labels
from bot.flows.answers import wanted
from bot.flows.application_decisions import OPENED, door_options, doors
from bot.flows.apply_facts import door_lines
from bot.flows.decided import (
    SEND,
    decided,
    preview_question,
    record_question,
    reference,
    text_question,
)
from bot.flows.dialogue import CHANGE, Answered, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.other_language import OPENED as WRITTEN_TO
from bot.flows.other_language import call_row, is_other, untranslated
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from bot.domain.joining import Refusal
    from bot.flows.answers import Answers
    from bot.flows.known import Known

DUPLICATE = "duplicate"
TEXT_LENGTH = 400
CHANGE_TEXT, CHANGE_DOOR = f"{CHANGE}text", f"{CHANGE}door"


# --- reason ------------------------------------------------------------------------------------


def _refusals(known: Known) -> dict[str, Refusal]:
    """Return the reasons by id; a duplicate has a button of its own."""
    return {each.id: each for each in known.territory.joining.refusals if each.id != DUPLICATE}


def _ask_reason(answers: Answers, known: Known) -> Prompt:
    rows = tuple(
        (Option(each, msg("label.term", term=Term(TermKind.REFUSAL, each))),) for each in _refusals(known)
    )
    return Prompt((msg("decline.reason", reference=reference(answers)), msg("decline.hint")), rows)


def _read_reason(event: Event, _: Answers, known: Known) -> Reading | None:
    refusals = _refusals(known)
    match event:
        case Choice(value) if value in refusals:
            door = refusals[value].door
            preselected = {"door": door} if door else {}
            return Answered({"reason": value, **preselected}, drops=("door", "text"))
        case Text():
            return Wrong(msg("dialogue.wrong"))
    return None


# --- next step and words -----------------------------------------------------------------------


def _ask_door(_: Answers, known: Known) -> Prompt:
    return Prompt((msg("decline.door"),), door_options(known))


def _text_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    return (msg("decline.write"), *untranslated(answers, known))


# --- preview -----------------------------------------------------------------------------------


def _message(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Show the words as they will be read, and beside them in the territory's own language."""
    if "text" in answers:
        return (msg("answer.question", question=answers["text"]), *untranslated(answers, known))
    reads, own = answers["at_language"], known.territory.default_language
    said = [reads] if reads == own else [reads, own]
    return tuple(
        msg("decline.quoted", text=Term(TermKind.REFUSAL_MESSAGE, answers["reason"], language))
        for language in said
    )


def _ask_summary(answers: Answers, known: Known) -> Prompt:
    door = known.territory.joining.door(answers["door"])
    lines = (msg("decline.preview"), *_message(answers, known), msg("declined.next"), *door_lines(door))
    change = (Option(CHANGE_TEXT, msg("decline.change")), Option(CHANGE_DOOR, msg("decline.other_door")))
    call = call_row(answers) if "text" in answers and is_other(answers, known) else ()
    return Prompt(lines, ((Option(SEND, labels.SEND),), change, *call))


DECLINE_APPLICATION = Flow(
    "decline_application",
    (
        Question(
            "reason", _ask_reason, _read_reason, accepts=lambda answer, known: answer in [*_refusals(known)]
        ),
        record_question("door", _ask_door, doors),
        text_question("text", _text_lines, TEXT_LENGTH, wanted("text")),
        preview_question(_ask_summary),
    ),
    lambda answers: DeclineApplication(
        *decided(answers), reason=answers["reason"], door=answers["door"], text=answers.get("text")
    ),
    {**OPENED, **WRITTEN_TO},
)
