"""Plays a dialogue in a terminal, so that wording can be tried without Telegram or a database."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import click

from bot.clock import SystemClock
from bot.domain.commands import Picture
from bot.domain.text import fold
from bot.flows.catalogue import FLOWS
from bot.flows.dialogue import Session, advance, begin, choices
from bot.flows.inbound import Choice, Photo, Place, Text
from bot.flows.known import Known
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.domain.territory import Territory
    from bot.flows.dialogue import Flow
    from bot.flows.inbound import Event
    from bot.flows.outbound import Prompt

HINT = "(words, a button's words, photo, or place 44.13 4.08; Ctrl-D ends)"


def play(territory: Territory, name: str, language: str) -> None:
    """Ask and read until the dialogue ends; print the command it ends with."""
    words = Words(territory)
    flow = FLOWS[name]
    known = Known(territory, SystemClock().now().date())
    turn = begin(flow, Session(), known)
    click.echo(HINT)
    while turn.command is None and not turn.cancelled:
        for prompt in turn.prompts:
            _show(prompt, words, language)
        try:
            typed = input("> ")
        except EOFError:
            return
        turn = advance(flow, turn.session, _event(typed, flow, turn.session, known, words), known)
    click.echo(turn.command or "—")


def _show(prompt: Prompt, words: Words, language: str) -> None:
    click.echo(unescape(re.sub("<[^>]+>", "", words.lines(prompt.lines, language))))
    for row in prompt.rows:
        click.echo("  " + " ".join(f"[{words.plain(option.label, language)}]" for option in row))


def _event(typed: str, flow: Flow, session: Session, known: Known, words: Words) -> Event:
    if typed == "photo":
        return Photo(Picture("photo", "photo"))
    if found := re.fullmatch(r"place (-?[\d.]+) (-?[\d.]+)", typed):
        return Place(float(found[1]), float(found[2]))
    question, rows = choices(flow, session, known)
    folded = fold(typed)
    meant = (each for row in rows for each in row if words.stands_for(folded, each.label))
    option = next(meant, None)
    return Choice(option.value, question) if option else Text(typed)
