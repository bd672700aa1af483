"""What an officer and a person write to each other, as Telegram's calls; who reads what is said before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram import InputMediaPhoto, ReplyParameters
from telegram.constants import ParseMode

from bot.domain.people import Act, may
from bot.flows.carried import Part
from bot.handlers import keyboards
from bot.handlers.calls import Later
from bot.services import copies
from bot.storage import people, photos, recordings, relays

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.carried import Carried
    from bot.flows.outbound import Prompt
    from bot.services.copies import Copy
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.photos import StoredPhoto

Made = tuple[str, dict[str, Any]]
"""A method and its arguments, without whose chat it is for."""

#: How long a photo that was sent as a file is waited for: our own copy must be sent.
SOON = timedelta(seconds=5)


def made(
    work: Work, reader: Person, content: Carried, pick: Callable[[StoredPhoto], str | bytes | None]
) -> Made | Prompt | Later | None:
    """Return the copy of a message as a call; None when there is nothing to say any more.

    `pick` returns what shows a photo, None when nothing does yet.
    """
    relay = relays.find(work.connection, content.relay)
    if relay is None:
        return None
    if content.part == Part.ASKING:
        return copies.asking(work, relay) if relay.author == reader.id else None
    copy = copies.of(work, relay) if relay.reader == reader.id else None
    if copy is None or not (copy.own or may(people.roles_of(work.connection, reader.id), Act.SEE_QUEUE)):
        return None
    held = [photo for number in copy.photos if (photo := photos.find(work.connection, number))]
    if any(pick(photo) is None and photo.state == "wanted" and not photo.hidden for photo in held):
        return Later(work.now + SOON)
    sources = [source for photo in held if (source := pick(photo)) is not None]
    if content.part == Part.PHOTOS:
        return _album(sources)
    return _words(work, reader, copy, sources)


def settle(work: Work, content: Carried, message: int) -> None:
    """Remember which message it is, so that it is edited from now on."""
    if content.part != Part.PHOTOS:
        column = "asked" if content.part == Part.ASKING else "shown"
        relays.change(work.connection, content.relay, **{column: message})


def _album(sources: list[str | bytes]) -> Made | None:
    if len(sources) > 1:
        return "send_media_group", {"media": [InputMediaPhoto(source) for source in sources]}
    return ("send_photo", {"photo": sources[0]}) if sources else None


def _words(work: Work, reader: Person, copy: Copy, sources: list[str | bytes]) -> Made:
    """Return the words, below the photo or the voice note when there is one of them."""
    text = work.words.lines(copy.prompt.lines, reader.speaks)
    markup = keyboards.of_prompt(copy.prompt, work.words, reader.speaks, staff=lambda: False)
    shown: dict[str, Any] = {"parse_mode": ParseMode.HTML, "reply_markup": markup}
    file = _file(work, copy, sources)
    if copy.shown:
        said = "caption" if file else "text"
        return f"edit_message_{said}", {"message_id": copy.shown, said: text, **shown}
    if copy.answers:
        shown["reply_parameters"] = ReplyParameters(copy.answers, allow_sending_without_reply=True)
    if file is None:
        return "send_message", {"text": text, **shown}
    return file[0], {**file[1], "caption": text, **shown}


def _file(work: Work, copy: Copy, sources: list[str | bytes]) -> Made | None:
    """Return what stands above the words: one photo, or a voice note."""
    if len(copy.photos) == 1 and sources:
        return "send_photo", {"photo": sources[0]}
    if copy.recording is None:
        return None
    spoken = recordings.by_id(work.connection, copy.recording)
    if spoken.as_music:
        return "send_audio", {"audio": spoken.file_id}
    return "send_voice", {"voice": spoken.file_id}
