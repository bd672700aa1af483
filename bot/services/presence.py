"""Which officers are there today, and from which day on somebody answers; it tells nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.flows import opening
from bot.flows.messages import msg
from bot.services import people
from bot.storage import away

if TYPE_CHECKING:
    from datetime import date

    from bot.flows.messages import Message
    from bot.services.work import Work


def present(work: Work) -> list[int]:
    """Return everybody who decides and is there, whoever joined first at the head."""
    gone = {each.person for each in away.every(work.connection, work.today)}
    return [officer for officer in people.officers(work) if officer not in gone]


def absent(work: Work, who: int) -> bool:
    """Tell whether somebody has said that they are away and is not back."""
    return any(each.person == who for each in away.every(work.connection, work.today))


def returns_on(work: Work) -> date | None:
    """Return the local working day on which somebody who decides is back; None while somebody is there."""
    officers = set(people.officers(work))
    days = [each.returns_on for each in away.every(work.connection, work.today) if each.person in officers]
    return days[0] if days and len(days) == len(officers) else None


def counts_from(work: Work) -> date:
    """Return the local day from which a promised date is counted: today, or when somebody is back."""
    return returns_on(work) or work.today


def answers_again(work: Work) -> Message | None:
    """Say from when on somebody answers; None while somebody is there and the office is open."""
    day = returns_on(work)
    if day is not None:
        return msg("receipt.from", day=day)
    office, local = work.territory.office, work.now.astimezone(ZoneInfo(work.territory.timezone))
    return None if office.is_open(local) else opening.line(local, office.next_opening(local))
