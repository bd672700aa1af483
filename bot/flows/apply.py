"""The dialogue of somebody who asks to join the crew: one question at a time, then a summary, then sent.

No document, no identity number and nothing of health is asked or kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.application import Attraction, CallTime, OutOfWork
from bot.domain.commands import FileApplication
from bot.flows import labels, phones, recordings
from bot.flows.application_labels import ATTRACTIONS, CALL_TIMES, OUT_OF_WORK
from bot.flows.apply_contact import CONTACT_QUESTIONS, split_name, spoken
from bot.flows.apply_facts import ELSEWHERE, FACT_QUESTIONS, IN_TOWN, YES, YES_OR_NO, district_label, phases
from bot.flows.choosing import listed
from bot.flows.dialogue import CHANGE, Answered, Aside, Flow, Question, Reading, Wrong
from bot.flows.inbound import Choice, Event, Text
from bot.flows.messages import Code, Message, msg, msgn
from bot.flows.outbound import Keyboard, Option, Prompt, Rows, pairs
from bot.flows.private import careful
from bot.flows.recordings import RECORDINGS

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.flows.answers import Answers
    from bot.flows.known import Known

SEND, MORE = "send", "more"
FIRST_CHANGES = 6  # on the first screen of what can be changed; the others stand behind « Autre… »

_CHANGEABLE = {
    "name": msg("apply.change.name"),
    "phone": msg("apply.change.phone"),
    "district": msg("apply.change.district"),
    "mornings": msg("apply.change.mornings"),
    "phases": msg("apply.change.phases"),
    "attractions": msg("apply.change.attractions"),
    "of_age": msg("apply.change.age"),
    "out_of_work": msg("apply.change.work"),
    "speaks": msg("apply.change.speaks"),
    "call": msg("apply.change.call"),
    "note": msg("apply.change.note"),
}


# --- the summary -------------------------------------------------------------------------------------


def _ask_summary(answers: Answers, known: Known) -> Prompt:
    extras = [Option(f"{CHANGE}call", msg("apply.summary.call"))] if not answers.get("call") else []
    extras += [Option(f"{CHANGE}note", msg("apply.summary.note"))] if not answers.get("note") else []
    rows = ((Option(SEND, labels.SEND),), *pairs([*extras, Option("change", labels.CHANGE)]))
    lines = (msg("apply.summary.title"), *summary_lines(answers, known))
    return Prompt(lines, rows, Keyboard.INLINE)


def summary_lines(answers: Answers, known: Known) -> tuple[Message, ...]:
    """Return what was said, one line an answer."""
    return (*_contact_lines(answers, known), *fact_lines(answers, known))


def _contact_lines(answers: Answers, known: Known) -> list[Message]:
    name = answers["name"] or msg("apply.summary.name_later")
    lines = [msg("apply.summary.name", name=name)]
    if answers["phone"]:
        lines.append(msg("apply.phone.noted", phone=Code(phones.shown(answers["phone"]))))
    else:
        lines.append(msg("apply.summary.no_phone"))
    if answers["speaks"]:
        said = spoken(answers["speaks"], known.territory.languages)
        lines.append(msg("apply.summary.speaks", language=said))
    if answers.get("call"):
        lines.append(msg("apply.summary.call_line", when=CALL_TIMES[CallTime(answers["call"])]))
    return lines


def fact_lines(answers: Answers, known: Known) -> list[Message]:
    """Return what was said of oneself beside name and telephone, one line an answer."""
    age = known.territory.joining.minimum_age
    work = OUT_OF_WORK[OutOfWork(answers["out_of_work"])]
    lines = [
        msg("apply.summary.age", age=age, answer=YES_OR_NO[answers["of_age"]]),
        msg("apply.summary.district", district=district_label(answers["district"])),
        msg("apply.summary.work", answer=work),
        msg("apply.summary.mornings", answer=YES_OR_NO[answers["mornings"]]),
    ]
    wished = [label for phase, label in phases(known).items() if phase in answers["phases"]]
    liked = [label for value, label in ATTRACTIONS.items() if value in answers["attractions"]]
    lines.append(msg("apply.summary.phases", answer=listed(wished) or msg("apply.phases.any")))
    lines.append(msg("apply.summary.attractions", answer=listed(liked) or msg("apply.attractions.any")))
    if answers.get("note"):
        lines.append(msg("report.summary.note_line", note=answers["note"]))
    if answers.get("recordings"):
        lines.append(msgn("report.summary.recordings", len(answers["recordings"])))
    return lines


def _changes(names: Collection[str]) -> list[Option]:
    return [Option(f"{CHANGE}{name}", label) for name, label in _CHANGEABLE.items() if name in names]


def _beside_summary(_: Known) -> Rows:
    return (*pairs(_changes(_CHANGEABLE)), (Option(MORE, msg("apply.change.more")),))


def _read_summary(event: Event, answers: Answers, _: Known) -> Reading | None:
    changes = _changes(answers)
    match event:
        case Choice(value) if value == SEND:
            return Answered({"summary": True})
        case Choice(value) if value == "change":
            more = Option(MORE, msg("apply.change.more"))
            return _choose_change([*changes[:FIRST_CHANGES], more])
        case Choice(value) if value == MORE:
            return _choose_change(changes[FIRST_CHANGES:])
        case Text():
            return Wrong(msg("report.summary.wrong"))
    return None


def _choose_change(options: list[Option]) -> Aside:
    return Aside(Prompt((msg("report.change.ask"),), pairs(options), Keyboard.INLINE))


# --- what is made of the answers -----------------------------------------------------------------------


def finish(answers: Answers) -> FileApplication:
    """Return the application that these questions were answered with."""
    first_name, last_name = split_name(answers["name"])
    district = answers["district"]
    return FileApplication(
        of_age=answers["of_age"] == YES,
        district=None if district in (IN_TOWN, ELSEWHERE) else district,
        in_town=district != ELSEWHERE,
        out_of_work=OutOfWork(answers["out_of_work"]),
        mornings=answers["mornings"] == YES,
        phases=tuple(answers["phases"]),
        attractions=tuple(map(Attraction, answers["attractions"])),
        first_name=first_name,
        last_name=last_name,
        speaks=answers["speaks"] or None,
        phone=answers["phone"] or None,
        call_time=CallTime(answers["call"]) if answers.get("call") else None,
        note=answers.get("note") or None,
        recordings=recordings.all_kept(answers),
    )


QUESTIONS = tuple(
    map(
        careful,
        (
            *FACT_QUESTIONS,
            *CONTACT_QUESTIONS,
            Question(
                "summary",
                _ask_summary,
                _read_summary,
                accepts=lambda answer, _: answer is True,
                more=_beside_summary,
            ),
            RECORDINGS,
        ),
    )
)

APPLY = Flow("apply", QUESTIONS, finish)
