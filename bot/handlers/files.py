"""Files made at the moment they are sent, with their names; what they hold is the services'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.flows.messages import msg
from bot.flows.outbound import Document, MadeFile
from bot.flows.planning import FileSort
from bot.services import attestations, dossier, own_files
from bot.services.figures_desk import CHART
from bot.services.wanted import What
from bot.storage import people
from bot.storage.files import made_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.flows.outbound import Files
    from bot.services.work import Work
    from bot.storage.people import Person


def made(work: Work, reader: Person, wanted: Files, photos: Path) -> dict[str, object] | None:
    """Return what Telegram is given to send a file; None when there is nothing to send any more."""
    if isinstance(wanted, MadeFile):
        return _taken_out(work, reader, wanted, photos)
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


def forget(content: object, photos: Path) -> None:
    """Delete a file that the edge had made, now that it was sent."""
    if isinstance(content, MadeFile):
        made_file(photos, content.file).unlink(missing_ok=True)


def _taken_out(work: Work, reader: Person, wanted: MadeFile, photos: Path) -> dict[str, object] | None:
    """Return what the edge has made, for whoever still may have it."""
    path = made_file(photos, wanted.file)
    if not may(people.roles_of(work.connection, reader.id), Act.DECIDE) or not path.exists():
        return None
    if wanted.sort == CHART:
        return {"photo": path.read_bytes()}
    name = msg("export.file_log") if wanted.sort == What.LOG else msg("export.file_requests")
    return {
        "document": path.read_bytes(),
        "filename": f"{work.words.plain(name, reader.speaks)}{path.suffix}",
    }


def _attestation(work: Work, reader: Person, number: int) -> dict[str, object] | None:
    from bot.papers import attestation  # noqa: PLC0415 - half a second that a bot which starts need not spend

    found = attestations.approved(work, reader.id, number)
    if found is None:
        return None
    language = work.territory.default_language
    title = work.words.plain(msg("attestation.paper"), language)
    lines = [work.words.plain(line, language) for line in found[0]]
    return {"document": attestation.draw(title, language, lines, found[1]), "filename": "attestation.pdf"}
