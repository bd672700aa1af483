"""Conversations about what is held of somebody: read, received, erased; what is said is in the .txt files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.town import Phone, Town


def notice(_: Town, resident: Phone) -> None:
    """The short screen, then everything."""
    resident.types("/privacy")
    resident.chooses(msg("privacy.read_all"))


ALONE: dict[str, Callable[[Town, Phone], None]] = {"rights.notice": notice}
TOGETHER: dict[str, Callable[[Town, Phone, Phone], None]] = {}
