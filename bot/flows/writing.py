"""Words from an officer to a person: a ready-made answer or free ones, seen before they leave.

The two questions are part of a dialogue about a request, opened with `other_language.OPENED` besides. The
answer of the first is what the person reads; `own` keeps the same words in the territory's language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ready import named as variables_of
from bot.flows import labels, ready
from bot.flows.decided import SEND, preview_question
from bot.flows.defaults import words
from bot.flows.dialogue import CHANGE, Answered, Aside, Beside, Question, Reading, Toggled, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import msg, msgn
from bot.flows.other_language import (
    call_row,
    is_other,
    named,
    own_untranslated,
    untranslated,
    without_text,
)
from bot.flows.outbound import Option, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.domain.ready import Purpose
    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.messages import Message
    from bot.flows.outbound import Rows
    from bot.flows.ready import Filled

TRANSLATE = "translate"
PAGE = "_page"


def writing(
    name: str,
    lines: Callable[[Answers, Known], tuple[Message, ...]],
    most: int,
    purposes: Collection[Purpose],
    *,
    always_shown: bool,
) -> tuple[Question, Question]:
    """Return the question for the words, answered by up to `most` letters, and the preview of what leaves.

    Without `always_shown` free words in the person's own language leave without a preview.
    """
    return _words(name, lines, most, purposes), _preview(name, always_shown=always_shown)


def own_words(answers: Answers, name: str) -> str | None:
    """Return the words in the territory's language, when the person reads others."""
    own = answers.get("own")
    return own if own and own != answers[name] else None


# --- the words ---------------------------------------------------------------------------------


def _words(
    name: str,
    lines: Callable[[Answers, Known], tuple[Message, ...]],
    most: int,
    purposes: Collection[Purpose],
) -> Question:
    def ask(answers: Answers, known: Known) -> Prompt:
        offered = ready.rows(_fitting(answers, known, purposes), answers.get(PAGE, 0))
        warned = (
            (msg("ready.hint"), *own_untranslated(answers, known))
            if offered
            else untranslated(answers, known)
        )
        return Prompt((*lines(answers, known), *warned), offered)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        match event:
            case Choice(value) if value.startswith(ready.PAGE):
                return _turned(value)
            case Choice(value):
                listed = _fitting(answers, known, purposes)
                return next((_chosen(name, each) for each in listed if value == ready.CHOSEN + each.id), None)
            case Text(text):
                return _typed(name, text, most)
        return None

    return Question(name, ask, read, accepts=words)


def _fitting(answers: Answers, known: Known, purposes: Collection[Purpose]) -> list[Filled]:
    return [each for each in known.ready(answers) if each.purpose in purposes]


def _turned(value: str) -> Reading | None:
    page = value.removeprefix(ready.PAGE)
    return Toggled({PAGE: int(page)}) if page.isdecimal() and len(page) == 1 else None


def _chosen(name: str, chosen: Filled) -> Reading:
    if chosen.lacks:
        return Aside(Prompt((ready.lacking(chosen.lacks),)))
    reads = chosen.own if chosen.text is None else chosen.text
    kept = {"own": chosen.own, "ready": chosen.id, "missing": chosen.text is None}
    return Answered({name: reads, **kept})


def _typed(name: str, text: str, most: int) -> Reading:
    """Take free words: they are filled in nowhere, so a variable among them would leave as it is."""
    if len(text) > most:
        return Wrong(msgn("ask.too_long", most))
    if left := variables_of(text):
        return Wrong(msg("ready.not_filled", variable=ready.variable(left[0])))
    return Answered({name: text}, drops=("own", "ready", "missing"))


# --- the preview -------------------------------------------------------------------------------


def _preview(name: str, *, always_shown: bool) -> Question:
    def when(answers: Answers, known: Known) -> bool:
        return always_shown or "ready" in answers or is_other(answers, known)

    def read(event: Event, answers: Answers, known: Known) -> Reading | None:
        if isinstance(event, Choice) and event.value == TRANSLATE and answers.get("missing"):
            opened = {"at_model": answers["ready"], "at_language": answers["at_language"], "at_aside": True}
            return Beside("word_ready", opened, drops=(name, "own", "missing"))
        return seen.read(event, answers, known)

    seen = preview_question(
        lambda answers, known: Prompt(_shown(name, answers, known), _rows(name, answers, known))
    )
    return replace(seen, when=when, read=read)


def _shown(name: str, answers: Answers, known: Known) -> tuple[Message, ...]:
    """Show the words as the person reads them, and below in the territory's own language."""
    quoted = (msg("decline.preview"), msg("answer.question", question=answers[name]))
    if "ready" not in answers:
        return (*quoted, *untranslated(answers, known))
    if answers["missing"]:
        return (*quoted, *without_text(answers, known))
    if own_words(answers, name) is None:
        return quoted
    own = named(known.territory.default_language)
    return (*quoted, msg("ready.in_own", language=own), msg("answer.question", question=answers["own"]))


def _rows(name: str, answers: Answers, known: Known) -> Rows:
    """Offer to send, to change, and, when it leaves in another language, to write it there or to call."""
    send = ((Option(SEND, labels.SEND),), (Option(f"{CHANGE}{name}", msg("decline.change")),))
    if not is_other(answers, known) or answers.get("missing") is False:
        return send
    reads = named(answers["at_language"])
    write = ((Option(TRANSLATE, msg("ready.write_in", language=reads)),),) * bool(answers.get("missing"))
    return (*send, *write, *call_row(answers))
