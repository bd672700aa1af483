"""Who somebody is to the officer and how to reach them, as they have told; it words nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.application import CallTime
from bot.flows.application_lines import Reach
from bot.storage import contacts, people

if TYPE_CHECKING:
    from bot.services.work import Work


def reach(work: Work, person: int) -> Reach:
    """Return who somebody is and how to reach them, as they have told."""
    contact = contacts.of_person(work.connection, person)
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    return Reach(
        name=name or None,
        phone=contact.phone,
        call_time=CallTime(contact.call_time) if contact.call_time else None,
        speaks=contact.speaks,
        reads=people.reads(work.connection, person),
    )


def written_to(work: Work, person: int) -> dict[str, Any]:
    """Return what a dialogue must know to write to somebody (`flows.other_language.OPENED`)."""
    found = reach(work, person)
    call_time = found.call_time.value if found.call_time else None
    told = {"at_speaks": found.speaks, "at_phone": found.phone, "at_call_time": call_time}
    return {"at_language": found.reads, **{name: each or "" for name, each in told.items()}}
