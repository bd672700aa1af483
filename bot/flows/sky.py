"""What a forecast says of a shift, in words, with where it comes from; it proposes and never decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.weather import Cause
from bot.flows.messages import Message, msg

if TYPE_CHECKING:
    from bot.domain.weather import Figures

CAUSES: dict[Cause, Message] = {
    Cause.STORM: msg("sky.cause.storm"),
    Cause.WIND: msg("sky.cause.wind"),
    Cause.RAIN: msg("sky.cause.rain"),
    Cause.HEAT: msg("sky.cause.heat"),
}


def figures(found: Figures) -> tuple[Message, ...]:
    """Return a line for each figure that is known, then whose forecast it is, as its licence asks."""
    lines = (
        *((msg("sky.storm"),) if found.storm else ()),
        *((msg("sky.rain", number=round(found.rain)),) if found.rain is not None else ()),
        *(
            (msg("sky.probability", number=round(found.probability)),)
            if found.probability is not None
            else ()
        ),
        *((msg("sky.feels", number=round(found.feels)),) if found.feels is not None else ()),
        *((msg("sky.gusts", number=round(found.gusts)),) if found.gusts is not None else ()),
    )
    return (*lines, msg("sky.source")) if lines else ()
