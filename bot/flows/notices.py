"""What people are told of their report: the acknowledgement and each visible change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.report import WITHDRAWN, State
from bot.flows import labels
from bot.flows.messages import Code, Message, Term, TermKind, msg

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.territory import Territory


def acknowledged(
    reference: str, received: date, answer_by: date, returns_on: date | None = None
) -> tuple[Message, ...]:
    """Return what an administration owes to whoever asks it something: date, service, address, phone."""
    return (
        msg("receipt.thanks", reference=Code(reference)),
        *((msg("receipt.from", day=returns_on),) if returns_on else ()),
        msg("receipt.answer_by", day=answer_by),
        msg("receipt.next"),
        msg("receipt.received", day=received),
        msg("receipt.service", service=Term(TermKind.SERVICE)),
        msg("receipt.address", address=Term(TermKind.ADDRESS), phone=Term(TermKind.PHONE)),
    )


def changed(
    reference: str,
    state: State,
    territory: Territory,
    *,
    day: date | None = None,
    body: str | None = None,
    reason: str | None = None,
) -> tuple[Message, ...]:
    """Return what the resident reads of a change; the first line tells nothing to a stranger's eye."""
    news = msg("news.title", reference=Code(reference))
    match state:
        case State.PLANNED if day:
            return (news, msg("news.planned", day=day))
        case State.FORWARDED if body:
            return (news, msg("news.forwarded"), *_who(territory, body))
        case State.DISMISSED if reason == WITHDRAWN:
            return (news, msg("news.withdrawn"))
        case State.DISMISSED if reason:
            why = msg("news.dismissed", reason=Term(TermKind.DISMISSAL, reason))
            who = territory.dismissal_reason(reason).body
            return (news, why, *(_who(territory, who) if who else (msg("news.thanks"),)))
        case State.CLEARED:
            return (news, msg("news.cleared"), msg("news.thanks"))
        case _:
            return (news, msg("news.state", state=labels.STATES[state]))


def reopened(reference: str, answer_by: date) -> tuple[Message, ...]:
    """Return what is read once officers look again at what was closed."""
    news = msg("news.title", reference=Code(reference))
    return (news, msg("news.reopened"), msg("receipt.answer_by", day=answer_by))


def _who(territory: Territory, body: str) -> tuple[Message, ...]:
    phone = territory.body(body).phone
    who = msg("news.who", body=Term(TermKind.BODY, body))
    return (who, msg("news.call", phone=Code(phone))) if phone else (who,)


def standing(state: State, planned_on: date | None) -> Message:
    """Return where a report stands, for whoever did not file it: the officer's question is not theirs."""
    if state is State.PLANNED and planned_on:
        return msg("news.planned", day=planned_on)
    return msg("news.state", state=labels.seen_by_others(state))


def joined(reference: str, kept: str, stands: Message, *, own: bool) -> tuple[Message, ...]:
    """Return what whoever filed a report (`own`) or follows it reads once another one is kept."""
    news = msg("news.title", reference=Code(reference))
    said = msg("merge.joined", kept=Code(kept)) if own else msg("merge.followed", kept=Code(kept))
    return (news, said, stands)
