"""What an officer's card shows of an application until its own card is there: its number and its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import RequestKind
from bot.flows.application_labels import STATES
from bot.flows.messages import Code, msg
from bot.flows.outbound import CardFace
from bot.storage import applications

if TYPE_CHECKING:
    from bot.domain.request import Standing
    from bot.services.work import Work


def face(work: Work, request: int, _: Standing) -> CardFace:
    """Return what an officer's card shows of an application at this moment."""
    held = applications.by_id(work.connection, request)
    line = msg("mine.application", reference=Code(held.reference), state=STATES[held.state])
    return CardFace(RequestKind.APPLICATION, request, held.version, (line,), ())
