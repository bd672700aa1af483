"""An officer who enters an application for somebody who sits in front of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from tests.transcripts.apply_cases import (
    ALL_OF_IT,
    ANY_PHASE,
    NAME,
    NUMBER,
    OVER_TWO_YEARS,
    SEND,
    TAMARIS,
    YES,
    does,
)

if TYPE_CHECKING:
    from tests.town import Phone


def enters(officer: Phone, until: str = "") -> None:
    """Ask every question aloud and press for the person, up to that question or to the end."""
    officer.types("/inscrire")
    officer.chooses(msg("enter.read"))
    does(officer, YES, TAMARIS, OVER_TWO_YEARS, YES, ANY_PHASE, ALL_OF_IT, NAME, msg("spoken.darija"))
    if until != "phone":
        does(officer, NUMBER, SEND)
