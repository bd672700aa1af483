"""Buttons under the news that residents get: is it clean, follow no longer; whose they are is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.report import State, can
from bot.flows.clean import Verdict
from bot.flows.messages import Code, msg
from bot.flows.outbound import Answer
from bot.services import buttons, clean, dialogues, followers
from bot.storage import reports

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person


def stop_following(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Let somebody follow a report no longer."""
    if not followers.has_followed(work, person.id, button.request):
        return buttons.refuse(work, person, pressed)
    line = followers.stop(work, person.id, button.request)
    dialogues.interject(work, person, (line,))
    return (Answer(pressed.query, line),)


def _may_be_judged(state: State, verdict: Verdict) -> bool:
    """Tell whether a report in this state can be called clean, or asked to be looked at again."""
    return can(state, State.REOPEN_REQUESTED) if verdict is Verdict.NO else state is State.CLEARED


def verdict(work: Work, person: Person, pressed: Press, said: Button) -> tuple[Answer, ...]:
    """Hear whoever reported the place, as long as nothing has changed since the news."""
    report = reports.find(work.connection, said.request)
    if report is None or report.person != person.id:
        return buttons.refuse(work, person, pressed)
    if report.version != said.version or not _may_be_judged(report.state, Verdict(said.action)):
        line = msg("card.stale", reference=Code(report.reference))
        dialogues.interject(work, person, (line,))
        return (Answer(pressed.query, line),)
    opens = clean.judge(work, report, Verdict(said.action))
    if opens is not None:
        opened = {"at_request": report.id, "at_reference": report.reference}
        dialogues.open_new(work, person, opens, opened)
    return (Answer(pressed.query),)
