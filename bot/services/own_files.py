"""Files of somebody's own, made when they are sent, as things stand then; their content is others'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.flows.planning import FileSort

if TYPE_CHECKING:
    from bot.flows.messages import Message
    from bot.flows.outbound import OwnFile
    from bot.services.work import Work


def made(work: Work, person: int, wanted: OwnFile) -> tuple[Message, str, bytes] | None:
    """Return a file's name, its ending and what it holds; None when there is nothing to write any more."""
    from bot.services import calendars  # noqa: PLC0415 - takes longer to load than an answer takes to write

    match FileSort(wanted.sort):
        case FileSort.CALENDAR:
            content = calendars.whole(work, person)
        case _:
            content = calendars.of_appointment(work, person, wanted.number)
    return None if content is None else (msg("calendar.file"), "ics", content)
