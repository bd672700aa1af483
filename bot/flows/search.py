"""« Chercher »: the words an officer looks for, and what was found as buttons; it looks nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.commands import Search
from bot.domain.text import shorten
from bot.flows.defaults import words
from bot.flows.dialogue import Answered, Flow, Question, Reading
from bot.flows.inbound import Event, Text
from bot.flows.matter_lines import TITLES
from bot.flows.messages import Code, Message, Term, TermKind, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.request import RequestKind
    from bot.domain.territory import WasteKind
    from bot.flows.answers import Answers
    from bot.flows.known import Known

FOUND, SHOW = "found", "show"  # the button of something found
PAGES, MORE = (
    "search",
    "more",
)  # of what was found besides; its number is the search, its version where to go on
A_PAGE = 7  # « Plus… » stands below them
LONGEST_QUOTE = 60
ANY_VERSION = 0


@dataclass(frozen=True)
class Found:
    """A request as its button names it: nothing that tells whose it is. `waste` is None but for a report."""

    request: int
    kind: RequestKind
    reference: str
    district: str | None
    day: date
    waste: WasteKind | None


def _ask(_: Answers, __: Known) -> Prompt:
    return Prompt((msg("search.ask"), msg("search.how")))


def _read(event: Event, _: Answers, __: Known) -> Reading | None:
    match event:
        case Text(text) if text.strip():
            return Answered({"words": text.strip()})
    return None


SEARCH = Flow(
    "search", (Question("words", _ask, _read, accepts=words),), lambda answers: Search(answers["words"])
)


def results(typed: str, found: Sequence[Found], search: int, *, more: bool, further: bool) -> Prompt:
    """Show a page of what was found; `more` follows it, `further` tells that it is not the first page."""
    quoted = shorten(typed, LONGEST_QUOTE)
    if not found:
        nothing = msg("search.no_more") if further else msg("search.nothing", words=quoted)
        return Prompt((nothing, msg("search.hint")), keyboard=Keyboard.MENU)
    rows = [(Option(card_data(FOUND, each.request, SHOW, ANY_VERSION), _label(each)),) for each in found]
    if more:
        rows.append((Option(card_data(PAGES, search, MORE, found[-1].request), msg("search.more")),))
    return Prompt((msg("search.found", words=quoted),), tuple(rows), Keyboard.INLINE)


def _label(found: Found) -> Message:
    reference = Code(found.reference)
    if found.waste is None:
        title = TITLES.get(found.kind, msg("search.application"))
        return msg("search.other", title=title, reference=reference)
    picture = found.waste.pictogram
    if found.district is None:
        return msg("search.report", pictogram=picture, reference=reference, day=found.day)
    district = Term(TermKind.DISTRICT, found.district)
    return msg("search.report_in", pictogram=picture, reference=reference, district=district)
