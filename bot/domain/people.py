"""Roles, and which role may do what; it knows nobody by name."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.errors import NotAllowed


class Role(StrEnum):
    """What somebody is to the programme, besides being a resident, which everybody is."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """Something not everybody may do."""

    SEE_QUEUE = "see_queue"
    DECIDE = "decide"
    LEAD_CREW = "lead_crew"  # their own; officers may lead any, since they decide
    BE_WARNED = "be_warned"  # of what an operator must mend


MAY: dict[Act, frozenset[Role]] = {
    Act.SEE_QUEUE: frozenset({Role.OFFICER}),
    Act.DECIDE: frozenset({Role.OFFICER}),
    Act.LEAD_CREW: frozenset({Role.SUPERVISOR}),
    Act.BE_WARNED: frozenset({Role.ADMINISTRATOR}),
}


#: Which roles somebody may invite to and take back.
MANAGES: dict[Role, frozenset[Role]] = {
    Role.OFFICER: frozenset({Role.OFFICER, Role.SUPERVISOR}),
    Role.SUPERVISOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(Role),
}


def manages(roles: frozenset[Role]) -> frozenset[Role]:
    """Return the roles that somebody with these may invite to and take back."""
    return frozenset[Role]().union(*(MANAGES[role] for role in roles))


def may(roles: frozenset[Role], act: Act) -> bool:
    """Tell whether one of these roles allows the act."""
    return not roles.isdisjoint(MAY[act])


def require(roles: frozenset[Role], act: Act) -> None:
    """Raise NotAllowed unless one of these roles allows the act."""
    if not may(roles, act):
        raise NotAllowed(act)
