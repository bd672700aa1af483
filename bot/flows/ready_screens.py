"""The officers' screens of ready-made answers: all of them, and one with its buttons; it changes none."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from zlib import crc32

from bot.flows.choosing import listed
from bot.flows.messages import Message, Worded, msg
from bot.flows.other_language import named
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs
from bot.flows.ready import KIND_NAMES, PURPOSES, Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.ready import Changed, Model

KIND = "ready"
A_SCREEN = 6  # and two buttons more


class Deed(StrEnum):
    """What a button does; its last number is a page or the place of a language, from 0."""

    PAGE = "page"
    OPEN = "open"
    WORD = "word"
    OFF = "off"
    ON = "on"
    NEW = "new"


CHANGES: dict[Change, Message] = {
    Change.WORDED: msg("ready.change.worded"),
    Change.RESTORED: msg("ready.change.restored"),
    Change.MADE: msg("ready.change.made"),
    Change.OFF: msg("ready.change.off"),
    Change.ON: msg("ready.change.on"),
}


def number(ready: str) -> int:
    """Return the number that stands for a ready-made answer in a button: its id may be a town's own word."""
    return crc32(ready.encode())


def _button(ready: str, deed: Deed, label: Message, last: int = 0) -> Option:
    return Option(card_data(KIND, number(ready) if ready else 0, deed, last), label)


def screen(models: Sequence[Model], page: int = 0, over: int = 0) -> Prompt:
    """List a page of them, those put aside last."""
    first = page * A_SCREEN if page * A_SCREEN < len(models) else 0
    shown = sorted(models, key=lambda each: each.off)[first : first + A_SCREEN]
    rows = [(_button(each.ready.id, Deed.OPEN, _name(each)),) for each in shown]
    following = first // A_SCREEN + 1
    more = _button("", Deed.PAGE, msg("ready.others"), following * (following * A_SCREEN < len(models)))
    last = [(more,)] if len(models) > A_SCREEN else []
    new = (_button("", Deed.NEW, msg("ready.new")),)
    return Prompt((msg("ready.which"),), (*rows, *last, new), Keyboard.INLINE, over=over)


def _name(model: Model) -> Message:
    title = Worded(model.ready.title)
    return msg("ready.title_off", title=title) if model.off else msg("ready.title", title=title)


def one(model: Model, languages: Sequence[str], over: int = 0) -> Prompt:
    """Show one as it is worded, in which languages it is missing, and who changed what last."""
    ready, own = model.ready, languages[0]
    missing = listed(msg("label.term", term=named(each)) for each in languages if each not in ready.text)
    lines = (
        msg("ready.heading", title=Worded(ready.title)),
        msg("ready.for", purpose=PURPOSES[ready.purpose], kinds=_kinds(model)),
        msg("answer.question", question=ready.text[own]),
        *([msg("ready.missing", languages=missing)] if missing else []),
        *([msg("ready.is_off")] if model.off else []),
        *map(_change, model.changes),
    )
    words = [
        _button(ready.id, Deed.WORD, msg("ready.word", language=named(each)), at)
        for at, each in enumerate(languages)
    ]
    switch = (Deed.ON, msg("ready.on")) if model.off else (Deed.OFF, msg("ready.off"))
    back = _button("", Deed.PAGE, msg("ready.all"))
    rows = (*pairs(words), (_button(ready.id, *switch),), (back,))
    return Prompt(lines, rows, Keyboard.INLINE, over=over)


def _kinds(model: Model) -> Message:
    named_ones = [KIND_NAMES[kind] for kind in model.ready.kinds if kind in KIND_NAMES]
    rest = [] if len(named_ones) == len(model.ready.kinds) else [msg("ready.kind.others")]
    said = listed([*named_ones, *rest])
    assert said is not None  # one kind at least
    return said


def _change(change: Changed) -> Message:
    what = msg("ready.changed_in", what=CHANGES[change.what], language=named(change.language))
    said = what if change.language else CHANGES[change.what]
    by = change.name or msg("ready.somebody")
    return msg("ready.changed", day=change.day, what=said, name=by)
