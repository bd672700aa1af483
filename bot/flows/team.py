"""The screen of who answers for the town: listed, invited, taken back; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.people import Role
from bot.flows import labels
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Keyboard, Option, Prompt, card_data, pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

KIND = "team"
A_SCREEN = 4  # members; four buttons more stand below them


class Deed(StrEnum):
    """What a button does; its number is a role's, or how many members come before the screen."""

    PAGE = "page"
    REMOVE = "remove"
    REALLY = "really"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    NAME = "name"


ROLES: dict[Role, Message] = {
    Role.OFFICER: msg("role.officer"),
    Role.SUPERVISOR: msg("role.supervisor"),
    Role.ADMINISTRATOR: msg("role.administrator"),
}
INVITE: dict[Role, Message] = {
    Role.OFFICER: msg("team.invite_officer"),
    Role.SUPERVISOR: msg("team.invite_supervisor"),
    Role.ADMINISTRATOR: msg("team.invite_administrator"),
}


@dataclass(frozen=True)
class Member:
    """Somebody with a role, by the number of the role; without a `name` nobody has given one."""

    number: int
    role: Role
    name: str | None
    since: date
    reader: bool


def screen(members: Sequence[Member], first: int, inviting: Collection[Role], over: int = 0) -> Prompt:
    """List the members from the one after `first` others on."""
    shown = members[first : first + A_SCREEN]
    lines = (msg("team.title"), *(_line(member) for member in shown), msg("team.hint"))
    removed = [_row(member) for member in shown if member.role in inviting]
    invited = [_button(0, Deed(role.value), INVITE[role]) for role in Role if role in inviting]
    last = [_button(0, Deed.NAME, msg("team.name"))]
    if len(members) > A_SCREEN:
        then = first + A_SCREEN if first + A_SCREEN < len(members) else 0
        last.append(_button(then, Deed.PAGE, msg("team.more")))
    return Prompt(lines, (*removed, *pairs([*invited, *last])), Keyboard.INLINE, over=over)


def sure(member: Member, over: int) -> Prompt:
    """Ask once more before a role is taken back."""
    lines = (msg("team.sure", member=_named(member), role=ROLES[member.role]), msg("team.at_once"))
    yes = _button(member.number, Deed.REALLY, msg("team.yes"))
    return Prompt(lines, ((yes,), (_button(0, Deed.PAGE, labels.BACK),)), Keyboard.INLINE, over=over)


def removed(member: Member) -> Message:
    """Say that a role is taken back."""
    return msg("team.removed", member=_named(member), role=ROLES[member.role])


def caption(role: Role, address: str) -> tuple[Message, ...]:
    """Say what a link to a role is for, and how long it counts."""
    return (msg("team.link", role=ROLES[role]), msg("link.address", address=Code(address)), msg("team.once"))


def _line(member: Member) -> Message:
    name, role = _named(member), ROLES[member.role]
    if member.reader:
        return msg("team.you", member=name, role=role, day=member.since)
    return msg("team.member", member=name, role=role, day=member.since)


def _named(member: Member) -> Message:
    if member.name is None:
        return msg("team.unnamed", number=member.number)
    return msg("team.named", name=member.name)


def _row(member: Member) -> tuple[Option, ...]:
    label = msg("team.leave") if member.reader else msg("team.remove", member=_named(member))
    return (_button(member.number, Deed.REMOVE, label),)


def _button(number: int, deed: Deed, label: Message) -> Option:
    return Option(card_data(KIND, number, deed, 0), label)
