"""What is said of people's data: the short screen, and the long notice behind its button; it shows none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.retention import RULES, Kept, Unit
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt

if TYPE_CHECKING:
    from bot.domain.territory import Territory

READ = "n1:all"  # the data of the button that asks for the long notice


def screen(territory: Territory) -> Prompt:
    """Say in a few lines what is held, why, and whose it is."""
    lines = (
        msg("privacy.controller", controller=Term(TermKind.CONTROLLER)),
        msg("privacy.why"),
        msg("privacy.what"),
        msg("privacy.not_shown"),
        msg("privacy.rights", contact=Code(territory.legal.dpo_contact)),
        msg("privacy.complaint", body=Term(TermKind.COMPLAINT_BODY)),
    )
    return Prompt(lines, ((Option(READ, msg("privacy.read_all")),),), Keyboard.INLINE)


def notice(territory: Territory) -> tuple[Prompt, ...]:
    """Say everything the law asks for (RGPD, article 13), a message for each two or three questions."""
    return (
        Prompt((*_who(), *_why(), *_what())),
        Prompt((*_how_long(territory), *_for_whom())),
        Prompt((*_telegram(), *_rights(territory))),
    )


def _who() -> tuple[Message, ...]:
    return (
        msg("notice.who"),
        msg("notice.controller", controller=Term(TermKind.CONTROLLER)),
        msg("notice.service", service=Term(TermKind.SERVICE)),
    )


def _why() -> tuple[Message, ...]:
    return (
        msg("notice.why"),
        msg("notice.for_reports"),
        msg("notice.for_applications"),
        msg("notice.for_crews"),
        msg("notice.basis"),
        msg("notice.no_machine"),
    )


def _what() -> tuple[Message, ...]:
    return (
        msg("notice.what"),
        msg("notice.account"),
        msg("notice.reports"),
        msg("notice.application"),
        msg("notice.no_papers"),
    )


def _how_long(territory: Territory) -> tuple[Message, ...]:
    return (
        msg("notice.how_long"),
        msg("notice.keep_reporter", time=time_of(territory, Kept.REPORTER)),
        msg("notice.keep_photos", time=time_of(territory, Kept.PHOTOS)),
        msg("notice.keep_person", time=time_of(territory, Kept.PERSON)),
        msg("notice.keep_messages", time=time_of(territory, Kept.MESSAGES)),
        msg("notice.keep_drafts", time=time_of(territory, Kept.DRAFTS)),
        msg("notice.keep_actors", time=time_of(territory, Kept.ACTORS)),
        msg("notice.keep_records"),
    )


def time_of(territory: Territory, kept: Kept) -> Message:
    """Return how long this town keeps that, in words."""
    count = territory.retention[kept]
    return msgn("notice.days", count) if RULES[kept].unit is Unit.DAYS else msgn("notice.months", count)


def _for_whom() -> tuple[Message, ...]:
    return (msg("notice.for_whom"), msg("notice.officers"), msg("notice.partners"), msg("notice.nobody_else"))


def _telegram() -> tuple[Message, ...]:
    return (
        msg("notice.telegram"),
        msg("notice.telegram_controller"),
        msg("notice.telegram_servers"),
        msg("notice.telegram_choice", phone=Term(TermKind.PHONE)),
    )


def _rights(territory: Territory) -> tuple[Message, ...]:
    return (
        msg("notice.rights"),
        msg("notice.read"),
        msg("notice.erase"),
        msg("notice.object"),
        msg("notice.one_month"),
        msg("notice.dpo", contact=Code(territory.legal.dpo_contact)),
        msg("privacy.complaint", body=Term(TermKind.COMPLAINT_BODY)),
    )
