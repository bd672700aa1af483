"""Which desk deals with which kind of request; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import MATTERS, RequestKind
from bot.services.application_desk import APPLICATION_DESK
from bot.services.matter_desk import MATTER_DESK
from bot.services.report_desk import REPORT_DESK

if TYPE_CHECKING:
    from bot.services.desk_presses import Desk

#: What an officer does with each kind of request.
DESKS: dict[RequestKind, Desk] = {
    RequestKind.REPORT: REPORT_DESK,
    RequestKind.APPLICATION: APPLICATION_DESK,
    **dict.fromkeys(MATTERS, MATTER_DESK),
}
