"""The words of the digest, and its buttons into the views of the queue; it counts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.digest import LONG_DAYS
from bot.domain.queue import Part
from bot.flows.messages import msg
from bot.flows.outbound import Keyboard, Prompt
from bot.flows.queue_screens import opening

if TYPE_CHECKING:
    from bot.domain.digest import Digest


def screen(digest: Digest) -> Prompt:
    """Return what an officer is told; the buttons count what they open, the lines what is in there."""
    parts = digest.counts.single()
    shown = {part: parts[part] for part in (Part.LATE, Part.WAITING, Part.MINE) if parts[part]}
    if digest.waking:
        shown[Part.SNOOZED] = parts[Part.SNOOZED]
    lines = (
        (digest.danger, msg("digest.danger", count=digest.danger)),
        (digest.fresh, msg("digest.fresh", count=digest.fresh)),
        (digest.long, msg("digest.long", days=LONG_DAYS, count=digest.long)),
        (digest.waking, msg("digest.waking", count=digest.waking)),
    )
    said = (msg("digest.head"), *(line for count, line in lines if count))
    return Prompt(said, tuple(opening(part, n) for part, n in shown.items()), Keyboard.INLINE)
