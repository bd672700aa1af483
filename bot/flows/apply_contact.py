"""How to call somebody who asks to join: name, language, telephone, hours, a word of their own.

The name is in Latin letters, as on letters; whoever cannot write it so is helped by the officer.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from bot.domain.text import shorten
from bot.flows import phones, recordings
from bot.flows.answers import wanted
from bot.flows.application_labels import CALL_TIMES, SPOKEN
from bot.flows.choosing import one_of
from bot.flows.defaults import words
from bot.flows.dialogue import Answered, Question, Reading, Wrong
from bot.flows.inbound import Choice, Contact, Event, Text, Voice
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.note import note_question
from bot.flows.outbound import Keyboard, Option, Prompt, Share, pairs

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.known import Known

HELP, SHARE, UNSAID = "help", "share", "unsaid"
LONGEST_NAME, LONGEST_LANGUAGE = 80, 40
_IN_NAMES = frozenset(" -'’.")  # noqa: RUF001 - the apostrophe that phones write


# --- name --------------------------------------------------------------------------------------------


def _ask_name(_: Answers, __: Known) -> Prompt:
    lines = (msg("apply.name.ask"), msg("apply.name.hint"))
    return Prompt(lines, ((Option(HELP, msg("apply.name.help")),),), Keyboard.INLINE)


def _read_name(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Choice(value) if value == HELP:
            return Answered({"name": ""})
        case Voice(recording) if "name" not in answers:  # said aloud: the officer writes it
            return recordings.joined(recording, answers, {"name": ""})
        case Text(text) if "name" not in answers:
            wrong = _no_name(text)
            return Wrong(wrong) if wrong else Answered({"name": " ".join(text.split())})
    return None


def _no_name(text: str) -> Message | None:
    """Return why a text is no name in Latin letters, or None."""
    letters = [sign for sign in text if sign.isalpha()]
    if any(not unicodedata.name(sign, "").startswith("LATIN") for sign in letters):
        return msg("apply.name.latin")
    signs = {sign for sign in text if not sign.isalpha() and not unicodedata.combining(sign)}
    if not letters or len(text) > LONGEST_NAME or not signs <= _IN_NAMES:
        return msg("apply.name.wrong")
    return None


def split_name(name: str) -> tuple[str | None, str | None]:
    """Return first name and name: the first word and the rest, unless only the name is in capitals.

    None stands for what was not given.
    """
    words = name.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    quiet = [word for word in words if word not in loud]
    first, last = (quiet, loud) if loud and quiet else (words[:1], words[1:])
    return " ".join(first) or None, " ".join(last) or None


# --- language ----------------------------------------------------------------------------------------


def _languages(known: Known) -> dict[str, Message]:
    own = {name: msg("label.term", term=Term(TermKind.LANGUAGE, name)) for name in known.territory.languages}
    return {**own, **SPOKEN}


def _ask_speaks(_: Answers, known: Known) -> Prompt:
    rows = pairs([Option(value, label) for value, label in _languages(known).items()])
    return Prompt((msg("apply.speaks.ask"), msg("apply.speaks.hint")), rows, Keyboard.INLINE)


def _read_speaks(event: Event, answers: Answers, known: Known) -> Reading | None:
    match event:
        case Choice(value) if value in _languages(known):
            return Answered({"speaks": value})
        case Text(text) if "speaks" not in answers and text.strip():
            return Answered({"speaks": shorten(text, LONGEST_LANGUAGE)})
        case Voice(recording) if "speaks" not in answers:
            return recordings.joined(recording, answers, {"speaks": ""})
    return None


def spoken(speaks: str, languages: tuple[str, ...]) -> Message | str:
    """Return a language spoken as people read it: one of the territory's, one we know, or as it was typed."""
    if speaks in languages:
        return msg("label.term", term=Term(TermKind.LANGUAGE, speaks))
    return SPOKEN.get(speaks, speaks)


# --- telephone ---------------------------------------------------------------------------------------


def _ask_phone(_: Answers, __: Known) -> Prompt:
    share = Option(SHARE, msg("apply.phone.share"), Share.CONTACT)
    rows = ((share,), (Option(UNSAID, msg("button.unsaid")),))
    return Prompt((msg("apply.phone.ask"), msg("apply.phone.hint")), rows, Keyboard.REPLY)


def _read_phone(event: Event, answers: Answers, _: Known) -> Reading | None:
    match event:
        case Contact(phone, own):
            return _number(phone) if own else Wrong(msg("apply.phone.not_yours"))
        case Choice(value) if value == UNSAID:
            return Answered({"phone": ""})
        case Choice(value) if value == SHARE:
            return Wrong(msg("apply.phone.share_help"))
        case Text(text) if "phone" not in answers:
            return _number(text)
    return None


def _number(text: str) -> Reading:
    phone = phones.read_phone(text)
    return Answered({"phone": phone}) if phone else Wrong(msg("apply.phone.wrong"))


def _show_phone(answers: Answers, _: Known) -> Message | None:
    phone = answers["phone"]
    return msg("apply.phone.noted", phone=Code(phones.shown(phone))) if phone else None


# --- when wanted -------------------------------------------------------------------------------------

_NOTE = (msg("apply.note.ask"), msg("apply.note.voice"), msg("apply.note.privacy"))

CONTACT_QUESTIONS = (
    Question("name", _ask_name, _read_name, accepts=words),
    Question("speaks", _ask_speaks, _read_speaks, accepts=words),
    Question("phone", _ask_phone, _read_phone, acknowledge=_show_phone, accepts=words),
    one_of(
        "call",
        lambda _: (msg("apply.call.ask"),),
        lambda _: {value.value: label for value, label in CALL_TIMES.items()},
        wanted("call"),
    ),
    note_question(_NOTE),
)
