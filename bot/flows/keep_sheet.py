"""A photo of the paper sheet of a shift, where the network was bad; nothing on it is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.crew_commands import KeepSheet
from bot.flows.dialogue import Flow
from bot.flows.messages import msg
from bot.flows.optional_photo import given, optional_photo

if TYPE_CHECKING:
    from bot.flows.answers import Answers
    from bot.flows.messages import Message


def _ask(answers: Answers) -> Message:
    return msg("sheet.ask", day=date.fromisoformat(answers["at_day"]))


KEEP_SHEET = Flow(
    "keep_sheet",
    (optional_photo("sheet", _ask),),
    lambda answers: KeepSheet(answers["at_shift"], given(answers["sheet"])),
    {"at_shift": int, "at_day": str},
)
