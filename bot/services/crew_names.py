"""How members of a crew are called among those who lead it: a first name and an initial, nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.text import shorten
from bot.storage import contacts, enrolments, requests

if TYPE_CHECKING:
    from bot.services.work import Work
    from bot.storage.contacts import Contact


LONGEST = 18  # letters of a first name: it stands on a button beside its state


def of(work: Work, person: int) -> str:
    """Return « Camille E. »; without a name the number of their application, or their own."""
    return named(contacts.of_person(work.connection, person)) or _reference(work, person)


def named(contact: Contact) -> str:
    """Return a first name with the initial of the last one; "" when neither was given."""
    initial = f"{contact.last_name[0]}." if contact.last_name else ""
    return " ".join(part for part in (shorten(contact.first_name or "", LONGEST), initial) if part)


def _reference(work: Work, person: int) -> str:
    held = enrolments.of_person(work.connection, person)
    return requests.by_id(work.connection, held.request).reference if held else f"n° {person}"
