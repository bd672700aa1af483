"""The message ready for a body that takes a report over: what, where, since when; nothing tells who reported.

What residents wrote of it in their own words stays out: it may tell who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import labels
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.report import Size
    from bot.domain.territory import WasteKind


def letter(
    reference: str,
    waste: WasteKind,
    size: Size | None,
    where: tuple[Message, ...],
    *,
    since: date,
    photos: int,
) -> tuple[Message, ...]:
    """Return the lines of an e-mail; `where` are those of `place_lines`."""
    return (
        msg("letter.subject", reference=Code(reference)),
        msg("letter.hello"),
        msg("letter.what", kind=labels.KINDS[waste.id]),
        *((msg("letter.danger"),) if waste.dangerous else ()),
        *((msg("letter.size", size=labels.SIZES[size]),) if size else ()),
        *where,
        msg("letter.since", day=since),
        *((msgn("letter.photos", photos),) if photos else ()),
        msg("letter.answer", reference=Code(reference)),
        msg("letter.from", service=Term(TermKind.SERVICE), phone=Term(TermKind.PHONE)),
    )


def place_lines(
    district: str | None, address: str | None, landmark: str | None, point: tuple[float, float] | None
) -> tuple[Message, ...]:
    """Return where it lies, a point with its link to a map."""
    lines = []
    if district:
        lines.append(msg("letter.district", district=Term(TermKind.DISTRICT, district)))
    if address:
        lines.append(msg("letter.address", address=address))
    if landmark:
        lines.append(msg("letter.landmark", landmark=landmark))
    if point:
        latitude, longitude = (f"{degrees:.5f}" for degrees in point)
        place = f"?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
        lines.append(msg("letter.point", point=Code(f"{latitude}, {longitude}")))
        lines.append(msg("letter.map", link=f"https://www.openstreetmap.org/{place}"))
    return tuple(lines)
