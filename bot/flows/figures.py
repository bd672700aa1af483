"""Screens for what officers count and take out: a period, a form, two switches; nothing is counted here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.figures import Span
from bot.domain.request import RequestKind
from bot.flows import labels
from bot.flows.figure_words import KINDS, SPANS
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIGURES, EXPORT = "figures", "export"  # of the buttons
COUNT = "count"  # the one thing that a button of the figures does; its number is the span's
_SPANS = tuple(Span)


class Deed(StrEnum):
    """What a button of the export does; its number says what is chosen so far."""

    SHOW = "show"
    TEXTS = "texts"
    PEOPLE = "people"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of an export; it travels as one number in the buttons."""

    span: Span
    texts: bool = False
    people: bool = False
    log: bool = False

    @property
    def number(self) -> int:
        """Return it as a number."""
        return _SPANS.index(self.span) + 4 * self.texts + 8 * self.people + 16 * self.log


def span_of(number: int) -> Span | None:
    """Return the span a button names; None for a number that no button of ours bears."""
    return _SPANS[number] if 0 <= number < len(_SPANS) else None


def choice_of(number: int) -> Choice | None:
    """Return what a button's number stands for; None for one that no button of ours bears."""
    if not 0 <= number < 32:  # noqa: PLR2004 - four spans, three switches
        return None
    return Choice(_SPANS[number % 4], bool(number & 4), bool(number & 8), bool(number & 16))


def which_period(kind: str, over: int = 0) -> Prompt:
    """Ask which days are counted, or taken out."""
    asked = msg("figures.which") if kind == FIGURES else msg("export.which")
    action = COUNT if kind == FIGURES else Deed.SHOW
    options = [Option(card_data(kind, at, action, 0), SPANS[span]) for at, span in enumerate(_SPANS)]
    return Prompt((asked,), pairs(options), Keyboard.INLINE, over=over)


def chosen(choice: Choice, over: int) -> Prompt:
    """Show what would leave, and how it can be changed."""
    what = msg("export.log") if choice.log else msg("export.requests")
    lines = (
        msg("export.chosen", what=what, span=SPANS[choice.span]),
        msg("export.has_texts") if choice.texts else msg("export.no_texts"),
        msg("export.has_people") if choice.people else msg("export.no_people"),
    )
    more = []
    if not choice.texts:
        more.append(_button(choice, Deed.TEXTS, msg("export.add_texts")))
    if not choice.people:
        more.append(_button(choice, Deed.PEOPLE, msg("export.add_people")))
    other = replace(choice, log=not choice.log)
    turned = msg("export.the_requests") if choice.log else msg("export.the_log")
    rows = (
        (_button(choice, Deed.XLSX, msg("export.xlsx")), _button(choice, Deed.CSV, msg("export.csv"))),
        *((each,) for each in more),
        (_button(other, Deed.SHOW, turned),),
    )
    return Prompt(lines, rows, Keyboard.INLINE, over=over)


def sure(choice: Choice, added: Choice, over: int) -> Prompt:
    """Say what a switch adds, and ask once more."""
    said = msg("export.sure_texts") if added.texts != choice.texts else msg("export.sure_people")
    lines = (said, msg("export.kept"))
    yes, no = _button(added, Deed.SHOW, msg("export.yes")), _button(choice, Deed.SHOW, labels.BACK)
    return Prompt(lines, ((yes,), (no,)), Keyboard.INLINE, over=over)


def _button(choice: Choice, deed: Deed, label: Message) -> Option:
    return Option(card_data(EXPORT, choice.number, deed, 0), label)


# --- the table -------------------------------------------------------------------------------------------


def table(span: Span, counted: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return what was counted, line by line; `counted` is services.statistics', packed."""
    received = counted["total"][0]
    if not received:
        return (msg("figures.title", span=SPANS[span]), msg("figures.none"))
    return (
        msg("figures.title", span=SPANS[span]),
        *headline(counted),
        msg("figures.by_kind"),
        *(_row(name, each) for name, each in named(counted["kinds"], by_kind=True)),
        msg("figures.by_district"),
        *(_row(name, each) for name, each in named(counted["districts"], by_kind=False)),
        msg("figures.how"),
    )


def headline(counted: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return the figures of everything together."""
    received, decided, reopened, delay = counted["total"]
    return (
        msg("figures.received", count=received),
        msg("figures.decided", share=share(decided, received)),
        msg("figures.delay", days=days(delay)),
        msg("figures.reopened", share=share(reopened, received)),
    )


def bars(counted: Mapping[str, Any]) -> list[tuple[Message, list[tuple[Message, Message, int, int]]]]:
    """Return the groups to be drawn: a heading, then label, note, decided and received."""
    sections = (
        (msg("figures.by_kind"), named(counted["kinds"], by_kind=True)),
        (msg("figures.by_district"), named(counted["districts"], by_kind=False)),
    )
    return [
        (head, [(name, share(group[1], group[0]), group[1], group[0]) for name, group in groups])
        for head, groups in sections
    ]


def share(part: int, whole: int) -> Message:
    """Say « 10 sur 19 (53 %) »."""
    return msg("figures.share", part=part, whole=whole, percent=round(100 * part / whole) if whole else 0)


def days(delay: float | None) -> Message:
    """Say a delay in working days; a half is written with the sign of the language."""
    if delay is None:
        return msg("figures.no_delay")
    return msg("figures.days", days=Code(f"{delay:g}".replace(".", ",")))


def named(groups: Mapping[str, Sequence[Any]], *, by_kind: bool) -> list[tuple[Message, Sequence[Any]]]:
    """Return the groups with their names, the largest first."""
    ordered = sorted(groups.items(), key=lambda each: (-each[1][0], each[0]))
    return [(_kind(name) if by_kind else _district(name), group) for name, group in ordered]


def _kind(name: str) -> Message:
    return KINDS[RequestKind(name)]


def _district(name: str) -> Message:
    if not name:
        return msg("figures.nowhere")
    return msg("label.term", term=Term(TermKind.DISTRICT, name))


def _row(name: Message, group: Sequence[Any]) -> Message:
    received, decided, _, delay = group
    return msg("figures.row", name=name, share=share(decided, received), days=days(delay))
