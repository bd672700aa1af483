"""What the edge is asked to do for Telegram: a call for a message, a word for a pressed button."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Call:
    """A method of python-telegram-bot's `Bot` (`send_message`) and its keyword arguments."""

    method: str
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Later:
    """Instead of a call: the message disturbs now and is of use later still."""

    until: datetime


@dataclass(frozen=True)
class Reply:
    """What stops a pressed button's spinner; sent once, in memory only, dropped after ten seconds."""

    query_id: str
    text: str | None = None
    alert: bool = False
