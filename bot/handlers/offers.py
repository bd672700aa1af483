"""One-time links as messages: to a role, to somebody without Telegram; made when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode

from bot.domain.deep_links import deep_link
from bot.domain.people import manages
from bot.flows import team
from bot.flows.outbound import InvitationOffer
from bot.handlers import profile, qr
from bot.services import links
from bot.services import people as people_service
from bot.storage import facts, people

if TYPE_CHECKING:
    from bot.domain.people import Role
    from bot.flows.outbound import LinkOffer
    from bot.services.work import Work
    from bot.storage.people import Person

Made = tuple[str, dict[str, Any]]
"""A method and its arguments, without whose chat it is for."""


def made(work: Work, reader: Person, offer: InvitationOffer | LinkOffer) -> Made | None:
    """Make a link and show it; None when it may not be, or there is no need of it any more."""
    called = facts.read(work.connection, profile.USERNAME)
    if called is None:
        return None
    if isinstance(offer, InvitationOffer):
        return _invitation(work, reader, offer.role, str(called))
    return _link(work, reader, offer.person, str(called))


def _link(work: Work, reader: Person, person: int, called: str) -> Made | None:
    """Make a link and show it; who has an account meanwhile needs none."""
    payload = links.make(work, person)
    if payload is None:
        return None
    address = deep_link(called, payload)
    caption = work.words.lines(links.caption(work, person, address), reader.speaks)
    return "send_photo", {"photo": qr.picture(address), "caption": caption, "parse_mode": ParseMode.HTML}


def _invitation(work: Work, reader: Person, role: Role, called: str) -> Made | None:
    """Make a link to a role and show it, to whoever may still give that role away."""
    if role not in manages(people.roles_of(work.connection, reader.id)):
        return None
    address = deep_link(called, people_service.invite(work.connection, role, work.now))
    return "send_message", {
        "text": work.words.lines(team.caption(role, address), reader.speaks),
        "parse_mode": ParseMode.HTML,
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
    }
