"""What officers enter of participants for the figures that funders need: bands, and nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.messages import Code, msg
from bot.services import cards, desk
from bot.storage import events, profiles

if TYPE_CHECKING:
    from bot.domain.decisions import NoteProfile
    from bot.services.work import Work


def note(work: Work, officer: int, command: NoteProfile) -> int:
    """Keep somebody's bands in place of those there were; what they are is not written into the history."""
    request = desk.current(work, officer, command)
    profiles.write(work.connection, request.person, command.profile, officer, work.now)
    events.append(work.connection, request.id, "profiled", officer, work.now)
    cards.refresh(work, request.id)
    work.say(officer, msg("profile.kept", reference=Code(request.reference)))
    return request.id
