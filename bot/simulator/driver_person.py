"""One person of a driven simulation: acts on the phone, and what the screen shows.

Every wait is bounded and ends as soon as the chat shows what was expected.
"""

from __future__ import annotations

import asyncio
import io
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from bot.clock import monotonic
from bot.simulator import driver_screen as screens
from bot.simulator.errors import SimulatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.simulator.driver import Driver
    from bot.simulator.shapes import Json

PATIENCE = 5.0


class DriverError(SimulatorError):
    """The simulator refused what the driver asked."""


class DrivenPerson:
    """A person with a phone; `id` is both the person's and the chat's."""

    def __init__(self, driver: Driver, view: Json) -> None:
        self._driver = driver
        self.id = int(view["id"])
        self.role = str(view["role"])
        self.view = view
        self._mark = 0

    # what the person does

    async def says(self, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text."""
        return await self._act("text", text=text, reply_to=reply_to)

    async def starts(self, payload: str | None = None) -> Json:
        """Press Start, or follow a link with a payload."""
        return await self._act("start", payload=payload)

    async def sends_photo(self, photo: Path | bytes, caption: str | None = None) -> Json:
        """Send a photo from a file or from bytes."""
        return await self._upload("photo", [photo], caption=caption)

    async def sends_album(
        self, photos: Iterable[Path | bytes], caption: str | None = None, *, split: bool = False
    ) -> Json:
        """Send several photos as one album; `split` lets the parts reach the bot in different polls."""
        return await self._upload("photo", photos, caption=caption, split="true" if split else None)

    async def sends_document(self, content: bytes, name: str, mime: str, caption: str | None = None) -> Json:
        """Send a file as it is."""
        form = _form({"caption": caption})
        form.add_field("document", io.BytesIO(content), filename=name, content_type=mime)
        return await self._driver.call("POST", f"chats/{self.id}/document", data=form)

    async def sends_voice(self) -> Json:
        """Send a voice message."""
        return await self._act("voice")

    async def sends_sticker(self) -> Json:
        """Send a sticker."""
        return await self._act("sticker")

    async def sends_poll(self) -> Json:
        """Send a poll."""
        return await self._act("poll")

    async def shares_location(self, lat: float, lon: float, accuracy: float | None = None) -> Json:
        """Share a pin; with an accuracy (metres) it comes from the phone's own position."""
        return await self._act("location", latitude=lat, longitude=lon, horizontal_accuracy=accuracy)

    async def shares_live_location(self, lat: float, lon: float, period: int = 900) -> Json:
        """Share a live location for so many seconds."""
        return await self._act("location", latitude=lat, longitude=lon, live_period=period)

    async def moves(self, message_id: int, lat: float, lon: float) -> Json:
        """Move one's live location."""
        return await self._act("move", message_id=message_id, latitude=lat, longitude=lon)

    async def stops_sharing(self, message_id: int) -> Json:
        """Stop one's live location."""
        return await self._act("move", message_id=message_id)

    async def shares_venue(self, lat: float, lon: float, title: str, address: str) -> Json:
        """Share a named place."""
        return await self._act("venue", latitude=lat, longitude=lon, title=title, address=address)

    async def shares_contact(self, **contact: object) -> Json:
        """Share one's own contact, or another's when one is described."""
        return await self._act("contact", **contact)

    async def blocks(self) -> Json:
        """Block the bot."""
        return await self._act("block")

    async def unblocks(self) -> Json:
        """Unblock the bot."""
        return await self._act("unblock")

    async def edits(self, message_id: int, text: str) -> Json:
        """Change one's own text."""
        return await self._act("edit", message_id=message_id, text=text)

    async def speaks(self, language: str) -> None:
        """Change the language of the phone."""
        self.view = await self._driver.call("PATCH", f"people/{self.id}", json={"language_code": language})

    async def forge(self, message_id: int, data: str) -> Json:
        """Press a button that the keyboard does not have."""
        return await self._act("press", message_id=message_id, data=data)

    async def press(
        self,
        label: str,
        *,
        at: tuple[float, float] | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - it fails with the screen
    ) -> Json:
        """Press the newest button whose label contains `label`, waiting for it to appear.

        A reply button that asks for a place needs `at` (latitude, longitude); one that asks for the contact
        shares the person's own.
        """
        chat = await self._until(lambda chat: _button(chat, label), f"no button with {label!r}", timeout)
        message, found = _button(chat, label) or (None, (0, 0, {}))
        if message is not None:
            return await self._press(message, found)
        return await self._press_reply(found[2], at)

    async def press_on(self, message_id: int, label: str) -> Json:
        """Press the button whose label contains `label` under one message as it stands."""
        chat = await self._chat()
        for message in screens.shown(chat):
            if message["message_id"] == message_id and (found := _labelled(message, label)):
                return await self._press(message, found)
        raise AssertionError(f"no button with {label!r} under {message_id}\n{screens.transcript(chat)}")

    # what the person sees

    async def mark(self) -> None:
        """From now on `sees` takes only what appears or changes from here on."""
        self._mark = (await self._chat())["version"]

    async def sees(self, text: str, timeout: float = PATIENCE) -> Json:  # noqa: ASYNC109 - it fails with the screen
        """Wait until a message of the bot contains `text`, as it stands, and return the newest such."""
        found = await self._until(
            lambda chat: self._having(chat, text), f"nothing with {text!r} to be seen", timeout
        )
        return self._having(found, text)[-1]

    async def hides(self, text: str, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 - it fails with the screen
        """Wait until no message of the bot contains `text` any more."""
        await self._until(lambda chat: not _containing(chat, text), f"{text!r} can still be seen", timeout)

    async def gets_popup(self, text: str, timeout: float = PATIENCE) -> Json:  # noqa: ASYNC109 - it fails with the screen
        """Wait until the answer of a press that contains `text` popped up, and return it."""

        def popped(chat: Json) -> list[Json]:
            return [popup for popup in chat["popups"] if text in popup["text"]]

        chat = await self._until(popped, f"no popup with {text!r}", timeout)
        return popped(chat)[-1]

    async def screen(self) -> list[Json]:
        """Return the messages as they stand now, oldest first."""
        return screens.shown(await self._chat())

    async def keyboard(self) -> Json | None:
        """Return the reply keyboard that is shown."""
        keyboard: Json | None = (await self._chat())["keyboard"]
        return keyboard

    async def transcript(self) -> str:
        """Return the chat as text."""
        return screens.transcript(await self._chat())

    # how

    def _having(self, chat: Json, text: str) -> list[Json]:
        return [message for message in _containing(chat, text) if message["version"] > self._mark]

    async def _press(self, message: Json, found: tuple[int, int, Json]) -> Json:
        row, column, button = found
        if "callback_data" not in button:
            raise AssertionError(f"{button['text']!r} sends nothing to the bot: {button}")
        return await self._act("press", message_id=message["message_id"], row=row, column=column)

    async def _press_reply(self, button: Json, at: tuple[float, float] | None) -> Json:
        if button.get("request_location"):
            if at is None:
                raise AssertionError(
                    f"{button['text']!r} asks for a place: share it, or press with at=(lat, lon)"
                )
            return await self.shares_location(*at, accuracy=12.0)
        if button.get("request_contact"):
            return await self.shares_contact()
        return await self.says(button["text"])

    async def _until(self, good: Callable[[Json], object], complaint: str, seconds: float) -> Json:
        """Return the chat once `good` says so; raises AssertionError with the screen when time is up."""
        ends = monotonic() + seconds
        chat = await self._chat()
        while not good(chat):
            left = ends - monotonic()
            if left <= 0:
                raise AssertionError(f"{self.role}: {complaint}\n{screens.transcript(chat)}")
            chat = await self._chat(after=chat["version"], wait=left)
        return chat

    async def _chat(self, after: int | None = None, wait: float = 0) -> Json:
        query = "" if after is None else f"?after={after}&wait={wait:.3f}"
        return await self._driver.call("GET", f"chats/{self.id}{query}")

    async def _act(self, verb: str, **fields: object) -> Json:
        given = {name: value for name, value in fields.items() if value is not None}
        return await self._driver.post(f"chats/{self.id}/{verb}", given)

    async def _upload(self, verb: str, files: Iterable[Path | bytes], **fields: str | None) -> Json:
        form = _form(fields)
        for number, file in enumerate(files):
            name = file.name if isinstance(file, Path) else f"photo{number}.jpg"
            content = await asyncio.to_thread(file.read_bytes) if isinstance(file, Path) else file
            mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
            form.add_field(verb, io.BytesIO(content), filename=name, content_type=mime)
        return await self._driver.call("POST", f"chats/{self.id}/{verb}", data=form)


def _form(fields: dict[str, str | None]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        if value is not None:
            form.add_field(name, value)
    return form


def _containing(chat: Json, text: str) -> list[Json]:
    return [m for m in screens.shown(chat) if m["from_bot"] and text in screens.wording(m)]


def _labelled(message: Json, label: str) -> tuple[int, int, Json] | None:
    return next((b for b in screens.inline_buttons(message) if label in b[2]["text"]), None)


def _button(chat: Json, label: str) -> tuple[Json | None, tuple[int, int, Json]] | None:
    """Return the newest button with the label: an inline one with its message, or a reply button; or None."""
    reply = next((b for b in screens.reply_buttons(chat) if label in b["text"]), None)
    since = chat["keyboard_from"] if reply else 0
    for message in reversed(screens.shown(chat)):
        found = _labelled(message, label) if message["message_id"] > since else None
        if found:
            return message, found
    return (None, (0, 0, reply)) if reply else None
