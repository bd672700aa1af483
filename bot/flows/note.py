"""The word of their own that people may add to what they send, typed or spoken; it knows no reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import labels, recordings
from bot.flows.answers import wanted
from bot.flows.defaults import words
from bot.flows.dialogue import NO, Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text, Voice
from bot.flows.messages import msgn
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message


def note_question(lines: tuple[Message, ...], drops: tuple[str, ...] = ()) -> Question:
    """Return a question named `note`, asked when wanted; words typed make the answers `drops` asked again."""

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        most = known.territory.limits.note_characters
        match event:
            case Text(text) if len(text) > most and "note" not in answers:
                return Wrong(msgn("report.note.too_long", most))
            case Text(text) if "note" not in answers:
                return Answered({"note": text.strip()}, drops=drops)
            case Voice(recording) if "note" not in answers:
                return recordings.joined(recording, answers, {"note": ""})
            case Choice(value) if value == NO:
                return Answered({"note": ""})
        return None

    prompt = Prompt(lines, ((Option(NO, labels.NO_ANSWER),),), Keyboard.INLINE)
    return Question("note", lambda _, __: prompt, read, when=wanted("note"), accepts=words)
