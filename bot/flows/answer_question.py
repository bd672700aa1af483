"""What a resident answers an officer: one message, words, a photo, a voice note or a place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.commands import AnswerQuestion
from bot.domain.text import shorten
from bot.flows import pictures, recordings
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.gathered import DANGER
from bot.flows.inbound import Event, Photo, Place, Text, Voice
from bot.flows.messages import Code, msg, msgn
from bot.flows.no_names import no_names
from bot.flows.outbound import Prompt
from bot.flows.private import careful

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message


def _question(how: Message) -> Question:
    """Return the officer's question, with a line that tells how to answer."""

    def ask(answers: Answers, _: Known) -> Prompt:
        officer = msg("answer.from_officer", reference=Code(answers["at_reference"]))
        if answers.get("at_written"):
            officer = msg("talk.from_officer", reference=Code(answers["at_reference"]))
        asked = answers["at_question"]
        quoted = (msg("answer.question", question=asked),) if asked else ()  # a photo may have no words
        return Prompt((officer, *quoted, how))

    return Question("answer", ask, _read, accepts=_accepts)


def _read(event: Event, _: Answers, known: Known) -> Reading | None:
    most = known.territory.limits.note_characters
    match event:
        case Text(text) if len(text) > most:
            return Wrong(msgn("report.note.too_long", most))
        case Text(text):
            return Answered({"answer": {"text": shorten(text, most), "picture": None}})
        case Photo(picture, caption):
            return Answered({"answer": {"text": shorten(caption, most), "picture": pictures.keep(picture)}})
        case Voice(recording):
            said = {"text": "", "picture": None, "recording": recordings.keep(recording)}
            return recordings.too_long(recording) or Answered({"answer": said})
        case Place(latitude, longitude, name):
            point = f"{name} {latitude:.5f}, {longitude:.5f}".strip()
            shown = [latitude, longitude, name]
            return Answered({"answer": {"text": point, "picture": None, "place": shown}})
    return None


def _words(answers: Answers) -> str:
    return str(answers.get("answer", {}).get("text", ""))


def _put(answers: Answers, left: str) -> Answered:
    """Answer with what is left of the words; when nothing is, the question is asked again."""
    answer = {**answers["answer"], "text": left}
    if left or answer["picture"]:
        return Answered({"answer": answer})
    return Answered({}, drops=("answer",))


def _finish(answers: Answers) -> AnswerQuestion:
    answer = answers["answer"]
    picture = pictures.kept(answer["picture"]) if answer["picture"] else None
    recording = recordings.kept(answer["recording"]) if answer.get("recording") else None
    danger = "danger" in answers
    place = tuple(answer["place"]) if answer.get("place") else None
    said = AnswerQuestion(answers["at_request"], answer["text"] or None, picture, recording, danger=danger)
    return replace(said, place=place)


def _accepts(answer: Any, _: Known) -> bool:  # noqa: ANN401 - a stored value
    if not isinstance(answer, dict) or not isinstance(answer.get("text"), str):
        return False
    picture, recording = answer.get("picture"), answer.get("recording")
    if recording is not None and not recordings.accepts(recording):
        return False
    if not _is_place(answer.get("place")):
        return False
    return "picture" in answer and (picture is None or pictures.accepts(picture))


def _is_place(place: Any) -> bool:  # noqa: ANN401 - a stored value
    match place:
        case None | [float() | int(), float() | int(), str()]:
            return True
    return False


OPENED = {"at_request": int, "at_reference": str, "at_question": str}

ANSWER_QUESTION = Flow(
    "answer_question", (_question(msg("answer.ask")), no_names(_words, _put), DANGER), _finish, OPENED
)

#: The same for somebody who asks to join: papers, their numbers and health are refused, as are photos.
ANSWER_APPLICATION = Flow(
    "answer_application", (careful(_question(msg("answer.ask_words"))),), _finish, OPENED
)
