"""What officers do with photos: see all, say which neighbours may see, blur a face or a plate for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import Act, may
from bot.flows.messages import Code, Message, msg
from bot.flows.outbound import Album, Answer, Keyboard, Option, Prompt, card_data, pairs
from bot.services import buttons, cards, reports
from bot.storage import errands, events, people, photos
from bot.storage import reports as stored_reports

if TYPE_CHECKING:
    from bot.flows.inbound import Press
    from bot.services.buttons import Button
    from bot.services.work import Work
    from bot.storage.people import Person
    from bot.storage.photos import StoredPhoto
    from bot.storage.requests import Request

BLUR, ANY_VERSION = "blur", 0  # a photo has no version
MERGED_SHOWN = 3  # reports that have joined, whose photos are shown too


def show(work: Work, person: Person, request: Request) -> Message | None:
    """Show the photos of a report and of what has joined it, with a button to blur each."""
    joined = stored_reports.merged_into(work.connection, request.id)[:MERGED_SHOWN]
    held = [(request.id, request.reference), *((each.id, each.reference) for each in joined)]
    shown = [
        _show_stage(work, person, number, reference, stage)
        for number, reference in held
        for stage in (photos.BEFORE, photos.AFTER)
    ]
    return None if any(shown) else msg("card.no_photo")


def _show_stage(work: Work, person: Person, request: int, reference: str, stage: str) -> bool:
    found = [photo for photo in photos.of_request(work.connection, request, stage) if photo.shown]
    if found:
        work.send(person.id, Album(request, stage, msg("card.photos_of", reference=Code(reference))))
        _offer_blur(work, person, found)
    return bool(found)


def _offer_blur(work: Work, person: Person, found: list[StoredPhoto]) -> None:
    options = [
        Option(card_data("photo", photo.id, BLUR, ANY_VERSION), _label(number, len(found)))
        for number, photo in enumerate(found, 1)
        if photo.blur is None
    ]
    if options:
        work.send(person.id, Prompt((msg("photo.ask"),), pairs(options), Keyboard.INLINE))


def _label(number: int, among: int) -> Message:
    return msg("photo.blur") if among == 1 else msg("photo.blur_number", number=number)


# --- fit to be shown -----------------------------------------------------------------------------


def make_showable(work: Work, person: Person, request: Request) -> None:
    """Let whoever reports near this report see its first photo."""
    _mark(work, person, request, showable=True)


def make_private(work: Work, person: Person, request: Request) -> None:
    """Let no neighbour see it any more."""
    _mark(work, person, request, showable=False)


def _mark(work: Work, person: Person, request: Request, *, showable: bool) -> None:
    photo = photos.first_shown(work.connection, request.id)
    if photo is None or photo.showable is showable:
        return
    photos.mark(work.connection, photo.id, showable=showable)
    done = "photo_showable" if showable else "photo_private"
    events.append(work.connection, request.id, done, person.id, work.now, detail={"photo": photo.id})
    cards.refresh(work, request.id)


# --- blurred for good ----------------------------------------------------------------------------


def press(work: Work, person: Person, pressed: Press, button: Button) -> tuple[Answer, ...]:
    """Blur a photo: nobody sees it from now on, and the blurred copy takes its place."""
    photo = photos.find(work.connection, button.request)
    if photo is None or not may(people.roles_of(work.connection, person.id), Act.DECIDE):
        return buttons.refuse(work, person, pressed)
    if photo.blur is None:
        photos.want_blurred(work.connection, photo.id)
        detail = {"photo": photo.id}
        events.append(work.connection, photo.request, "blur_asked", person.id, work.now, detail=detail)
        _send_for_blur(work, photo)
        cards.refresh(work, photo.request)
    return (Answer(pressed.query, msg("photo.blurring")),)


def _send_for_blur(work: Work, photo: StoredPhoto) -> None:
    """Have the kept copy blurred; one that has not come yet is blurred when it does."""
    if photo.digest is not None:
        payload = {"photo": photo.id, "digest": photo.digest}
        errands.add(work.connection, "blur", f"blur:{photo.id}:{photo.digest}", payload, work.now)


def fetched(work: Work, photo: int, digest: str | None, error: str | None) -> None:
    """Keep what came of fetching a photo, and blur it if that was asked for meanwhile."""
    reports.photo_fetched(work, photo, digest, error)
    stored = photos.by_id(work.connection, photo)
    if stored.hidden:
        _send_for_blur(work, stored)


def blurred(work: Work, photo: int, original: str, digest: str | None) -> None:
    """Put the blurred copy in the photo's place, then have the original erased.

    A photo that cannot be blurred (`digest` is None) stays hidden.
    """
    stored = photos.by_id(work.connection, photo)
    if digest is None or not stored.hidden:
        return
    photos.blurred(work.connection, photo, digest)
    events.append(work.connection, stored.request, "blurred", None, work.now, detail={"photo": photo})
    errands.add(work.connection, "erase", f"erase:{photo}:{original}", {"digest": original}, work.now)
    cards.refresh(work, stored.request)
