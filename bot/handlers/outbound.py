"""Makes Telegram's calls of what the core wants said; what is said was decided before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from telegram import InputMediaPhoto, LinkPreviewOptions, Message
from telegram.constants import ParseMode

from bot.domain.people import Act, may
from bot.flows.carried import Carried
from bot.flows.duplicates import SHOWABLE
from bot.flows.outbound import (
    Album,
    BoardDrawing,
    CardDrawing,
    Document,
    HeldDrawing,
    InvitationOffer,
    LinkOffer,
    MadeFile,
    OwnFile,
    Pin,
    Pinning,
    Played,
    Prompt,
    Reminding,
    SheetPicture,
    StaffCommands,
    TallyDrawing,
    WeekSheet,
)
from bot.handlers import files, keyboards, offers, sheets, surroundings, talk
from bot.handlers.calls import Call, Later
from bot.services import boards as board_service
from bot.services import cards as card_service
from bot.services import crew_desk, held_decisions, participants, reminder_faces, tallies
from bot.storage import boards, cards, facts, held, people, photos, recordings
from bot.storage.files import kept_photo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.messages import Message as Said
    from bot.flows.outbound import Content, Files, OfCrew, OfQueue, OfStaff
    from bot.services.work import Work
    from bot.storage.boards import Board
    from bot.storage.held import HeldDecision
    from bot.storage.outbox import OutboxRow
    from bot.storage.people import Person
    from bot.storage.photos import StoredPhoto

NEUTRAL = Path(__file__).parent / "neutral.jpg"
NEUTRAL_PHOTO = 0  # stands for it among the ids of photos
NEUTRAL_FACT = "neutral_picture"  # its id on Telegram once it has been uploaded

#: A picture as Telegram takes it: the id it knows, or what a file of ours holds. The library would name a
#: path to the server instead of sending what is in it.
Source = str | bytes


@dataclass(frozen=True)
class Outbound:
    """One outbox row being made into a call; `photos` is the folder of the kept ones.

    `uploads` remembers, for rows in flight, which picture of ours goes up: by the time the sending is
    settled, the card may have another one to show.
    """

    work: Work
    row: OutboxRow
    person: Person
    photos: Path
    uploads: dict[int, tuple[int, str]]
    counted: dict[int, Mapping[str, int]]  # likewise, which counts a tally says

    def call(self, content: Content) -> Call | Later | None:
        """Return the call, or None when there is nothing to say any more."""
        match content:
            case Prompt():
                return self._prompt(content)
            case CardDrawing() | HeldDrawing() | TallyDrawing() | Pinning():
                return self._of_queue(content)
            case Album():
                return self._album(content)
            case Played():
                return self._played(content)
            case BoardDrawing() | SheetPicture() | WeekSheet():
                return self._of_crew(content)
            case other:
                return self._other(other)

    def _other(self, content: Files | OfStaff | LinkOffer | Pin | Reminding | Carried) -> Call | Later | None:
        match content:
            case Reminding():
                return self._reminding()
            case Document() | OwnFile() | MadeFile():
                return self._file(content)
            case InvitationOffer() | LinkOffer():
                made = offers.made(self.work, self.person, content)
                return self._call(made[0], **made[1]) if made else None
            case Carried():
                return self._carried(content)
            case Pin(latitude, longitude):
                return self._call("send_location", latitude=latitude, longitude=longitude)
            case StaffCommands():
                return surroundings.commands(self.work, self.person, self.row.chat_id)

    def settle(self, content: Content, sent: object) -> None:
        """Remember what the sending taught: a card's message, the id of a picture we uploaded."""
        files.forget(content, self.photos)
        message = sent.message_id if isinstance(sent, Message) else None
        if isinstance(content, TallyDrawing):
            tallies.sent(self.work, self.person.id, message, self.counted.pop(self.row.id, None))
        if isinstance(content, BoardDrawing) and isinstance(sent, Message):
            boards.sent(self.work.connection, content.board, sent.message_id)
        if isinstance(content, Carried) and isinstance(sent, Message):
            talk.settle(self.work, content, sent.message_id)
        if isinstance(content, HeldDrawing) and isinstance(sent, Message):
            held.sent(self.work.connection, content.decision, sent.message_id)
        if not isinstance(content, CardDrawing) or not isinstance(sent, Message):
            return
        cards.sent(self.work.connection, content.card, sent.message_id)
        photo, digest = self.uploads.pop(self.row.id, (None, ""))
        if photo is None or not sent.photo:
            return
        if photo == NEUTRAL_PHOTO:
            facts.write(self.work.connection, NEUTRAL_FACT, sent.photo[-1].file_id)
        else:
            photos.shown_as(self.work.connection, photo, digest, sent.photo[-1].file_id)

    def _prompt(self, prompt: Prompt) -> Call:
        markup = keyboards.of_prompt(
            prompt, self.work.words, self.person.speaks, staff=self._is_staff, member=self._is_member
        )
        text = self.work.words.lines(prompt.lines, self.person.speaks)
        if prompt.letter:
            text = self._letter(prompt.lines)
        if prompt.photo_of and (shown := self._shown(*prompt.photo_of)):
            below = {"caption": text, "parse_mode": ParseMode.HTML, "reply_markup": markup}
            return self._call("send_photo", photo=self._source(shown[0]), **below)
        preview = LinkPreviewOptions(is_disabled=True)
        said = {"text": text, "parse_mode": ParseMode.HTML, "link_preview_options": preview}
        if prompt.over:
            where = {"chat_id": self.row.chat_id, "message_id": prompt.over}
            return Call("edit_message_text", {**where, **said, "reply_markup": markup})
        return self._call("send_message", **said, reply_markup=markup)

    def _reminding(self) -> Call | Later | None:
        """Draw what is still true of it, unless it disturbs at this hour and can wait."""
        told = reminder_faces.told(self.work, self.person.id, self.row.key)
        match told:
            case Prompt():
                return self._prompt(told)
            case None:
                return None
            case until:
                return Later(until)

    def _card(self, card_id: int) -> Call | None:
        """Draw the card as things stand now: two changes since the last drawing are one edit.

        Whoever sees the queue no more is shown none.
        """
        if not self._is_staff():
            return None
        card = cards.by_id(self.work.connection, card_id)
        face = card_service.face(self.work, card)
        caption = self.work.words.lines(face.lines, self.person.speaks)
        markup = keyboards.of_card(face, self.work.words, self.person.speaks)
        picture = self._picture(card.request)
        if card.message_id is None:
            return self._call(
                "send_photo",
                photo=picture,
                caption=caption,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        media = InputMediaPhoto(picture, caption=caption, parse_mode=ParseMode.HTML)
        arguments = {"chat_id": self.row.chat_id, "message_id": card.message_id}
        return Call("edit_message_media", {**arguments, "media": media, "reply_markup": markup})

    def _of_crew(self, content: OfCrew) -> Call | None:
        match content:
            case BoardDrawing(board):
                return self._redrawn(board_service.drawn(self.work, board))
            case WeekSheet():
                return self._call("send_document", **sheets.printed(self.work, content, self.person.speaks))
            case SheetPicture(sheet):
                found = sheets.photographed(self.work, sheet, self.photos, self.person.speaks)
                return self._call(found[0], **found[1]) if found else None

    def _of_queue(self, content: OfQueue) -> Call | None:
        match content:
            case CardDrawing(card):
                return self._card(card)
            case HeldDrawing(decision):
                return self._redrawn(held_decisions.drawn(self.work, decision))
            case TallyDrawing():
                return self._tally()
            case Pinning():
                return surroundings.pinning(content, self.row.chat_id)

    def _tally(self) -> Call | None:
        if drawn := tallies.drawn(self.work, self.person.id):
            self.counted[self.row.id] = drawn.counts
        return self._prompt(drawn.prompt) if drawn else None

    def _redrawn(self, found: tuple[Board | HeldDecision, Prompt] | None) -> Call | None:
        """Draw something over the message that shows it already, if there is one."""
        return found and self._prompt(replace(found[1], over=found[0].message_id or 0))

    def _letter(self, lines: tuple[Said, ...]) -> str:
        """Set a text apart, so that one tap copies it; whoever it is for reads the territory's language."""
        language = self.work.territory.default_language
        text = "\n".join(self.work.words.plain(line, language) for line in lines)
        return f"<pre>{escape(text, quote=False)}</pre>"

    def _album(self, album: Album) -> Call | None:
        sources = [self._source(photo) for photo in self._shown(album.request, album.stage)]
        caption = self.work.words.html(album.caption, self.person.speaks)
        if not sources:
            return None
        if len(sources) == 1:
            return self._call("send_photo", photo=sources[0], caption=caption, parse_mode=ParseMode.HTML)
        media = [InputMediaPhoto(source) for source in sources]
        return self._call("send_media_group", media=media, caption=caption, parse_mode=ParseMode.HTML)

    def _played(self, played: Played) -> Call:
        recording = recordings.by_id(self.work.connection, played.recording)
        caption = self.work.words.html(played.caption, self.person.speaks)
        said = {"caption": caption, "parse_mode": ParseMode.HTML}
        if recording.as_music:
            return self._call("send_audio", audio=recording.file_id, **said)
        return self._call("send_voice", voice=recording.file_id, **said)

    def _file(self, wanted: Files) -> Call | None:
        made = files.made(self.work, self.person, wanted, self.photos)
        return self._call("send_photo" if "photo" in made else "send_document", **made) if made else None

    def _carried(self, content: Carried) -> Call | Later | None:
        match talk.made(self.work, self.person, content, self._picked):
            case Prompt() as asked:
                return self._prompt(asked)
            case (str(method), dict(arguments)) if method.startswith("edit"):
                return Call(method, {"chat_id": self.row.chat_id, **arguments})
            case (str(method), dict(arguments)):
                return self._call(method, **arguments)
            case Later() as later:
                return later
        return None

    def _picked(self, photo: StoredPhoto) -> Source | None:
        fit = not photo.hidden and (not photo.as_file or self._is_kept(photo))
        return self._source(photo) if fit else None

    def _picture(self, request: int) -> Source:
        first = self._first(request)
        known = None if first else facts.read(self.work.connection, NEUTRAL_FACT)
        picture = self._source(first) if first else (str(known) if known else NEUTRAL.read_bytes())
        if isinstance(picture, bytes):
            self.uploads[self.row.id] = (first.id, str(first.digest)) if first else (NEUTRAL_PHOTO, "")
        return picture

    def _first(self, request: int) -> StoredPhoto | None:
        return next(iter(self._shown(request, photos.BEFORE)), None)

    def _shown(self, request: int, stage: str) -> list[StoredPhoto]:
        """Return the photos that can be shown: one sent as a file only while our own copy is there.

        To whoever reports near it (SHOWABLE), only what an officer has marked fit for that.
        """
        near = stage == SHOWABLE
        held = photos.of_request(self.work.connection, request, photos.BEFORE if near else stage)
        fit = (photo for photo in held if not photo.hidden and (photo.showable or not near))
        return [photo for photo in fit if not photo.as_file or self._is_kept(photo)]

    def _is_kept(self, photo: StoredPhoto) -> bool:
        return bool(photo.digest) and kept_photo(self.photos, str(photo.digest)).exists()

    def _source(self, photo: StoredPhoto) -> Source:
        if photo.as_file and photo.digest:
            return kept_photo(self.photos, photo.digest).read_bytes()
        return photo.file_id

    def _is_member(self) -> bool:
        number = self.person.id
        return participants.crew_of(self.work, number) is not None or crew_desk.leads(self.work, number)

    def _is_staff(self) -> bool:
        return may(people.roles_of(self.work.connection, self.person.id), Act.SEE_QUEUE)

    def _call(self, method: str, **arguments: object) -> Call:
        silent = bool(self.row.silent) or None
        return Call(method, {"chat_id": self.row.chat_id, "disable_notification": silent, **arguments})
