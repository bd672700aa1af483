"""« Poser une question »: one question to the officer, in words or as a voice note; it answers nothing.

Papers, their numbers and health are refused, as everywhere: nobody needs them for an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.commands import AskOfficer
from bot.flows import recordings
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.gathered import DANGER
from bot.flows.inbound import Event, Text, Voice
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, card_data
from bot.flows.private import careful

if TYPE_CHECKING:
    from datetime import date

    from bot.flows.answers import Answers
    from bot.flows.known import Known

KIND, OPEN = "ask", "open"  # of the button that opens it, which is about no request yet
LABEL = msg("question.button")


def offered() -> Prompt:
    """Offer the dialogue where buttons and usual words have not helped."""
    return Prompt((msg("question.offer"),), ((option(LABEL),),), Keyboard.INLINE)


def option(label: Message) -> Option:
    """Return the button that opens the dialogue."""
    return Option(card_data(KIND, 0, OPEN, 0), label)


def acknowledged(
    reference: str, answer_by: date, from_when: Message | None = None, *, again: bool
) -> tuple[Message, ...]:
    """Say that the question has arrived, or has joined the one that waits, and until when an answer comes.

    `from_when` says when somebody is there again.
    """
    thanks = msg("receipt.thanks", reference=Code(reference))
    joined = msg("question.joined", reference=Code(reference))
    closed = (from_when,) if from_when else ()
    promised = msg("question.answer_by", day=answer_by)
    return (joined if again else thanks, *closed, promised, msg("question.here"))


def enough(from_when: Message | None = None) -> tuple[Message, ...]:
    """Say that it is enough for now, whom to call, and when somebody is there again."""
    call = msg("help.human", phone=Term(TermKind.PHONE))
    return (msg("question.enough"), call, *((from_when,) if from_when else ()))


def _ask(_: Answers, __: Known) -> Prompt:
    return Prompt((msg("question.ask"), msg("question.how")))


def _read(event: Event, _: Answers, known: Known) -> Reading | None:
    most = known.territory.limits.note_characters
    match event:
        case Text(text) if len(text) > most:
            return Wrong(msgn("report.note.too_long", most))
        case Text(text):
            return Answered({"question": {"text": text.strip(), "recording": None}})
        case Voice(recording):
            said = {"text": "", "recording": recordings.keep(recording)}
            return recordings.too_long(recording) or Answered({"question": said})
    return None


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    if not isinstance(answer, dict) or not isinstance(answer.get("text"), str):
        return False
    recording = answer.get("recording")
    return recording is None or recordings.accepts(recording)


def _finish(answers: Answers) -> AskOfficer:
    asked = answers["question"]
    recording = recordings.kept(asked["recording"]) if asked["recording"] else None
    return AskOfficer(asked["text"] or None, recording, danger="danger" in answers)


QUESTION = careful(Question("question", _ask, _read, accepts=_accepts))

ASK_OFFICER = Flow("ask_officer", (QUESTION, DANGER), _finish)
