"""A town in one process: people with phones talk to the real conversation on a real database; no network.

What Telegram would do is played here at its barest: messages get numbers, buttons get pressed. What the
real server refuses is the simulator's matter (`tests/e2e`).
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from telegram import Chat, InlineKeyboardMarkup, Message, PhotoSize, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.people import Role
from bot.handlers.calls import Call, Later
from bot.handlers.conversation import Conversation
from bot.i18n import Words
from bot.services import people
from bot.storage import errands, inputs, outbox, timers
from bot.storage.files import kept_photo
from bot.storage.tables import accounts, metadata, roles
from bot.territories import load
from tests.bubbles import WORDLESS, Bubble, bubble_of, pinned, plain, told

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.domain.territory import Territory
    from bot.flows.messages import Message as Said
    from bot.handlers.calls import Reply
    from bot.storage.outbox import OutboxRow

MORNING = datetime(2026, 4, 7, 7, 30, tzinfo=UTC)  # a Tuesday in season, 9h30 in Alès
WAITS = "SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT 1"  # much quicker than claiming nothing
IN_TAMARIS = (44.1502, 4.0823)
IN_NIMES = (43.8367, 4.3601)


def with_undo(territory: Territory, seconds: int) -> Territory:
    """Return a territory in which a decision can be undone for so many seconds."""
    return replace(territory, office=replace(territory.office, undo_seconds=seconds))


@cache
def _spoken(name: str, undo: int) -> tuple[Territory, Words]:
    """Return a territory in which a decision can be undone for so many seconds, and its words."""
    territory = with_undo(load(name), undo)
    return territory, Words(territory)


class Town:
    """The bot's side: one conversation, one database, one clock."""

    def __init__(
        self,
        connection: Connection,
        photos: Path = Path("nowhere"),
        territory: str = "ales",
        now: datetime = MORNING,
        undo: int = 0,
    ) -> None:
        self.connection = connection
        self.photos = photos
        self.territory, self.words = _spoken(territory, undo)
        self.has_geocoder = self.has_weather = False
        self.restart()
        self.now = now
        self.held = False  # while true, nothing is delivered
        self.phones: dict[int, Phone] = {}
        self.calls: list[Call] = []
        self.log: list[tuple[str, str]] = []  # whose screen, and a line of it
        self._updates = count(1)
        self._messages = count(1)

    def phone(self, language: str = "fr", name: str = "habitant") -> Phone:
        """Give somebody a phone."""
        number = 1000 + len(self.phones)
        self.phones[number] = Phone(self, number, language, name)
        return self.phones[number]

    def officer(self, name: str = "agent") -> Phone:
        """Give somebody a phone and the officer's role, by a one-time link."""
        phone = self.phone(name=name)
        phone.types(f"/start {people.invite(self.connection, Role.OFFICER, self.now)}")
        return phone

    def restart(self) -> None:
        """Let the process end and another one begin: nothing in memory is left."""
        allowed = self.has_geocoder, self.has_weather
        self.talk = Conversation(self.territory, self.words, self.photos, *allowed)

    def revoke(self, phone: Phone) -> None:
        """Take every role from somebody."""
        person = select(accounts.c.person).where(accounts.c.telegram_id == phone.number).scalar_subquery()
        self.connection.execute(update(roles).where(roles.c.person == person).values(revoked_at=self.now))

    def says(self, message: Said, language: str = "fr") -> str:
        """Return a text of the catalogue as a screen shows it."""
        return plain(self.words.html(message, language))

    def dump(self) -> dict[str, list[str]]:
        """Return every row but those of inputs and messages, to see that nothing has changed."""
        tables = (each for each in metadata.sorted_tables if each.name not in ("inputs", "outbox"))
        return {
            table.name: sorted(str(tuple(row)) for row in self.connection.execute(select(table)))
            for table in tables
        }

    def receive(self, update: dict[str, Any]) -> tuple[Reply, ...]:
        """Store an update, act on it and deliver what it queued."""
        key = str(next(self._updates))
        inputs.add(
            self.connection, "update", [(key, json.dumps({"update_id": int(key), **update}))], self.now
        )
        return self.settle()

    def entry(self, source: str, payload: dict[str, Any]) -> inputs.StoredInput:
        """Return an input as the core hands it over."""
        return inputs.StoredInput(1, source, "1", json.dumps(payload), self.now)

    def handle(self, source: str, payload: dict[str, Any]) -> tuple[Reply, ...]:
        """Act on an input that never was in the queue."""
        return self.talk.handle(self.connection, self.entry(source, payload), self.now)

    def settle(self) -> tuple[Reply, ...]:
        """Do everything that waits: inputs, then messages, until nothing does."""
        replies: list[Reply] = []
        while pending := inputs.pending(self.connection, 10):
            for entry in pending:
                replies += self.talk.handle(self.connection, entry, self.now)
                inputs.finish(self.connection, [entry.seq])
        if not self.held:
            self._deliver()
        return tuple(replies)

    def pass_time(self, **step: float) -> None:
        """Let time go by and ring what is due."""
        self.now += timedelta(**step)
        timers.ring(self.connection, self.now)
        while self.talk.remind(self.connection, self.now):
            pass
        self.settle()

    def end_errands(self, digest: str | None = "ab" * 32, error: str | None = None) -> int:
        """Let every errand that waits end this way; return how many there were."""
        waiting = errands.due(self.connection, self.now, 100)
        if waiting and digest:
            kept_photo(self.photos, digest).parent.mkdir(parents=True, exist_ok=True)
            kept_photo(self.photos, digest).write_bytes(b"a photo")
        for errand in waiting:
            result = {"digest": digest} if digest else None
            errands.end(self.connection, errand, result, error, self.now)
        self.settle()
        return len(waiting)

    def _deliver(self) -> None:
        driver: Any = self.connection.connection.driver_connection
        while driver.execute(WAITS).fetchone() and (rows := outbox.claim(self.connection, self.now, 10)):
            for row in rows:
                self._send(row)

    def _send(self, row: OutboxRow) -> None:
        match self.talk.prepare(self.connection, row, self.now):
            case Later(until):
                outbox.put_off(self.connection, row.id, until)
            case Call() as call:
                self.calls.append(call)
                sent = self.phones[row.chat_id].show(call, next(self._messages))
                self.talk.settle(self.connection, row, sent, self.now)
                outbox.sent(self.connection, [row.id], self.now)
            case None:
                outbox.expire(self.connection, row.id)


class Phone:
    """Somebody's phone: what its screen shows, and what its holder does."""

    def __init__(self, town: Town, number: int, language: str, name: str) -> None:
        self.town = town
        self.number, self.language, self.name = number, language, name
        self.bubbles: list[Bubble] = []
        self.pinned: list[int] = []  # messages, the newest last
        self.keyboard: list[list[str]] = []
        self._own = count(500_000)
        self.written = 0  # the number of the message the holder wrote last
        self._answers = 0  # that of the message the next one is a reply to

    # --- what the holder does -------------------------------------------------------------------

    def types(self, text: str) -> None:
        """Write words."""
        self._did(text)
        self._message(text=text)

    def photo(self, name: str = "p1", album: str | None = None, caption: str | None = None) -> None:
        """Send a photo; parts of an album share its name."""
        self._did(" ".join(part for part in ("[photo]", caption) if part))
        sizes = [self._size(f"{name}s", 90), self._size(name, 1280)]
        self._message(photo=sizes, media_group_id=album, caption=caption)

    def voice(self, name: str = "v1", seconds: int = 4, sort: str = "voice") -> None:
        """Speak a voice note, or send another sound."""
        self._did(f"[message vocal, {seconds} s]")
        sound = {"file_id": f"id-{name}", "file_unique_id": f"u-{name}", "duration": seconds}
        self._message(**{sort: sound})

    def file(self, mime: str, size: int = 1000, name: str = "f1") -> None:
        """Send a document."""
        self._did(f"[fichier {mime}]")
        document = {"file_id": f"file-{name}", "file_unique_id": f"u-{name}", "mime_type": mime}
        self._message(document={**document, "file_size": size})

    def replies(self, words: str) -> Phone:
        """Let the next message be Telegram's reply to the newest message that says these words."""
        self._answers = next(each.message_id for each in reversed(self.bubbles) if words in each.text)
        self._did(f"↩️ {words}")
        return self

    def edits(self, text: str, written: int = 0) -> None:
        """Change the words of a message, the one written last if no other is named."""
        self._did(f"(modifié) {text}")
        self.town.receive({"edited_message": {**self._head(written or self.written), "text": text}})

    def opens_queue(self, view: str = "En attente de réponse") -> None:
        """Ask for the queue and open one of its views, if it holds something."""
        self.types("/file")
        if any(view in label for label in self.labels()):
            self.press(view)

    def place(self, at: tuple[float, float] = IN_TAMARIS, venue: str | None = None) -> None:
        """Share a point, or a named place."""
        self._did("[lieu]" + (f" {venue}" if venue else ""))
        point = {"latitude": at[0], "longitude": at[1]}
        if venue:
            self._message(venue={"location": point, "title": venue, "address": "rue"}, location=point)
        else:
            self._message(location=point)

    def sends(self, **message: Any) -> None:  # noqa: ANN401 - any part of a message
        """Send anything else."""
        self._did(f"[{next(iter(message))}]")
        self._message(**message)

    def press(self, label: str) -> tuple[Reply, ...]:
        """Press the newest button whose label holds these words."""
        for row in self.keyboard:
            for text in row:
                if label in text and not self._newer_inline(label):
                    self._did(f"▸ {text}")
                    return self._message(text=text)
        bubble, (text, data) = self._find(label)
        return self.forge(data, bubble.message_id, text)

    def chooses(self, label: Said) -> tuple[Reply, ...]:
        """Press the newest button with this label in the phone's language."""
        return self.press(self.town.words.plain(label, self.language))

    def forge(self, data: str, message_id: int = 1, label: str = "?") -> tuple[Reply, ...]:
        """Press a button with this data, shown or not."""
        self._did(f"▸ {label}")
        chat = {"id": self.number, "type": "private"}
        message = {"message_id": message_id, "date": int(self.town.now.timestamp()), "chat": chat}
        query = {"id": f"q{next(self._own)}", "from": self._user(), "chat_instance": "1"}
        replies = self.town.receive({"callback_query": {**query, "message": message, "data": data}})
        self._log(*(f"💭 {reply.text}" for reply in replies if reply.text))
        return replies

    def blocks(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it back in."""
        state = {"user": {"id": 1, "is_bot": True, "first_name": "Bot"}}
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        change = {
            "chat": {"id": self.number, "type": "private"},
            "from": self._user(),
            "date": int(self.town.now.timestamp()),
            "old_chat_member": {**state, "status": old, "until_date": 0},
            "new_chat_member": {**state, "status": new, "until_date": 0},
        }
        self.town.receive({"my_chat_member": change})

    def report(self, kind: str = "Meubles") -> None:
        """Report something with a photo and a place; what lies there already is another one."""
        self.photo(f"p{next(self._own)}")
        self.place()
        self.press(kind)
        if "Non, un autre" in " ".join(self.labels()):
            self.press("Non, un autre")
        self.press("Envoyer")

    # --- what the screen shows ------------------------------------------------------------------

    @property
    def last(self) -> str:
        """Return the newest message's text."""
        return self.bubbles[-1].text if self.bubbles else ""

    @property
    def screen(self) -> str:
        """Return every message's text as it now stands."""
        return "\n".join(bubble.text for bubble in self.bubbles)

    def labels(self) -> list[str]:
        """Return the labels of the newest message's buttons, or of the reply keyboard."""
        rows = [[label for label, _ in row] for row in self.bubbles[-1].buttons] or self.keyboard
        return [label for row in rows for label in row]

    def shows(self, label: Said) -> bool:
        """Tell whether the newest message has a button with this label in the phone's language."""
        return self.town.words.plain(label, self.language) in self.labels()

    def data(self, label: str) -> str:
        """Return the data of the newest button whose label holds these words."""
        return self._find(label)[1][1]

    def show(self, call: Call, message_id: int) -> object:
        """Put what a call sends on the screen; return what Telegram would answer."""
        arguments = dict(call.arguments)
        if call.method in WORDLESS:
            self.pinned = pinned(call, self.pinned)
            return True
        edited = arguments.get("message_id")
        bubble = bubble_of(call, edited if isinstance(edited, int) else message_id)
        self._keyboard(arguments.get("reply_markup"), bubble)
        shown = self.keyboard if _has_keyboard(arguments) else []
        self._log(*told(bubble, shown, edited=bool(edited)))
        if edited:
            self.bubbles = [bubble if each.message_id == edited else each for each in self.bubbles]
        else:
            self.bubbles.append(bubble)
        return self._sent(bubble)

    def _sent(self, bubble: Bubble) -> object:
        chat = Chat(self.number, "private")
        size = PhotoSize("shown", "u-shown", 800, 450)
        photo = (size,) if bubble.what == "photo" else ()
        return Message(bubble.message_id, self.town.now, chat, photo=photo)

    def _keyboard(self, markup: object, bubble: Bubble) -> None:
        match markup:
            case InlineKeyboardMarkup():
                bubble.buttons = [
                    [(button.text, str(button.callback_data)) for button in row]
                    for row in markup.inline_keyboard
                ]
            case ReplyKeyboardMarkup():
                self.keyboard = [[button.text for button in row] for row in markup.keyboard]
            case ReplyKeyboardRemove():
                self.keyboard = []

    def _find(self, label: str) -> tuple[Bubble, tuple[str, str]]:
        for bubble in reversed(self.bubbles):
            for row in bubble.buttons:
                for button in row:
                    if label in button[0]:
                        return bubble, button
        message = f"no button « {label} » on\n{self.screen}\n{self.keyboard}"
        raise AssertionError(message)

    def _newer_inline(self, label: str) -> bool:
        """Tell whether the newest message itself has such a button."""
        return bool(self.bubbles) and any(
            label in text for row in self.bubbles[-1].buttons for text, _ in row
        )

    def _did(self, text: str) -> None:
        self._log(f"👤 {text}")

    def _log(self, *lines: str) -> None:
        self.town.log += [(self.name, line) for line in lines]

    def _user(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": '<b>&"', "language_code": self.language}

    def _message(self, **parts: Any) -> tuple[Reply, ...]:  # noqa: ANN401 - any part of a message
        held = {name: value for name, value in parts.items() if value is not None}
        self.written = next(self._own)
        if self._answers:
            held["reply_to_message"] = self._head(self._answers)
            self._answers = 0
        return self.town.receive({"message": {**self._head(self.written), **held}})

    def _head(self, number: int) -> dict[str, Any]:
        chat = {"id": self.number, "type": "private"}
        sent = int(self.town.now.timestamp())
        return {"message_id": number, "date": sent, "chat": chat, "from": self._user()}

    @staticmethod
    def _size(name: str, width: int) -> dict[str, Any]:
        return {"file_id": f"id-{name}", "file_unique_id": f"u-{name}", "width": width, "height": width}


def _has_keyboard(arguments: dict[str, Any]) -> bool:
    return isinstance(arguments.get("reply_markup"), ReplyKeyboardMarkup)
