"""Every answer and every update is made as the published list of types says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.catalogue import known_methods
from bot.simulator.methods import METHODS
from tests.simulator.api import jpeg
from tests.simulator.groups import PlayedGroup
from tests.simulator.shape import faults, published

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api

INLINE = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}


async def people_act(person: DrivenPerson) -> None:
    await person.says("/aide https://example.org #mot @quelquun a@example.org")
    await person.sends_album([jpeg(colour="red"), jpeg(colour="blue")], caption="deux")
    await person.sends_document(b"abc", "a.txt", "text/plain")
    await person.sends_voice()
    await person.sends_sticker()
    await person.sends_poll()
    await person.shares_live_location(44.1, 4.1)
    await person.shares_venue(44.1, 4.1, "Mairie", "Place")
    await person.shares_contact()
    said = await person.says("avant", reply_to=(await person.screen())[0]["message_id"])
    await person.edits(said["message_id"], "après")
    await person.blocks()
    await person.unblocks()


async def bot_acts(api: Api, person: DrivenPerson) -> None:
    whom = {"chat_id": person.id}
    html = (
        "<b>a</b><a href='example.org'>b</a><pre><code class='language-py'>c</code></pre>"
        f"<a href='tg://user?id={person.id}'>d</a><tg-time unix='1'>e</tg-time>"
    )
    sent = await api.ok("sendMessage", **whom, text=html, parse_mode="HTML", reply_markup=INLINE)
    await api.ok("editMessageText", **whom, message_id=sent["message_id"], text="x", reply_markup=INLINE)
    await person.press("Oui")
    photo = await api.ok("sendPhoto", **whom, photo=jpeg(), caption="<i>x</i>", parse_mode="HTML")
    item = {"type": "photo", "media": photo["photo"][0]["file_id"]}
    await api.ok("sendMediaGroup", **whom, media=[item, item])
    await api.ok("sendVoice", **whom, voice=b"OggS")
    await api.ok("sendLocation", **whom, latitude=44, longitude=4, live_period=60)
    await api.ok("sendVenue", **whom, latitude=44, longitude=4, title="a", address="b")
    await api.ok("getFile", file_id=photo["photo"][0]["file_id"])
    for kind in ("audio", "video"):
        await api.ok(f"send{kind.capitalize()}", **whom, **{kind: b"x"})
    await api.ok("sendContact", **whom, phone_number="+33199001234", first_name="A")
    poll = await api.ok(
        "sendPoll", **whom, question="?", options=[{"text": "a"}, {"text": "b"}], is_anonymous=False
    )
    await api.ok("stopPoll", **whom, message_id=poll["message_id"])
    live = await api.ok("sendLocation", **whom, latitude=44, longitude=4, live_period=60)
    await api.ok("editMessageLiveLocation", **whom, message_id=live["message_id"], latitude=1, longitude=1)
    again = {**whom, "from_chat_id": person.id, "message_id": photo["message_id"]}
    for method in ("forwardMessage", "copyMessage"):
        await api.ok(method, **again)
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await api.ok("setMessageReaction", **whom, message_id=photo["message_id"], reaction=reaction)
    await api.ok("pinChatMessage", **whom, message_id=photo["message_id"])


async def bot_asks(api: Api, person: DrivenPerson) -> None:
    await api.ok("setMyCommands", commands=[{"command": "aide", "description": "x"}])
    for method in (
        "getMe",
        "getUpdates",
        "getWebhookInfo",
        "getMyCommands",
        "getMyName",
        "getMyDescription",
        "getMyShortDescription",
        "getChatMenuButton",
    ):
        await api.ok(method)
    await api.ok("getChat", chat_id=person.id)


async def group_acts(api: Api, driver: Driver, person: DrivenPerson) -> None:
    await api.ok("getUpdates", allowed_updates=sorted(published()["types"]["Update"].keys() - {"update_id"}))
    other = await driver.person("neighbour")
    for kind in ("group", "supergroup", "forum"):
        group = await PlayedGroup.founded(driver, person, kind=kind, bot="administrator")
        for act in ("join", "text", "leave"):
            await group.does(act, other, text="bonjour")
        await group.does("rename", person, title="Voisines")
        sent = await api.ok("sendMessage", chat_id=group.id, text="x")
        await group.does("react", person, message_id=sent["message_id"], emoji="👍")
        for method in ("getChat", "getChatAdministrators", "getChatMemberCount"):
            await api.ok(method, chat_id=group.id)
        for user in (person, other):
            await api.ok("getChatMember", chat_id=group.id, user_id=user.id)
        if kind == "group":
            await group.does("migrate", person)
        elif kind == "forum":
            await api.ok("createForumTopic", chat_id=group.id, name="x")
        await group.does("remove_bot", person)


async def test_no_answer_and_no_update_breaks_the_published_types(
    api: Api, driver: Driver, resident: DrivenPerson
) -> None:
    await people_act(resident)
    await bot_acts(api, resident)
    await bot_asks(api, resident)
    await group_acts(api, driver, resident)
    methods = published()["methods"]
    found: list[str] = []
    for entry in await driver.journal():
        if entry["kind"] == "update":
            found += faults(entry["update"], "Update")
        elif entry["kind"] == "control":
            found.append(str(entry))  # what the server tolerates against the list: nothing here
        else:
            name = known_methods()[entry["method"].lower()]
            found += faults(entry["answer"]["result"], methods[name]["returns"], name)
    assert found == []


def test_every_method_that_is_played_is_a_real_one() -> None:
    assert METHODS.keys() <= known_methods().keys()


def test_the_check_itself_finds_what_is_wrong() -> None:
    assert faults({"id": 1, "is_bot": "no", "name": "x"}, "User") == [
        "$: User has no name",
        "$.is_bot: 'no' is no Boolean",
        "$: User lacks first_name",
    ]
