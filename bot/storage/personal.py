"""What every table holds of people: how long each column is kept, and what erasing somebody does to it.

The one place that says so: whoever adds a column adds it here, or a test fails. It deletes nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.domain.retention import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping


class Erased(Enum):
    """What becomes of somebody's rows when they have their data erased."""

    ROW = auto()  # they go
    COLUMNS = auto()  # their columns under a rule are emptied (HISTORY's are not), the rest stays as a fact
    NOTHING = auto()  # they are nobody's


@dataclass(frozen=True)
class Held:
    """What one table holds of people; columns are names parted by spaces.

    `rules` says which columns are kept for how long; a column may stand under two, one for each kind of
    request. `plain` are columns that tell nothing of anybody once the others are empty. `whose` is the
    column that leads to the person, or to their request. Other columns that lead to a person (who decided,
    who invited) are emptied whenever that person is erased.
    """

    rules: Mapping[Kept, str]
    plain: str = ""
    whose: str = "person"
    erased: Erased = Erased.ROW


REGISTER: dict[str, Held] = {
    # --- people
    "people": Held({Kept.PERSON: "id language guessed_language created_at muted_at"}, whose="id"),
    "contacts": Held({Kept.PERSON: "person first_name last_name phone speaks call_time"}),
    "accounts": Held({Kept.PERSON: "telegram_id chat_id person unreachable_since"}),
    "roles": Held({Kept.ACTORS: "person revoked_by"}, "id role granted_at revoked_at"),
    "invitations": Held(
        {Kept.ACTORS: "used_by"}, "digest role expires_at used_at", "used_by", Erased.COLUMNS
    ),
    "links": Held({Kept.PERSON: "person"}, "digest expires_at used_at"),
    "disclosures": Held({Kept.PERSON: "person asked_at", Kept.ACTORS: "sent_by"}, "id sent_at"),
    "invitation_tries": Held({Kept.DRAFTS: "person at"}, "id"),
    "sessions": Held({Kept.DRAFTS: "person answers"}, "id flow misses keyboard touched_at ended_at filed"),
    # --- the queue: a request stays, without whose it was
    "requests": Held(
        {Kept.REPORTER: "person", Kept.PERSON: "person", Kept.ACTORS: "claimed_by"},
        "id kind reference state version danger district waiting_since snoozed_until snoozed_firmly held"
        " answer_by created_at erased_at muted",
        erased=Erased.COLUMNS,
    ),
    "events": Held(
        {
            Kept.ACTORS: "actor",
            Kept.REPORTER: "detail",
            Kept.PERSON: "detail",
            Kept.HISTORY: "at kind state_from state_to",
        },
        "id request",
        whose="request",
        erased=Erased.COLUMNS,
    ),
    "exports": Held(
        {Kept.ACTORS: "person", Kept.HISTORY: "at"},
        "id what form since until with_texts with_people lines",
        erased=Erased.COLUMNS,
    ),
    "relays": Held(
        {
            Kept.REPORTER: "said album written shown asked answers",
            Kept.PERSON: "said album written shown asked answers",
            Kept.ACTORS: "author reader",
        },
        "id request state event made_at",
        whose="request",
    ),
    "held_decisions": Held(
        {Kept.ACTORS: "officer", Kept.REPORTER: "given", Kept.PERSON: "given"},
        "id request version comes_to message_id created_at due_at ended_at ending why cause",
        whose="request",
        erased=Erased.COLUMNS,
    ),
    "cards": Held({Kept.ACTORS: "person message_id"}, "id request open back view walk created_at touched_at"),
    "away": Held({Kept.ACTORS: "person deputy"}, "returns_on since"),
    "tallies": Held({Kept.ACTORS: "person message_id"}, "drawn"),
    # --- reports: the place, the kind and the dates stay as facts of the town's
    "reports": Held(
        {Kept.REPORTER: "landmark note"},
        "request kind district address latitude longitude cell filed_at in_town in_priority_area size"
        " canisters planned_on forwarded_to dismissal duplicate_of",
        whose="request",
        erased=Erased.COLUMNS,
    ),
    "photos": Held(
        {Kept.PHOTOS: "person file_id file_unique_id album digest"},
        "id request stage as_file state received_at blur showable",
    ),
    "recordings": Held(
        {Kept.PHOTOS: "person file_id file_unique_id author"},
        "id request seconds as_music received_at",
    ),
    "addresses": Held({}, "sought found found_at", "", Erased.NOTHING),  # who asked is not kept
    "followers": Held({Kept.REPORTER: "person since until"}, "id request"),
    "search_texts": Held(
        {Kept.REPORTER: "words", Kept.PERSON: "words"}, "request", whose="request"
    ),  # made from the texts, and made anew whenever one of them goes
    "search_words": Held({}, "block word requests", "", Erased.NOTHING),  # follows search_texts
    # --- applications
    "applications": Held(
        {
            Kept.PERSON: "of_age district in_town out_of_work mornings phases attractions note reason"
            " next_step same_as hoped_phase listed_at",
            Kept.ACTORS: "entered_by",
        },
        "request",
        whose="request",
    ),
    # --- matters: small things about one person
    "matters": Held(
        {Kept.REPORTER: "detail", Kept.PERSON: "detail"}, "request about_kind about_id", whose="request"
    ),
    # --- the programme: that a seat was taken stays, without whose it was
    "phases": Held({}, "id code phase starts ends", "", Erased.NOTHING),
    "crews": Held(
        {Kept.ACTORS: "supervisor"},
        "id phase crew name seats place hour",
        "supervisor",
        Erased.COLUMNS,
    ),
    "enrolments": Held(
        {Kept.PERSON: "person kept_until enrolled_at"}, "id request crew since until", erased=Erased.COLUMNS
    ),
    "interviews": Held({Kept.PERSON: "person starts_at place"}, "id request state version"),
    "shifts": Held(
        {},
        "id crew day starts ends place latitude longitude district task indoor cancelled version changed_at",
        "",
        Erased.NOTHING,
    ),
    "appointments": Held(
        {}, "id sort partner starts_at minutes place cancelled version changed_at", "", Erased.NOTHING
    ),
    "attendances": Held(
        {
            Kept.PERSON: "person left_at answer answered_at answered_version in_time reason_given",
            Kept.ACTORS: "noted_by",
        },
        "id kind thing booked_at state noted_at",
        erased=Erased.COLUMNS,  # that somebody was there stays, without who
    ),
    "boards": Held({Kept.ACTORS: "person message_id before"}, "id shift sort page made_at"),
    "sheets": Held(
        {Kept.PHOTOS: "person file_id file_unique_id digest"},
        "id shift as_file received_at",
        erased=Erased.COLUMNS,
    ),
    "forecasts": Held({}, "shift figures cause kept told_at", "", Erased.NOTHING),
    "absence_reasons": Held({}, "month reason count", "", Erased.NOTHING),
    "outcomes": Held(
        {Kept.PERSON: "person outcome job said_at", Kept.ACTORS: "confirmed_by"},
        "id enrolment moment left_on state tries category confirmed_at",
        erased=Erased.COLUMNS,  # what is counted stays, without whose it is
    ),
    "profiles": Held({Kept.PERSON: "person sex age priority_district", Kept.ACTORS: "noted_by"}, "noted_at"),
    "pauses": Held({Kept.PERSON: "person purpose paused_at resumed_at"}, "id"),
    "reminders": Held(
        {Kept.MESSAGES: "person kind thing starts_at reason"}, "id rung version due_at state claims message"
    ),
    "criteria_seen": Held(
        {Kept.PERSON: "criterion seen_on", Kept.ACTORS: "officer"}, "request", whose="request"
    ),
    # --- the loop
    "inputs": Held(
        {Kept.INBOX: "payload"}, "seq source key received_at state attempts error", "", Erased.NOTHING
    ),
    "outbox": Held(
        {Kept.MESSAGES: "person content"},
        "id key cause priority silent not_before useless_after state tries error sent_at",
        erased=Erased.COLUMNS,  # the row stays: its message may be on its way
    ),
    "texts": Held({Kept.ACTORS: "changed_by"}, "key language text changed_at", "changed_by", Erased.COLUMNS),
    "ready_answers": Held({}, "id title purpose kinds off", "", Erased.NOTHING),
    "text_changes": Held(
        {Kept.ACTORS: "changed_by"}, "id key language what text changed_at", "changed_by", Erased.COLUMNS
    ),
    "errands": Held({Kept.INBOX: "payload"}, "id kind key not_before state tries error", "", Erased.NOTHING),
    "timers": Held({}, "id kind subject due_at state", "", Erased.NOTHING),
    "facts": Held({}, "name value", "", Erased.NOTHING),
}
