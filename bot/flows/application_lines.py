"""What the officer's card of an application says, on its two sides; it judges nothing and has no buttons.

Facts stand beside the territory's rules, and no line says whether they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.application import CLOSED, UNANSWERED, State
from bot.domain.meeting import Meeting
from bot.domain.request import Holder
from bot.domain.text import shorten
from bot.flows import profile, programme
from bot.flows.application_labels import ATTRACTIONS, CALL_TIMES, OUT_OF_WORK
from bot.flows.apply_contact import spoken
from bot.flows.choosing import listed
from bot.flows.messages import Code, Message, Term, TermKind, msg, msgn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from bot.domain.application import Attraction, CallTime, OutOfWork
    from bot.domain.joining import Joining
    from bot.domain.profile import Profile
    from bot.domain.request import Standing
    from bot.domain.seats import Crew

QUOTE_LENGTH = 80  # of what people wrote, so that the whole fits a caption of 1,024 characters
NAME_LENGTH = 40
EARLIER = 2

#: What the officer reads of each state; the applicant reads other words.
STATES: dict[State, Message] = {
    State.RECEIVED: msg("application.state.received"),
    State.IN_REVIEW: msg("application.state.in_review"),
    State.INFO_NEEDED: msg("application.state.info_needed"),
    State.INTERVIEW: msg("application.state.interview"),
    State.ACCEPTED: msg("application.state.accepted"),
    State.WAITING_LIST: msg("application.state.waiting_list"),
    State.ENROLLED: msg("application.state.enrolled"),
    State.DECLINED: msg("application.state.declined"),
    State.ORIENTED: msg("application.state.oriented"),
    State.WITHDRAWN: msg("application.state.withdrawn"),
    State.DUPLICATE: msg("application.state.duplicate"),
}
MEETINGS: dict[Meeting, Message] = {
    Meeting.PROPOSED: msg("card.meeting.proposed"),
    Meeting.CONFIRMED: msg("card.meeting.confirmed"),
    Meeting.MOVE_ASKED: msg("card.meeting.move_asked"),
    Meeting.CANCELLED: msg("card.meeting.cancelled"),
}


@dataclass(frozen=True)
class Said:
    """What an applicant said; `phases` are ids, `district` is None for somebody who lives in none of them."""

    of_age: bool
    district: str | None
    in_town: bool
    out_of_work: OutOfWork
    mornings: bool
    phases: tuple[str, ...]
    attractions: tuple[Attraction, ...]
    note: str | None
    recordings: int


@dataclass(frozen=True)
class Reach:
    """Who it is and how to reach them; `speaks` and `reads` are languages' codes, or a language's name."""

    name: str | None
    phone: str | None
    call_time: CallTime | None
    speaks: str | None
    reads: str


@dataclass(frozen=True)
class Interview:
    """A meeting as the card shows it; without a `place` it is at the service."""

    day: date
    hour: time
    place: str | None
    state: Meeting


@dataclass(frozen=True)
class Earlier:
    """Another application of the same person."""

    reference: str
    state: State


@dataclass(frozen=True, kw_only=True)
class ApplicationCard:
    """What the card of one application shows to one officer; `joining` and `languages` are the territory's.

    `crew` is where there is a seat, `kept_until` the day by which a seat that is kept must be answered.
    """

    request: int
    version: int
    reference: str
    state: State
    standing: Standing
    answer_by: date
    joining: Joining
    languages: tuple[str, ...]
    said: Said
    reach: Reach
    seen: Mapping[str, date]
    notes: tuple[Message, ...]
    earlier: tuple[Earlier, ...]
    reachable: bool  # what officers write arrives
    callable: bool  # what they write does not arrive or is not read, and there is a number to call
    interview: Interview | None
    crew: Crew | None
    kept_until: date | None
    ended_on: date | None
    hoped_phase: str | None
    reason: str | None
    next_step: str | None
    kept: str | None
    profile: Profile | None
    question: str | None
    answer: str | None
    unanswered: bool


# --- the first side ----------------------------------------------------------------------------


def front(card: ApplicationCard) -> tuple[Message, ...]:
    """Say what was said, where it stands and what came of it."""
    return (
        _title(card),
        *who(card.reach, card.languages),
        *_facts(card.said, card.joining),
        *_papers(card),
        *_words(card),
        *_standing(card),
        *_outcome(card),
        *_talk(card),
    )


def _title(card: ApplicationCard) -> Message:
    return msg("card.application", reference=Code(card.reference))


def who(reach: Reach, languages: tuple[str, ...]) -> list[Message]:
    """Say who it is and how to reach them; `languages` are the territory's."""
    name = [msg("card.name", name=shorten(reach.name, NAME_LENGTH))] if reach.name else [msg("card.no_name")]
    phone = msg("card.phone", phone=Code(reach.phone)) if reach.phone else msg("card.no_phone")
    call = [msg("card.call", when=CALL_TIMES[reach.call_time])] if reach.call_time else []
    speaks = [msg("card.speaks", language=spoken(reach.speaks, languages))] if reach.speaks else []
    reads = msg("card.reads", language=Term(TermKind.LANGUAGE, reach.reads))
    return [*name, phone, *call, *speaks, reads]


def _facts(said: Said, joining: Joining) -> list[Message]:
    """Put what was said beside what the territory asks, without a verdict."""
    phases = listed(msg("label.term", term=Term(TermKind.PHASE, each)) for each in said.phases)
    likes = listed(ATTRACTIONS[each] for each in said.attractions)
    return [
        msg("card.age", age=joining.minimum_age, said=_yes(said.of_age)),
        _where(said),
        msg("card.work", since=OUT_OF_WORK[said.out_of_work]),
        msg("card.mornings", said=_yes(said.mornings)),
        msg("card.wished", phases=phases or msg("card.any_phase")),
        *([msg("card.likes", likes=likes)] if likes else []),
    ]


def _yes(said: bool) -> Message:  # noqa: FBT001 - what was said is the whole of it
    return msg("button.yes") if said else msg("button.no")


def _where(said: Said) -> Message:
    if said.district:
        return msg("card.lives", district=Term(TermKind.DISTRICT, said.district))
    return msg("card.lives_in_town") if said.in_town else msg("card.lives_elsewhere")


def _papers(card: ApplicationCard) -> list[Message]:
    """Count the criteria seen per level beside what the territory asks for."""
    if not card.joining.criteria:
        return []
    levels = [each.level for each in card.joining.criteria if each.id in card.seen]
    needed = card.joining.criteria_level_2_needed
    return [msg("card.papers", first=levels.count(1), second=levels.count(2), needed=needed)]


def _words(card: ApplicationCard) -> list[Message]:
    said = card.said
    note = [msg("card.note", note=shorten(said.note, QUOTE_LENGTH))] if said.note else []
    spoken = [msgn("card.recording_count", said.recordings)] if said.recordings else []
    return [*note, *spoken]


def _standing(card: ApplicationCard) -> list[Message]:
    said = [msg("card.standing", state=STATES[card.state])]
    if card.state in UNANSWERED:
        late = card.standing.late
        said.append(
            msg("card.late", day=card.answer_by) if late else msg("card.answer_by", day=card.answer_by)
        )
    if card.standing.holder is not Holder.NOBODY and card.state not in CLOSED:
        said.append(msg("card.mine") if card.standing.holder is Holder.READER else msg("card.taken"))
    return said


def _outcome(card: ApplicationCard) -> list[Message]:
    said = []
    if card.interview and card.state is State.INTERVIEW:
        said += _interview(card.interview)
    if card.crew and card.state in (State.ENROLLED, State.ACCEPTED):
        said.append(msg("card.crew", crew=programme.crew(card.crew)))
    if card.kept_until and card.state is State.ACCEPTED:
        said.append(msg("card.kept_until", day=card.kept_until))
    if card.ended_on and card.state is State.ENROLLED:
        said.append(msg("card.ended_on", day=card.ended_on))
    if card.hoped_phase and card.state is State.WAITING_LIST:
        said.append(msg("card.hoped", phase=programme.phase(card.hoped_phase)))
    return [*said, *_closing(card)]


def _interview(interview: Interview) -> list[Message]:
    when = msg("meeting.when", day=interview.day, hour=interview.hour)
    place = [msg("meeting.place", place=shorten(interview.place, NAME_LENGTH))] if interview.place else []
    return [when, *place, MEETINGS[interview.state]]


def _closing(card: ApplicationCard) -> list[Message]:
    said = []
    if card.reason and card.state is State.DECLINED:
        said.append(msg("card.dismissed_for", reason=Term(TermKind.REFUSAL, card.reason)))
    if card.next_step and card.state in (State.DECLINED, State.ORIENTED):
        said.append(msg("card.next_step", door=Term(TermKind.DOOR, card.next_step)))
    if card.kept and card.state is State.DUPLICATE:
        said.append(msg("card.same_as", kept=Code(card.kept)))
    return said


def _talk(card: ApplicationCard) -> list[Message]:
    asked = [msg("card.asked", question=shorten(card.question, QUOTE_LENGTH))] if card.question else []
    told = [msg("card.answered", answer=shorten(card.answer, QUOTE_LENGTH))] if card.answer else []
    waits = [msg("card.unanswered")] if card.unanswered else []
    return [*asked, *told, *waits]


# --- the other side ----------------------------------------------------------------------------


def back(card: ApplicationCard) -> tuple[Message, ...]:
    """Say what has gathered: papers seen, notes, other applications of the same person."""
    name = [msg("card.name", name=shorten(card.reach.name, NAME_LENGTH))] if card.reach.name else []
    figures = profile.said(card.profile) if card.state is State.ENROLLED else ()
    return (_title(card), *name, *figures, *_papers(card), *_seen(card), *card.notes, *_history(card))


def _seen(card: ApplicationCard) -> list[Message]:
    return [
        msg("card.seen", criterion=Term(TermKind.CRITERION, each), day=Code(f"{day:%d/%m/%Y}"))
        for each, day in card.seen.items()
    ]


def _history(card: ApplicationCard) -> list[Message]:
    if not card.earlier:
        return [msg("card.first_time")]
    return [
        msg("card.earlier", reference=Code(each.reference), state=STATES[each.state])
        for each in card.earlier[:EARLIER]
    ]
