"""Files made at the moment they are sent, with their names; what they hold is the services'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import msg
from bot.flows.outbound import Document
from bot.flows.planning import FileSort
from bot.services import attestations, dossier, own_files

if TYPE_CHECKING:
    from bot.flows.outbound import OwnFile
    from bot.services.work import Work
    from bot.storage.people import Person


def made(work: Work, reader: Person, wanted: Document | OwnFile) -> dict[str, object] | None:
    """Return what Telegram is given to send a file; None when there is nothing to send any more."""
    if isinstance(wanted, Document):
        name, ending = msg("file.name"), wanted.form.value
        content = dossier.written(work, wanted.person, wanted.form)
    elif wanted.sort == FileSort.ATTESTATION:
        return _attestation(work, reader, wanted.number)
    else:
        own = own_files.made(work, reader.id, wanted)
        if own is None:
            return None
        name, ending, content = own
    return {"document": content, "filename": f"{work.words.plain(name, reader.speaks)}.{ending}"}


def _attestation(work: Work, reader: Person, number: int) -> dict[str, object] | None:
    from bot.papers import attestation  # noqa: PLC0415 - half a second that a bot which starts need not spend

    found = attestations.approved(work, reader.id, number)
    if found is None:
        return None
    language = work.territory.default_language
    title = work.words.plain(msg("attestation.paper"), language)
    lines = [work.words.plain(line, language) for line in found[0]]
    return {"document": attestation.draw(title, language, lines, found[1]), "filename": "attestation.pdf"}
