"""Music, films, contacts, live places, forwards, copies, files by URL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.simulator import acts, rarer_acts
from bot.simulator.errors import ControlError, TooManyRequests
from bot.simulator.uploading import UploadPace
from tests.simulator.api import jpeg
from tests.simulator.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_music_says_who_plays_and_how_long(stage: Stage) -> None:
    given = {"duration": 61, "performer": "Chorale", "title": "Été"}
    audio = (await stage.ok("sendAudio", audio=b"ID3", **given, caption="x"))["audio"]
    assert {name: audio[name] for name in given} == given
    again = await stage.ok("sendAudio", audio=audio["file_id"])
    assert again["audio"]["title"] == "Été"
    assert again["audio"]["file_unique_id"] == audio["file_unique_id"]


async def test_a_film_has_sides_and_can_stand_in_an_album_with_photos(stage: Stage) -> None:
    video = (await stage.ok("sendVideo", video=b"mp4", width=640, height=480, duration=3))["video"]
    assert (video["width"], video["height"], video["duration"]) == (640, 480, 3)
    items = [{"type": "video", "media": video["file_id"]}, {"type": "photo", "media": "attach://a"}]
    album = await stage.ok("sendMediaGroup", media=items, a=jpeg(90, 90))
    assert album[0]["media_group_id"] == album[1]["media_group_id"]
    file = await stage.ok("getFile", file_id=video["file_id"])
    assert stage.world.files.read(file["file_path"], stage.world.now()) == b"mp4"


@pytest.mark.parametrize(("method", "what"), [("sendAudio", "audio"), ("sendVideo", "video")])
async def test_without_a_file_there_is_none(stage: Stage, method: str, what: str) -> None:
    assert await stage.refused(method) == (400, f"Bad Request: there is no {what} in the request")


async def test_a_contact_names_the_account_behind_its_number(stage: Stage) -> None:
    person = stage.person()
    contact = (await stage.ok("sendContact", phone_number=person.phone, first_name="H"))["contact"]
    assert contact == {"phone_number": person.phone, "first_name": "H", "user_id": person.id}
    refused = await stage.refused("sendContact", phone_number="1")
    assert refused == (400, 'Bad Request: parameter "first_name" is required')


async def test_a_live_place_is_moved_and_stopped_and_then_stands(stage: Stage) -> None:
    sent = await stage.ok("sendLocation", latitude=44, longitude=4, live_period=900, heading=90)
    assert sent["location"] == {"latitude": 44.0, "longitude": 4.0, "live_period": 900, "heading": 90}
    at = {"message_id": sent["message_id"]}
    moved = await stage.ok("editMessageLiveLocation", **at, latitude=45, longitude=5)
    assert moved["location"] == {"latitude": 45.0, "longitude": 5.0, "live_period": 900}
    stopped = await stage.ok("stopMessageLiveLocation", **at)
    assert stopped["location"] == {"latitude": 45.0, "longitude": 5.0}
    refused = await stage.refused("editMessageLiveLocation", **at, latitude=1, longitude=1)
    assert refused == (400, "Bad Request: there is no live location in the message to edit")


async def test_a_live_place_whose_time_is_over_can_no_more_be_moved(stage: Stage) -> None:
    sent = await stage.ok("sendLocation", latitude=44, longitude=4, live_period=60)
    stage.clock.forward(seconds=61)
    refused = await stage.refused(
        "editMessageLiveLocation", message_id=sent["message_id"], latitude=1, longitude=1
    )
    assert refused == (400, "Bad Request: message can't be edited")


async def test_a_forward_says_whose_it_was_also_when_forwarded_again(stage: Stage) -> None:
    said = acts.say(stage.world, stage.me, "bonjour").messages[0]
    whence = {"from_chat_id": stage.me}
    first = await stage.ok("forwardMessage", **whence, message_id=said)
    assert (first["text"], first["forward_origin"]["sender_user"]["id"]) == ("bonjour", stage.me)
    second = await stage.ok("forwardMessage", **whence, message_id=first["message_id"])
    assert second["forward_origin"] == first["forward_origin"]


async def test_a_copy_is_the_bots_own_with_another_caption_and_keyboard(stage: Stage) -> None:
    photo = await stage.ok("sendPhoto", photo=jpeg(90, 90), caption="avant")
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
    made = await stage.ok("copyMessage", from_chat_id=stage.me, message_id=photo["message_id"],
                          caption="après", reply_markup=keyboard)  # fmt: skip
    body = stage.world.chats.of(stage.me).messages[made["message_id"]].body
    assert (body["caption"], body["reply_markup"]) == ("après", keyboard)
    assert "forward_origin" not in body


async def test_several_travel_at_once_and_an_album_stays_one(stage: Stage) -> None:
    item = {"type": "photo", "media": "attach://a"}
    album = await stage.ok("sendMediaGroup", media=[item, item], a=jpeg(90, 90))
    ids = [message["message_id"] for message in album]
    for method in ("forwardMessages", "copyMessages"):
        made = await stage.ok(method, from_chat_id=stage.me, message_ids=[*ids, 999])
        bodies = [stage.world.chats.of(stage.me).messages[each["message_id"]].body for each in made]
        groups = {body["media_group_id"] for body in bodies}
        assert (len(bodies), len(groups)) == (2, 1)
        assert groups != {album[0]["media_group_id"]}


async def test_what_cannot_travel_is_refused(stage: Stage) -> None:
    kept = await stage.sent(protect_content=True)
    whence = {"from_chat_id": stage.me}
    cases: tuple[tuple[str, dict[str, object], str], ...] = (
        ("forwardMessage", {"message_id": kept}, "the message can't be forwarded"),
        ("copyMessage", {"message_id": kept}, "the message can't be copied"),
        ("forwardMessage", {"message_id": 9}, "message to forward not found"),
        ("copyMessage", {"message_id": 9}, "message to copy not found"),
        ("copyMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("forwardMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
        ("forwardMessages", {"message_ids": [kept]}, "there are no messages to forward"),
    )
    for method, arguments, words in cases:
        assert await stage.refused(method, **whence, **arguments) == (400, f"Bad Request: {words}")
    refused = await stage.refused("forwardMessage", message_id=kept)
    assert refused == (400, 'Bad Request: parameter "from_chat_id" is required')


async def test_a_reply_may_quote_what_stands_there_word_for_word(stage: Stage) -> None:
    message_id = await stage.sent("😀 un grand sac")
    to = {"message_id": message_id, "quote": "*grand*", "quote_parse_mode": "MarkdownV2"}
    sent = await stage.ok("sendMessage", text="x", reply_parameters=to)
    bold = [{"offset": 0, "length": 5, "type": "bold"}]
    assert sent["quote"] == {"text": "grand", "entities": bold, "position": 6, "is_manual": True}
    refused = await stage.refused("sendMessage", text="x", reply_parameters={**to, "quote": "petit"})
    assert refused == (400, "Bad Request: QUOTE_TEXT_INVALID")


async def test_a_reply_may_be_to_a_message_of_another_chat(stage: Stage) -> None:
    group = stage.group()
    there = await stage.sent(chat_id=group.id)
    to = {"message_id": there, "chat_id": group.id}
    sent = await stage.ok("sendMessage", text="y", reply_parameters=to)
    assert sent["external_reply"]["chat"]["id"] == group.id
    assert "reply_to_message" not in sent
    refused = await stage.refused("sendMessage", text="y", reply_parameters={**to, "message_id": 9})
    assert refused == (400, "Bad Request: message to be replied not found")


async def test_rarer_acts_of_people_reach_the_bot_as_they_are_published(stage: Stage) -> None:
    rarer_acts.forward(stage.world, stage.me, "vu *hier*", "Un voisin")
    rarer_acts.film(stage.world, stage.me)
    rarer_acts.answer_from_app(stage.world, stage.me, '{"lat":44}', "Carte")
    forwarded, film, app = [update["message"] for update in (await stage.ok("getUpdates"))[-3:]]
    assert forwarded["forward_origin"]["sender_user_name"] == "Un voisin"
    assert (forwarded["text"], film["video"]["width"]) == ("vu *hier*", 640)
    assert app["web_app_data"] == {"data": '{"lat":44}', "button_text": "Carte"}
    with pytest.raises(ControlError):
        rarer_acts.answer_from_app(stage.world, stage.me, "x" * 4097, "Carte")


@pytest.fixture
async def site() -> AsyncIterator[str]:
    async def give(request: web.Request) -> web.Response:
        kinds = {"a.jpg": (jpeg(90, 90), "image/jpeg"), "a.pdf": (b"%PDF", "application/pdf"),
                 "page": (b"<p>", "text/html")}  # fmt: skip
        if request.match_info["name"] not in kinds:
            return web.Response(status=404)
        body, kind = kinds[request.match_info["name"]]
        return web.Response(body=body, content_type=kind)

    application = web.Application()
    application.router.add_get("/{name}", give)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_file_of_this_machine_is_fetched_by_its_url(stage: Stage, site: str) -> None:
    assert (await stage.ok("sendPhoto", photo=f"{site}/a.jpg"))["photo"][-1]["width"] == 90
    assert (await stage.ok("sendDocument", document=f"{site}/a.pdf"))["document"]["file_name"] == "a.pdf"


@pytest.mark.parametrize(
    ("name", "words"),
    [("page", "wrong type of the web page content"), ("nothing", "failed to get HTTP URL content")],
)
async def test_what_does_not_lie_at_a_url_is_complained_of(
    stage: Stage, site: str, name: str, words: str
) -> None:
    assert await stage.refused("sendPhoto", photo=f"{site}/{name}") == (400, f"Bad Request: {words}")


def test_uploads_of_one_size_are_paced_and_refused_past_five_seconds() -> None:
    pace = UploadPace()
    pauses = [pace.pause(3_000_000, 100.0) for _ in range(6)]
    assert pauses == pytest.approx([0, 0, 0, 0, 0.2, 0.5])
    assert pace.pause(3_000_001, 100.0) == 0
    assert pace.pause(100_000, 100.0) == 0
    while pace.pause(3_000_000, 100.0) <= 5:
        pass
    with pytest.raises(TooManyRequests) as caught:
        pace.pause(3_000_000, 100.0)
    assert caught.value.retry_after == 60


async def test_an_answer_of_updates_is_cut_at_four_mebibytes(stage: Stage) -> None:
    for _ in range(90):
        stage.world.queue.add_raw({"message": {"text": "x" * 100_000}})
    updates = await stage.ok("getUpdates")
    assert len(json.dumps(updates[1:])) < 4 << 20 < len(json.dumps(updates[1:])) + 100_200
    assert len(updates) == 42  # what the resident did first is small
