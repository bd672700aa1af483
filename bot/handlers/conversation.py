"""The conversation as the durable core calls it: one stored input in, rows out; one row in, one call out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.domain.people import Role
from bot.flows import figures
from bot.flows.carried import Carried
from bot.flows.messages import Code, msg
from bot.flows.outbound import Priority, TallyDrawing
from bot.flows.packing import unpack_content
from bot.handlers import errors, inbound, profile
from bot.handlers.calls import Reply
from bot.handlers.outbound import Outbound
from bot.i18n import Words
from bot.services import (
    application_deadlines,
    away,
    conversations,
    crew_clock,
    crew_sky,
    deadlines,
    deliveries,
    delivering,
    digests,
    drafts,
    figures_desk,
    findings,
    heartbeat,
    held_decisions,
    holding,
    leading,
    outcome_asking,
    outcomes,
    photo_desk,
    reminder_faces,
    reminders,
    roll_calls,
    snoozing,
    talking,
    tallies,
    waiting,
)
from bot.services.application_deadlines import ApplicationDeadline
from bot.services.crew_clock import CrewTimer
from bot.services.deadlines import Deadline
from bot.services.work import Work
from bot.storage import errands, facts
from bot.storage import people as stored_people
from bot.storage.files import kept_photo
from bot.territories import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from bot.config import Settings
    from bot.domain.territory import Territory
    from bot.flows.outbound import Answer
    from bot.handlers.calls import Call, Later
    from bot.storage.inputs import StoredInput
    from bot.storage.outbox import OutboxRow


#: What rings besides the deadlines of requests, and who hears it.
TIMERS: dict[str, Callable[[Work, int], None]] = {
    waiting.TIMER: waiting.ring,
    holding.TIMER: held_decisions.ring,
    digests.TIMER: digests.ring,
    snoozing.TIMER: snoozing.ring,
    tallies.TIMER: tallies.ring,
    away.TIMER: away.ring,
    outcomes.LEAVING: outcomes.ring_leaving,
    outcomes.ASKING: outcome_asking.ring,
    talking.TIMER: drafts.note,
    **{timer.value: partial(crew_clock.ring, timer=timer) for timer in CrewTimer},
}


#: What the edge makes for officers, and who takes it to them.
MADE = {figures.EXPORT: figures_desk.exported, figures.FIGURES: figures_desk.counted}


@dataclass(frozen=True)
class Conversation:
    """Everything the bot says and does, for one territory; `photos` is the folder of the kept ones.

    `has_geocoder` tells whether addresses may be looked up, `has_weather` whether the forecast may.
    """

    territory: Territory
    words: Words
    photos: Path
    has_geocoder: bool = False
    has_weather: bool = False
    _uploads: dict[int, tuple[int, str]] = field(default_factory=dict)  # of messages in flight, by row
    _counted: dict[int, Mapping[str, int]] = field(default_factory=dict)

    def handle(self, connection: Connection, entry: StoredInput, now: datetime) -> tuple[Reply, ...]:
        """Act on one stored input; raise on one that cannot be read."""
        work = self._work(connection, now, f"{entry.source}:{entry.key}")
        replies = self._act(work, entry)
        tallies.follow(work)
        return replies

    def _act(self, work: Work, entry: StoredInput) -> tuple[Reply, ...]:
        payload = json.loads(entry.payload)
        match entry.source:
            case "update":
                return self._update(work, payload)
            case "timer" if payload["kind"] in [each.value for each in ApplicationDeadline]:
                kind = ApplicationDeadline(payload["kind"])
                application_deadlines.ring(work, kind, payload["subject"])
            case "timer" if payload["kind"] in TIMERS:
                TIMERS[payload["kind"]](work, payload["subject"])
            case "timer":
                deadlines.ring(work, Deadline(payload["kind"]), payload["subject"])
            case "errand":
                self._errand(work, payload)
            case "start":
                crew_clock.wind(work)
                digests.wind(work)
                self._ask_own_name(work)
                self._put_on_face(work)
        return ()

    def prepare(self, connection: Connection, row: OutboxRow, now: datetime) -> Call | Later | None:
        """Return the call of a claimed row, its text made now; None when nothing is to be said any more."""
        return self._outbound(connection, row, now).call(unpack_content(row.content))

    def settle(self, connection: Connection, row: OutboxRow, sent: object, now: datetime) -> None:
        """Remember what the sending taught; whoever was erased meanwhile taught nothing."""
        if not stored_people.has_account(connection, row.person):
            return
        self._outbound(connection, row, now).settle(unpack_content(row.content), sent)

    def unreachable(self, connection: Connection, person_id: int, now: datetime) -> None:
        """Telegram refuses to reach this person."""
        work = self._work(connection, now, f"unreachable:{person_id}:{now.isoformat()}")
        deliveries.lose(work, person_id)
        leading.lost(work, person_id)
        tallies.follow(work)

    def undelivered(self, connection: Connection, row: OutboxRow, now: datetime) -> None:
        """Let the card of what a message was about show that it did not arrive."""
        content = unpack_content(row.content)
        if isinstance(content, Carried):
            delivering.failed(self._work(connection, now, f"undelivered:{row.id}"), content)

    def refused(self, connection: Connection, row: OutboxRow, error: str, now: datetime) -> None:
        """Put a message that will never arrive before the officers."""
        work = self._work(connection, now, f"refused:{row.id}")
        content = unpack_content(row.content)
        if isinstance(content, TallyDrawing) and errors.is_gone(error):
            tallies.lose(work, row.person)
        deliveries.refused(work, row.person, row.key, content)
        tallies.follow(work)

    def set_aside(self, connection: Connection, entry: StoredInput, error: str, now: datetime) -> None:
        """Tell the administrators that an input failed for the last time."""
        work = self._work(connection, now, f"aside:{entry.source}:{entry.key}")
        for person in stored_people.holders(connection, Role.ADMINISTRATOR):
            line = msg("operator.set_aside", input=Code(f"{entry.source} {entry.key}"), error=Code(error))
            work.say(person, line, priority=Priority.CHANGE)

    def remind(self, connection: Connection, now: datetime) -> bool:
        """Hand some of the reminders that are due to the outbox; return whether there may be more."""
        work = self._work(connection, now, f"reminders:{now.isoformat()}")
        heartbeat.alive(work)
        more = reminders.tick(work, reminder_faces.PROGRAMME) == reminders.BATCH
        tallies.follow(work)
        return more

    def stand_still(self, connection: Connection, now: datetime) -> None:
        """Tell, once, the administrators that reminders stand still."""
        heartbeat.stalled(self._work(connection, now, f"still:{now.isoformat()}"))

    def _errand(self, work: Work, payload: dict[str, Any]) -> None:
        given, result = payload["payload"], payload.get("result") or {}
        digest = result.get("digest")
        match payload["kind"]:
            case "photo" if digest and not kept_photo(self.photos, digest).exists():
                # erased meanwhile, since nobody used it yet: fetched anew
                errands.add(work.connection, "photo", f"photo:{given['photo']}:{work.cause}", given, work.now)
            case "photo":
                photo_desk.fetched(work, given["photo"], digest, payload.get("error"))
            case "weather":
                crew_sky.came(work, given, result)
            case "sheet":
                roll_calls.fetched(work, given["sheet"], digest)
            case "blur":
                photo_desk.blurred(work, given["photo"], given["digest"], digest)
            case "address":
                findings.address(work, given, result)
            case "call" if given.get("method") == profile.ASK_NAME and result:
                facts.write(work.connection, profile.USERNAME, result["result"]["username"])
            case "taken":
                findings.taken(work, given, result)
            case kind if kind in MADE:
                MADE[kind](work, given, result, payload.get("error"))

    def _ask_own_name(self, work: Work) -> None:
        """Learn what the bot is called, for the links it shows."""
        call = {"method": profile.ASK_NAME, "arguments": {}}
        errands.add(work.connection, "call", f"{work.cause}:me", call, work.now)

    def _put_on_face(self, work: Work) -> None:
        """Set the bot's name, descriptions, commands and picture, if the territory's words have changed."""
        picture = self.territory.profile.picture
        made = profile.calls(self.territory, self.words)
        face = profile.fingerprint(made, picture)
        if facts.read(work.connection, profile.FACT) == face:
            return
        for number, call in enumerate(made):
            errands.add(work.connection, "call", f"{work.cause}:{number}", call, work.now)
        if picture:
            errands.add(work.connection, "picture", f"{work.cause}:picture", {"path": picture}, work.now)
        facts.write(work.connection, profile.FACT, face)

    def _update(self, work: Work, payload: dict[str, Any]) -> tuple[Reply, ...]:
        received = inbound.receive(payload)
        if received is None:
            return ()
        work = replace(work, message=received.message)
        answers = conversations.take(work, received)
        if not answers:
            return ()
        language = self._language(work, received.sender.telegram_id)
        return tuple(self._reply(answer, language) for answer in answers)

    def _reply(self, answer: Answer, language: str) -> Reply:
        text = self.words.plain(answer.text, language) if answer.text else None
        return Reply(answer.query, text, answer.alert)

    def _language(self, work: Work, telegram_id: int) -> str:
        person = stored_people.by_account(work.connection, telegram_id)
        return person.speaks if person else self.territory.default_language

    def _outbound(self, connection: Connection, row: OutboxRow, now: datetime) -> Outbound:
        person = stored_people.by_id(connection, row.person)
        work = self._work(connection, now, row.cause)
        return Outbound(work, row, person, self.photos, self._uploads, self._counted)

    def _work(self, connection: Connection, now: datetime, cause: str) -> Work:
        allowed = self.has_geocoder, self.has_weather
        return Work(connection, now, self.territory, self.words, cause, *allowed)


def build(settings: Settings) -> Conversation:
    """Return the conversation of the territory that the settings name."""
    territory = load(settings.territory)
    allowed = settings.geocoder_url is not None, settings.weather_url is not None
    return Conversation(territory, Words(territory), settings.data_dir / "photos", *allowed)
