"""Every member of what is shown to people has its label: one literal key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain import application, attendance, matter
from bot.domain.meeting import Meeting
from bot.domain.report import Size, State
from bot.domain.request import MATTERS, WISHES
from bot.domain.seats import Wait
from bot.domain.territory import KIND_IDS
from bot.domain.weather import Cause
from bot.flows import (
    application_card,
    application_labels,
    application_lines,
    application_news,
    labels,
    matter_card,
    matter_lines,
    menu,
    own_matter,
    report_card,
    report_words,
    roll_board,
    sky,
)
from bot.flows.inbound import Oddity
from bot.flows.menu import Item
from bot.flows.report_card import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@pytest.mark.parametrize(
    ("labelled", "members"),
    [
        (labels.KINDS, KIND_IDS),
        (labels.SIZES, Size),
        (labels.STATES, State),
        (labels.ODDITIES, Oddity),
        (application_labels.STATES, application.State),
        (application_labels.OUT_OF_WORK, application.OutOfWork),
        (application_labels.ATTRACTIONS, application.Attraction),
        (application_labels.CALL_TIMES, application.CallTime),
        (menu.LABELS, Item),
        (report_card.LABELS, Action),
        (report_words.STATES, State),
        (application_card.LABELS, application_card.Action),
        (application_lines.STATES, application.State),
        (application_lines.MEETINGS, Meeting),
        (application_news.COMING, application_news.Coming),
        (application_news.SEAT, application_news.Seat),
        (application_news.WAITS, Wait),
        (matter_card.LABELS, matter_card.Action),
        (matter_lines.STATES, matter.State),
        (matter_lines.TITLES, MATTERS),
        (roll_board.STATES, attendance.State),
        (sky.CAUSES, Cause),
        (own_matter.NAMES, WISHES),
        (own_matter.STATES, matter.State),
    ],
    ids=[
        "kinds",
        "sizes",
        "states",
        "oddities",
        "application",
        "work",
        "attractions",
        "calls",
        "menu",
        "card",
        "card states",
        "application's card",
        "application's states",
        "meetings",
        "coming",
        "seats",
        "waits",
        "matter's card",
        "matter's states",
        "matters",
        "attended",
        "weather",
        "wishes",
        "own matter's states",
    ],
)
def test_every_member_has_a_label(labelled: Mapping[str, object], members: Iterable[str]) -> None:
    assert set(labelled) == set(members)
