"""Photos, documents, albums and downloads behave as the real server's do."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.simulator.control.acting import SAMPLES
from bot.simulator.driver import DriverError
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from bot.clock import FileClock
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api

GPS, MAKE = 0x8825, 0x010F


def with_place() -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "A camera"
    exif.get_ifd(GPS)[1] = "N"
    return jpeg(exif=exif)


async def fetched(api: Api, file_id: str) -> bytes:
    file = await api.ok("getFile", file_id=file_id)
    status, content = await api.download(file["file_path"])
    assert status == 200
    assert len(content) == file["file_size"]
    return content


async def test_a_photo_comes_in_ascending_sizes_without_what_the_camera_wrote(
    api: Api, resident: DrivenPerson
) -> None:
    await resident.sends_photo(with_place(), caption="Dépôt")
    message = (await api.updates())[-1]["message"]
    widths = [size["width"] for size in message["photo"]]
    assert widths == [90, 320, 800, 1280]
    assert message["caption"] == "Dépôt"
    picture = Image.open(io.BytesIO(await fetched(api, message["photo"][-1]["file_id"])))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (1280, 720), {})


async def test_a_sample_can_be_sent_by_name_and_nothing_else_of_the_disk(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    sample = next(SAMPLES.glob("*.jpg")).name
    await driver.post(f"chats/{resident.id}/photo", {"sample": sample})
    assert "photo" in (await api.updates())[-1]["message"]
    with pytest.raises(DriverError, match="404 there is no sample"):
        await driver.post(f"chats/{resident.id}/photo", {"sample": "../index.html"})


async def test_a_document_is_kept_byte_for_byte(api: Api, resident: DrivenPerson) -> None:
    content = with_place()
    await resident.sends_document(content, "photo.jpg", "image/jpeg")
    document = (await api.updates())[-1]["message"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("photo.jpg", "image/jpeg")
    assert await fetched(api, document["file_id"]) == content


async def test_sent_again_a_file_has_another_id_and_the_same_unique_id(
    api: Api, resident: DrivenPerson
) -> None:
    first = await api.ok("sendPhoto", chat_id=resident.id, photo=jpeg())
    again = await api.ok("sendPhoto", chat_id=resident.id, photo=first["photo"][0]["file_id"])
    for one, other in zip(first["photo"], again["photo"], strict=True):
        assert one["file_unique_id"] == other["file_unique_id"]
        assert one["file_id"] not in {other["file_id"], one["file_unique_id"]}


async def test_a_photo_cannot_be_sent_as_a_document_by_id(api: Api, resident: DrivenPerson) -> None:
    first = await api.ok("sendPhoto", chat_id=resident.id, photo=jpeg())
    refused = await api.refused("sendDocument", chat_id=resident.id, document=first["photo"][0]["file_id"])
    assert refused == (400, "Bad Request: can't use file of type Photo as Document")


async def test_20971520_bytes_can_be_fetched_and_one_more_cannot(api: Api, resident: DrivenPerson) -> None:
    for size in (20_971_520, 20_971_521):
        await resident.sends_document(bytes(size), "grand.bin", "application/octet-stream")
    fits, exceeds = [update["message"]["document"]["file_id"] for update in (await api.updates())[1:]]
    assert len(await fetched(api, fits)) == 20_971_520
    assert await api.refused("getFile", file_id=exceeds) == (400, "Bad Request: file is too big")


async def test_a_link_works_for_an_hour(api: Api, resident: DrivenPerson, clock: FileClock) -> None:
    sent = await api.ok("sendDocument", chat_id=resident.id, document=b"abc")
    path = (await api.ok("getFile", file_id=sent["document"]["file_id"]))["file_path"]
    assert await api.download(path) == (200, b"abc")
    clock.advance(timedelta(hours=1, seconds=1))
    assert (await api.download(path))[0] == 404


async def test_an_incoming_album_is_several_updates_with_one_group_id(
    api: Api, resident: DrivenPerson
) -> None:
    await resident.sends_album([jpeg(colour=colour) for colour in ("red", "green", "blue")], caption="Trois")
    messages = [update["message"] for update in (await api.updates())[1:]]
    assert len({message["media_group_id"] for message in messages}) == 1
    numbers = [message["message_id"] for message in messages]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert [message.get("caption") for message in messages] == ["Trois", None, None]


async def test_a_split_album_reaches_the_bot_in_different_polls(api: Api, resident: DrivenPerson) -> None:
    (start,) = await api.updates()
    sending = asyncio.create_task(resident.sends_album([jpeg(colour="red"), jpeg(colour="blue")], split=True))
    first = await api.updates(start["update_id"] + 1, timeout=10)
    second = await api.updates(first[-1]["update_id"] + 1, timeout=10)
    await sending
    assert (len(first), len(second)) == (1, 1)
    assert first[0]["message"]["media_group_id"] == second[0]["message"]["media_group_id"]


async def test_an_album_of_the_bot_is_one_group_and_a_single_photo_is_none(
    api: Api, resident: DrivenPerson
) -> None:
    item = {"type": "photo", "media": "attach://a"}
    two = await api.ok(
        "sendMediaGroup", chat_id=resident.id, a=jpeg(), media=[{**item, "caption": "A"}, item]
    )
    assert two[0]["media_group_id"] == two[1]["media_group_id"]
    assert (two[0]["caption"], "caption" in two[1]) == ("A", False)
    (one,) = await api.ok("sendMediaGroup", chat_id=resident.id, a=jpeg(), media=[item])
    assert "media_group_id" not in one


async def test_a_caption_and_a_photo_can_be_changed_but_not_a_photos_text(
    api: Api, resident: DrivenPerson
) -> None:
    sent = await api.ok("sendPhoto", chat_id=resident.id, photo=jpeg(), caption="avant")
    which = {"chat_id": resident.id, "message_id": sent["message_id"]}
    refused = await api.refused("editMessageText", **which, text="y")
    assert refused == (400, "Bad Request: there is no text in the message to edit")
    assert (await api.ok("editMessageCaption", **which, caption="après"))["caption"] == "après"
    media = {"type": "photo", "media": "attach://a", "caption": "nouvelle"}
    changed = await api.ok("editMessageMedia", **which, media=media, a=jpeg(colour="blue"))
    assert changed["photo"][-1]["file_unique_id"] != sent["photo"][-1]["file_unique_id"]
    media["media"] = changed["photo"][-1]["file_id"]
    assert "message is not modified" in (await api.refused("editMessageMedia", **which, media=media))[1]


async def test_a_texts_caption_cannot_be_changed(api: Api, resident: DrivenPerson) -> None:
    sent = await api.ok("sendMessage", chat_id=resident.id, text="x")
    which = {"chat_id": resident.id, "message_id": sent["message_id"]}
    refused = await api.refused("editMessageCaption", **which, caption="y")
    assert refused == (400, "Bad Request: there is no caption in the message to edit")
