"""The views of the queue as buttons with their counts, and the counts alone; it acts on nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.queue import SORTED, Part, View
from bot.domain.request import RequestKind
from bot.flows import labels
from bot.flows.matter_lines import TITLES
from bot.flows.messages import Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.queue import Counts

KIND = "view"  # of the buttons
A_SCREEN = 6  # views by district or kind, beside « Suite » and « Retour »


class Deed(StrEnum):
    """What a button does. Those named like a part of the queue open that view."""

    WAITING = "waiting"
    MINE = "mine"
    LATE = "late"
    ON_PERSON = "on_person"
    SNOOZED = "snoozed"
    DISTRICT = "district"  # by its place in the territory's list, from 1; 0: those without
    KIND = "kind"  # by its place among the kinds of requests, from 1
    VIEWS = "views"  # the first screen, in the place of another one
    DISTRICTS = "districts"  # from the one after so many others on
    KINDS = "kinds"
    QUEUE = "queue"  # the first screen, below
    ON = "on"  # the next request, as a new card


_KINDS = tuple(RequestKind)
TOPICS: dict[RequestKind, Message] = {
    RequestKind.REPORT: msg("queue.reports"),
    RequestKind.APPLICATION: msg("queue.applications"),
    **TITLES,
}
_LABELS = {
    Part.WAITING: lambda count: msg("queue.waiting", count=count),
    Part.LATE: lambda count: msg("queue.late", count=count),
    Part.MINE: lambda count: msg("queue.mine", count=count),
    Part.ON_PERSON: lambda count: msg("queue.on_person", count=count),
    Part.SNOOZED: lambda count: msg("queue.snoozed", count=count),
}


def data(view: View, districts: Sequence[str]) -> str:
    """Return what the button of a view carries; `districts` are the territory's ids."""
    number = 0
    if view.part is Part.DISTRICT and view.of in districts:
        number = districts.index(view.of) + 1
    elif view.part is Part.KIND:
        number = _KINDS.index(RequestKind(view.of)) + 1
    return card_data(KIND, number, view.part, 0)


def read(action: str, number: int, districts: Sequence[str]) -> View | None:
    """Return the view of a button; None for one that is none, or is no more."""
    part = Part(action)
    if part not in SORTED:
        return View(part)
    listed = ("", *districts) if part is Part.DISTRICT else ("", *_KINDS)
    if number >= len(listed) or (part is Part.KIND and number == 0):
        return None
    return View(part, listed[number])


def views(counts: Counts, over: int = 0, *, first: Message | None = None) -> Prompt:
    """Show every view that holds something, by its count; `first` is said before."""
    lines = (*([first] if first else []), _head(counts))
    rows = [opening(part, n) for part, n in counts.single().items() if n]
    if counts.districts:
        rows.append(_row(card_data(KIND, 0, Deed.DISTRICTS, 0), msg("queue.by_district")))
    if counts.kinds:
        rows.append(_row(card_data(KIND, 0, Deed.KINDS, 0), msg("queue.by_kind")))
    return Prompt(lines, tuple(rows), Keyboard.INLINE, over=over)


def opening(part: Part, count: int) -> tuple[Option, ...]:
    """Return the row of the button that opens a view there is one of."""
    return _row(card_data(KIND, 0, part, 0), _LABELS[part](count))


def by_district(counts: Counts, districts: Sequence[str], first: int, over: int) -> Prompt:
    """Show the districts in which something waits, from the one after `first` others on."""
    order = [*(each for each in districts if each in counts.districts)]
    order += [each for each in counts.districts if each not in districts]
    rows = [
        _row(data(View(Part.DISTRICT, each), districts), _district(each, counts.districts[each]))
        for each in order
        if each in districts or not each
    ]
    return _page(msg("queue.which_district"), rows, Deed.DISTRICTS, first, over)


def by_kind(counts: Counts, first: int, over: int) -> Prompt:
    """Show the kinds of requests of which something waits, from the one after `first` others on."""
    rows = [
        _row(
            data(View(Part.KIND, each), ()), msg("queue.topic", topic=TOPICS[each], count=counts.kinds[each])
        )
        for each in _KINDS
        if each in counts.kinds
    ]
    return _page(msg("queue.which_kind"), rows, Deed.KINDS, first, over)


def tally(counts: Counts) -> Prompt:
    """Return the pinned message: what waits stands first, since the chat's head shows only that."""
    rest = [_LABELS[part](n) for part, n in counts.single().items() if n and part is not Part.WAITING]
    button = _row(card_data(KIND, 0, Deed.QUEUE, 0), msg("menu.queue"))
    return Prompt((_head(counts), *rest), (button,), Keyboard.INLINE)


def on() -> Option:
    """Return the button that shows the next request below what was said."""
    return Option(card_data(KIND, 0, Deed.ON, 0), msg("card.next"))


def _head(counts: Counts) -> Message:
    return msg("queue.waiting", count=counts.waiting) if counts.waiting else msg("queue.empty")


def _district(district: str, count: int) -> Message:
    if not district:
        return msg("queue.no_district", count=count)
    return msg("queue.district", district=Term(TermKind.DISTRICT, district), count=count)


def _page(asked: Message, rows: Sequence[tuple[Option, ...]], deed: Deed, first: int, over: int) -> Prompt:
    first = first if first < len(rows) else 0
    ends: Rows = (_row(card_data(KIND, 0, Deed.VIEWS, 0), labels.BACK),)
    if len(rows) > A_SCREEN:
        then = first + A_SCREEN if first + A_SCREEN < len(rows) else 0
        ends = (_row(card_data(KIND, then, deed, 0), msg("queue.more")), *ends)
    return Prompt((asked,), (*rows[first : first + A_SCREEN], *ends), Keyboard.INLINE, over=over)


def _row(value: str, label: Message) -> tuple[Option, ...]:
    return (Option(value, label),)


assert {*Part} <= {deed.value for deed in Deed}
assert set(SORTED) | set(_LABELS) == set(Part)
