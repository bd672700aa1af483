"""An officer words a ready-made answer, or makes one: the words, its variables, how it reads filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.programme_commands import MakeReady, WordReady
from bot.domain.ready import KINDS, LONGEST_READY, LONGEST_TITLE, Purpose, known_for, unknown
from bot.domain.request import RequestKind
from bot.flows.choosing import listed, one_of, several
from bot.flows.decided import text_question
from bot.flows.dialogue import Flow
from bot.flows.messages import Message, Worded, msg
from bot.flows.other_language import named
from bot.flows.ready import KIND_NAMES, MEANS, PURPOSES, variable
from bot.flows.wording import sure_question, words_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.flows.answers import Answers
    from bot.flows.known import Known
    from bot.flows.ready import Model


def _fault(text: str, kinds: Iterable[RequestKind]) -> Message | None:
    """Name the first variable that is not known for these kinds, and those that are."""
    known = known_for(kinds)
    wrong = unknown(text, known)
    if not wrong:
        return None
    there = listed(msg("label.term", term=variable(each)) for each in known)
    return msg("ready.unknown", variable=variable(wrong[0]), known=there or "")


def _variables(kinds: Iterable[RequestKind]) -> tuple[Message, ...]:
    lines = (msg("ready.means", variable=variable(each), means=MEANS[each]) for each in known_for(kinds))
    return (msg("ready.variables"), *lines)


def _quoted(text: str) -> Message:
    return msg("answer.question", question=text)


# --- in one language ---------------------------------------------------------------------------


def _model(answers: Answers, known: Known) -> Model | None:
    """Return the one that is worded; None when the territory's file has it no more."""
    return next((each for each in known.models() if each.ready.id == answers["at_model"]), None)


def _lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    model, language = _model(answers, known), answers["at_language"]
    if model is None:
        return (msg("ready.gone"),)
    own = known.territory.default_language
    held = [code for code in dict.fromkeys((own, language)) if code in model.ready.text]
    texts = ((msg("ready.in_own", language=named(each)), _quoted(model.ready.text[each])) for each in held)
    write = msg("ready.write", language=named(language))
    title = msg("ready.heading", title=Worded(model.ready.title))
    return (title, *(line for pair in texts for line in pair), *_variables(model.ready.kinds), write)


def _restores(answers: Answers, known: Known) -> bool:
    model = _model(answers, known)
    return model is not None and answers["at_language"] in model.worded and not model.made


def _fault_of(text: str, answers: Answers, known: Known) -> Message | None:
    model = _model(answers, known)
    return _fault(text, model.ready.kinds if model else KINDS)


def _sure_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Show the words filled in as they will be read, and beside them in the territory's own language."""
    model, language, own = _model(answers, known), answers["at_language"], known.territory.default_language
    if model is None:
        return (msg("ready.gone"),)
    texts = {own: model.ready.text[own], language: answers["text"] or model.original.get(language, "")}
    shown = ((msg("ready.in_own", language=named(code)), text, code) for code, text in texts.items() if text)
    lines = [line for head, text, code in shown for line in (head, _quoted(known.sample(text, code)))]
    return (*lines, msg("ready.sample"))


WORD_READY = Flow(
    "word_ready",
    (words_question(_lines, LONGEST_READY, _restores, _fault_of), sure_question(_sure_lines)),
    lambda answers: WordReady(
        answers["at_model"], answers["at_language"], answers["text"] or None, answers["at_aside"]
    ),
    {"at_model": str, "at_language": str, "at_aside": bool},
)


# --- a new one ---------------------------------------------------------------------------------


def _kinds(answers: Answers) -> tuple[RequestKind, ...]:
    return tuple(map(RequestKind, answers["kinds"])) or KINDS


def _made_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    own = named(known.territory.default_language)
    return (*_variables(_kinds(answers)), msg("ready.write", language=own))


def _made_sure(answers: Answers, known: Known) -> tuple[Message, ...]:
    title = msg("ready.heading", title=answers["title"])
    filled = known.sample(answers["text"], known.territory.default_language)
    return (title, _quoted(filled), msg("ready.sample"))


MAKE_READY = Flow(
    "make_ready",
    (
        text_question("title", lambda _, __: (msg("ready.ask_title"),), LONGEST_TITLE),
        one_of(
            "purpose",
            lambda _: (msg("ready.ask_purpose"),),
            lambda _: {each.value: PURPOSES[each] for each in Purpose},
        ),
        several(
            "kinds",
            lambda _: (msg("ready.ask_kinds"),),
            lambda _: {kind.value: label for kind, label in KIND_NAMES.items()},
            msg("ready.any_kind"),
        ),
        words_question(
            _made_lines,
            LONGEST_READY,
            lambda _, __: False,
            lambda text, answers, _: _fault(text, _kinds(answers)),
        ),
        sure_question(_made_sure),
    ),
    lambda answers: MakeReady(
        answers["title"].strip(), Purpose(answers["purpose"]), _kinds(answers), answers["text"]
    ),
)
