"""What a finished dialogue of whoever leads a crew asks for; doing it is the services' work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.commands import Picture


@dataclass(frozen=True)
class KeepSheet:
    """A photo of the paper sheet of a shift; none after all."""

    shift: int
    picture: Picture | None
