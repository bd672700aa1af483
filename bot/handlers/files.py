"""Files made at the moment they are sent, with their names; what they hold is the services'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.flows.outbound import Document
from bot.services import dossier, own_files

if TYPE_CHECKING:
    from bot.flows.outbound import OwnFile
    from bot.services.work import Work
    from bot.storage.people import Person


def made(work: Work, reader: Person, wanted: Document | OwnFile) -> dict[str, object] | None:
    """Return what Telegram is given to send a file; None when there is nothing to send any more."""
    if isinstance(wanted, Document):
        name, ending = msg("file.name"), wanted.form.value
        content = dossier.written(work, wanted.person, wanted.form)
    else:
        own = own_files.made(work, reader.id, wanted)
        if own is None:
            return None
        name, ending, content = own
    return {"document": content, "filename": f"{work.words.plain(name, reader.speaks)}.{ending}"}
