"""What the territory calls the things that messages name, in all its languages; it chooses none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import by_id
from bot.flows.messages import TermKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.territory import Territory, Texts
    from bot.flows.messages import Term

_NAMES: dict[TermKind, Callable[[Territory, str], Texts]] = {
    TermKind.DISTRICT: lambda town, name: town.district(name).name,
    TermKind.PLACE: lambda town, name: town.place(name).name,
    TermKind.NEIGHBOUR: lambda town, name: by_id(town.neighbours, name).name,
    TermKind.BODY: lambda town, name: town.body(name).name,
    TermKind.DISMISSAL: lambda town, name: town.dismissal_reason(name).label,
    TermKind.RULE: lambda town, name: town.kind(name).rule,
    TermKind.PHASE: lambda town, name: town.joining.phase(name).name,
    TermKind.CRITERION: lambda town, name: town.joining.criterion(name).label,
    TermKind.REFUSAL: lambda town, name: town.joining.refusal(name).label,
    TermKind.REFUSAL_MESSAGE: lambda town, name: town.joining.refusal(name).message,
    TermKind.DOOR: lambda town, name: town.joining.door(name).name,
    TermKind.DOOR_WHAT: lambda town, name: town.joining.door(name).what,
    TermKind.PARTNER: lambda town, name: town.rules.partner(name).name,
    TermKind.ABSENCE_REASON: lambda town, name: by_id(town.rules.absence_reasons, name).label,
    TermKind.BRING: lambda town, _: town.joining.bring,
    TermKind.PROGRAMME: lambda town, _: town.programme,
    TermKind.TOWN: lambda town, _: town.town,
    TermKind.SERVICE: lambda town, _: town.service,
    TermKind.CONTROLLER: lambda town, _: town.legal.controller,
    TermKind.COMPLAINT_BODY: lambda town, _: town.legal.complaint_body,
    TermKind.ADDRESS: lambda town, _: {town.default_language: town.address},
    TermKind.PHONE: lambda town, _: {town.default_language: town.phone},
    TermKind.DPO: lambda town, _: {town.default_language: town.legal.dpo_contact},
}


def names(term: Term, territory: Territory) -> Texts:
    """Return what it is called, per language; raises KeyError for an id the territory no longer has."""
    return _NAMES[term.kind](territory, term.id)
