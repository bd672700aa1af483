"""Photos, voice notes and places that come to a request; what they come for is its kind's matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.storage import errands, photos, recordings, requests

if TYPE_CHECKING:
    from bot.domain.commands import AnswerQuestion, Picture
    from bot.services.work import Work


def attach(work: Work, request: int, stage: str, picture: Picture, person: int | None = None) -> int:
    """Keep a photo of a request and send for our own copy; one it has already changes nothing.

    `person` has sent it, if it was not whoever made the request. Of what somebody muted has filed, no copy
    is fetched. Return the photo's id.
    """
    photo = photos.add(work.connection, request, stage, picture, work.now, person)
    if photo is None:
        return photos.number(work.connection, request, stage, picture.file_unique_id)
    if not requests.by_id(work.connection, request).muted:
        payload = {"photo": photo, "file_id": picture.file_id}
        errands.add(work.connection, "photo", f"photo:{photo}", payload, work.now)
    return photo


def keep_answer(work: Work, command: AnswerQuestion) -> dict[str, Any]:
    """Keep what a person has answered with; return it as history holds it (`talk.Told`)."""
    detail: dict[str, Any] = {"text": command.text or ""}
    if command.picture:
        detail["photos"] = [attach(work, command.request, photos.BEFORE, command.picture)]
    if command.recording:  # asked for, so there is always room
        spoken = recordings.add(
            work.connection, command.request, recordings.REPORTER, command.recording, work.now
        )
        detail["recordings"] = [spoken]
    if command.place:
        detail["place"] = list(command.place)
    return detail
