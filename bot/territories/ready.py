"""Reads a territory's ready-made answers, and finds the variables in them that no request would know.

Everything may be left out: then officers write every word themselves, or make their own with `/modeles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ready import (
    KINDS,
    LONGEST_READY,
    LONGEST_TITLE,
    STATES,
    Purpose,
    ReadyAnswer,
    known_for,
    unknown,
)
from bot.domain.request import RequestKind
from bot.territories.checks import check_leads, check_twice

if TYPE_CHECKING:
    from bot.domain.territory import Territory
    from bot.territories.reading import Source, Table


def read_ready(root: Table) -> tuple[ReadyAnswer, ...]:
    """Make the records of [[ready]]."""
    return root.optional_tables("ready", _ready)


def _ready(table: Table) -> ReadyAnswer:
    return ReadyAnswer(
        id=table.id(),
        title=table.texts("title", LONGEST_TITLE),
        purpose=Purpose(table.choice("purpose", [each.value for each in Purpose])),
        kinds=_kinds(table),
        states=table.words("states"),
        text=table.texts("text", LONGEST_READY),
    )


def _kinds(table: Table) -> tuple[RequestKind, ...]:
    written = table.words("kinds")
    known = tuple(RequestKind(each) for each in written if each in KINDS)
    if not known or len(known) < len(written):
        table.report("kinds", "is no list of kinds of request", f"Choose among: {', '.join(KINDS)}")
    return known


def check_ready(territory: Territory, source: Source) -> None:
    """Report ids given twice, states that no request has, and variables that are not known."""
    check_twice(territory.ready, ("ready",), source)
    for position, each in enumerate(territory.ready):
        states = sorted(frozenset[str]().union(*(STATES[kind] for kind in each.kinds)))
        for state in each.states:
            check_leads(state, states, ("ready", position, "states"), source)
        known = known_for(each.kinds)
        for language, text in each.text.items():
            for name in unknown(text, known):
                mend = f"For these kinds there are: {', '.join(f'{{{each}}}' for each in known)}"
                source.report(("ready", position, "text", language), f"“{{{name}}}” is not known", mend)
