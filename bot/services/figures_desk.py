"""`/chiffres` and `/exporter`: officers choose, the edge counts and writes, the file comes when it is made.

Who may is checked at each press, and once more when the file is there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.figures import Span, period
from bot.domain.people import Act, may
from bot.flows import figures
from bot.flows.figures import Choice, Deed
from bot.flows.messages import msg
from bot.flows.outbound import Answer, MadeFile, Priority, Prompt
from bot.services import buttons, dialogues, exporting
from bot.services.wanted import TableForm, Wanted, What, unpacked
from bot.storage import errands, people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person

CHART = "chart"  # what a file is; others are named after what they hold


def show_figures(work: Work, person: Person) -> None:
    """Ask which days are counted."""
    dialogues.interject_prompt(work, person, figures.which_period(figures.FIGURES))


def show_export(work: Work, person: Person) -> None:
    """Ask which days are taken out."""
    dialogues.interject_prompt(work, person, figures.which_period(figures.EXPORT))


def press_figures(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Let the edge count a period."""
    span = figures.span_of(button.request)
    if span is None or button.version or not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    days = period(span, work.today, work.territory.season)
    wanted = Wanted(What.REQUESTS, TableForm.CSV, days).packed()
    _send_for(work, person, figures.FIGURES, {"span": span.value, "wanted": wanted}, pressed.message_id)
    return (Answer(pressed.query),)


def press_export(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Change what is chosen, or let the edge write it."""
    choice = figures.choice_of(button.request)
    if choice is None or button.version or not _decides(work, person.id):
        return buttons.refuse(work, person, pressed)
    over = pressed.message_id
    match Deed(button.action):
        case Deed.SHOW:
            work.send(person.id, figures.chosen(choice, over))
        case Deed.TEXTS:
            work.send(person.id, figures.sure(choice, replace(choice, texts=True), over))
        case Deed.PEOPLE:
            work.send(person.id, figures.sure(choice, replace(choice, people=True), over))
        case Deed.CSV | Deed.XLSX as form:
            wanted = _wanted(work, choice, TableForm(form.value))
            _send_for(work, person, figures.EXPORT, {"wanted": wanted.packed()}, over)
    return (Answer(pressed.query),)


def exported(work: Work, given: Mapping[str, Any], result: Mapping[str, Any], error: str | None) -> None:
    """Send what the edge has written, and keep that it was taken out; or say why there is none."""
    officer, wanted = given["person"], unpacked(given["wanted"])
    if not _decides(work, officer):
        return
    if error is not None:
        work.say(officer, msg("export.too_big") if error == TOO_BIG else msg("export.failed"))
        return
    exporting.note(work.connection, wanted, officer, result["lines"], work.now)
    work.send(officer, MadeFile(wanted.what.value, result["file"]), Priority.CHANGE)


def counted(work: Work, given: Mapping[str, Any], result: Mapping[str, Any], error: str | None) -> None:
    """Send what the edge has counted: the picture, and the same in words."""
    officer = given["person"]
    if not _decides(work, officer):
        return
    if error is not None:
        work.say(officer, msg("export.failed"))
        return
    if result.get("file"):
        work.send(officer, MadeFile(CHART, result["file"]), Priority.CHANGE)
    work.say(officer, *figures.table(Span(given["span"]), result["counted"]), priority=Priority.CHANGE)


TOO_BIG = "too_big"  # what the edge says of a file that Telegram takes from nobody


def _send_for(work: Work, person: Person, kind: str, payload: dict[str, Any], over: int) -> None:
    work.send(person.id, Prompt((msg("export.preparing"),), over=over))
    own = {"person": person.id, "language": person.speaks, **payload}
    errands.add(work.connection, kind, f"{work.cause}:{kind}", own, work.now)


def _wanted(work: Work, choice: Choice, form: TableForm) -> Wanted:
    days = period(choice.span, work.today, work.territory.season)
    what = What.LOG if choice.log else What.REQUESTS
    return Wanted(what, form, days, choice.texts, choice.people)


def _decides(work: Work, person: int) -> bool:
    return may(people.roles_of(work.connection, person), Act.DECIDE)
