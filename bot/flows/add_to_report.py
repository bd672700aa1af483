"""The dialogue that adds photos, words and voice notes to a report that is there, until « C'est fini »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.commands import AddToReport
from bot.flows import pictures, recordings
from bot.flows.dialogue import Answered, Flow, Question, Reading, Wrong
from bot.flows.gathered import DANGER, gathered
from bot.flows.inbound import Choice, Event, Photo, Text, Voice
from bot.flows.messages import Code, msg, msgn
from bot.flows.no_names import NAME, NO_NAMES_IN_NOTE
from bot.flows.outbound import Keyboard, Option, Prompt
from bot.flows.recordings import RECORDINGS

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message

DONE = "done"


def _ask(answers: Answers, _: Known) -> Prompt:
    given = any(answers.get(name) for name in ("photos", "note", "recordings"))
    ask = msg("add.more") if given else msg("add.ask", reference=Code(answers["at_reference"]))
    return Prompt((ask,), ((Option(DONE, msg("add.done")),),), Keyboard.INLINE)


def _read(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value == DONE:
            return Answered({"done": True})
        case Photo():
            return _with_photo(event, answers, known)
        case Text(text):
            return _with_words(text, answers, known)
        case Voice(recording):
            return recordings.joined(recording, answers)
    return None


def _with_photo(photo: Photo, answers: Answers, known: Known) -> Reading:
    """Take a photo as long as the report has room; its caption is words like others."""
    held, most = answers.get("photos", []), known.territory.limits.photos
    in_album = pictures.is_later_part(photo.picture, held)
    if len(held) + answers["at_photos"] >= most:
        return Answered({}, quiet=True) if in_album else Wrong(msgn("report.photos.enough", most))
    words = _with_words(photo.caption, answers, known) if photo.caption.strip() else None
    note = words.answers if isinstance(words, Answered) else {}
    added = {**note, "photos": pictures.joined(photo.picture, held)}
    return Answered(added, quiet=in_album, drops=(NAME,) if note else ())


def _with_words(text: str, answers: Answers, known: Known) -> Answered | Wrong:
    most = known.territory.limits.note_characters
    note = f"{answers.get('note', '')} {text}".strip()
    return (
        Wrong(msgn("report.note.too_long", most))
        if len(note) > most
        else Answered({"note": note}, drops=(NAME,))
    )


def _thank(answers: Answers, _: Known) -> Message | None:
    return None if "done" in answers else msg("add.noted")


def _finish(answers: Answers) -> AddToReport:
    photos = tuple(map(pictures.kept, answers.get("photos", ())))
    return AddToReport(
        answers["at_request"],
        photos,
        answers.get("note"),
        recordings.all_kept(answers),
        danger="danger" in answers,
    )


ADD_TO_REPORT = Flow(
    "add_to_report",
    (
        Question("done", _ask, _read, acknowledge=_thank, accepts=lambda answer, _: answer is True),
        NO_NAMES_IN_NOTE,
        gathered("photos", pictures.accepts_all),
        gathered("note", lambda answer: isinstance(answer, str)),
        RECORDINGS,
        DANGER,
    ),
    _finish,
    {"at_request": int, "at_reference": str, "at_photos": int, "at_recordings": int},
)
