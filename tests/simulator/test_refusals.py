"""Every refusal of the methods that are played, with the real server's code and exact words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.errors import BadRequest
from bot.simulator.markup import parse_markup
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson, Driver
    from tests.simulator.api import Api


def inline(**button: object) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "x", **button}]]})


def item(kind: str = "photo", media: str = "attach://a") -> dict[str, str]:
    return {"type": kind, "media": media}


TEXT_BUTTON = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \u202b\n"}, "text must be non-empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "x", "parse_mode": "bbcode"}, "unsupported parse_mode"),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": 77}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": "@somebody"}, "chat not found"),
    ("sendMessage", {"text": "x", "message_thread_id": 1}, "message thread not found"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    ("sendMessage", {"text": "x", "reply_markup": "null"}, "object expected as reply markup"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [["x"]]}},
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"url": "a.org"}]]}},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(callback_data="a", style="pink")},
        "can't parse inline keyboard button: invalid button style specified",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(url=None)},
        'can\'t parse inline keyboard button: Field "url" must be of type String',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": ["A"]}},
        'field "keyboard" must be an Array of Arrays',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [[1]]}},
        "can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "blink", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Unsupported type specified",
    ),
    ("sendMessage", {"text": "x", "link_preview_options": "1"}, "object expected as link preview options"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": 3}},
        'field "inline_keyboard" must be of type Array',
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ("sendMessage", {"text": "x", "reply_markup": inline()}, TEXT_BUTTON),
    ("sendMessage", {"text": "x", "reply_markup": inline(callback_data="")}, TEXT_BUTTON),
    ("sendMessage", {"text": "x", "reply_markup": inline(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(text=" ", callback_data="a")},
        "inline keyboard button text must be non-empty",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(url="localhost")},
        "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(web_app={"url": "http://example.org"})},
        "inline keyboard button Web App URL 'http://example.org' is invalid: Only HTTPS links are allowed",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [[""]]}},
        "keyboard button text must be non-empty",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [["b"] * 8] * 13}},
        "reply markup is too long",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 1}},
        "message to be replied not found",
    ),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": b""}, "file must be non-empty"),
    ("sendPhoto", {"photo": b"not a picture"}, "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", {"photo": jpeg(2100, 100)}, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {"photo": jpeg(6000, 4001)}, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {"photo": "AgACnothing"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": jpeg(90, 90), "caption": "é" * 1025}, "message caption is too long"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendVoice", {}, "there is no voice in the request"),
    ("sendMediaGroup", {}, 'parameter "media" is required'),
    ("sendMediaGroup", {"media": "["}, "can't parse media JSON object"),
    ("sendMediaGroup", {"media": {}}, "expected an Array of InputMedia"),
    ("sendMediaGroup", {"media": [1]}, "can't parse InputMedia: expected an Object"),
    ("sendMediaGroup", {"media": [{}]}, "can't parse InputMedia: Can't find field \"type\""),
    ("sendMediaGroup", {"media": []}, "there are no messages to send"),
    ("sendMediaGroup", {"media": [item()] * 11, "a": b"x"}, "too many messages to send as an album"),
    ("sendMediaGroup", {"media": [item()]}, "can't parse InputMedia: media not found"),
    (
        "sendMediaGroup",
        {"media": [item(), item("document")], "a": b"x"},
        "document can't be mixed with other media types",
    ),
    (
        "sendMediaGroup",
        {"media": [item("animation")], "a": b"x"},
        "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
    ),
    (
        "sendMediaGroup",
        {"media": [item("drawing")], "a": b"x"},
        'can\'t parse InputMedia: type "drawing" is unsupported',
    ),
    ("sendLocation", {"longitude": 4}, "latitude is empty"),
    ("sendLocation", {"latitude": 44}, "longitude is empty"),
    ("sendLocation", {"latitude": 91, "longitude": 4}, "invalid location specified"),
    (
        "sendLocation",
        {"latitude": 44, "longitude": 4, "live_period": 59},
        "wrong live location period specified",
    ),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("editMessageText", {"text": "x", "message_id": 1}, "message to edit not found"),
    ("editMessageText", {"text": "", "message_id": 1}, "message text is empty"),
    ("deleteMessage", {"message_id": 1}, "message to delete not found"),
    ("deleteMessage", {}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": "", "message_id": 1}, "chat identifier is not specified"),
    ("deleteMessages", {"message_ids": "x"}, "can't parse message_ids JSON object"),
    ("deleteMessages", {"message_ids": ["x"]}, "can't parse message identifier as a Number"),
    ("deleteMessages", {}, "message identifiers are not specified"),
    ("deleteMessages", {"message_ids": list(range(1, 102))}, "too many message identifiers specified"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "rubbish"}, "invalid file_id"),
    ("setMyCommands", {"commands": [], "language_code": "fr-FR"}, "invalid language code specified"),
    (
        "setMyCommands",
        {"commands": [{"command": "a" * 33, "description": "x"}]},
        "command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": ""}]},
        "command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x" * 257}]},
        "command description length must not exceed 256",
    ),
    ("setMyCommands", {"commands": [{"command": "Aide", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": "1"}, "expected an Array of BotCommand"),
    (
        "setMyCommands",
        {"commands": [{"command": "aide"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("setMyName", {"name": ""}, "BOT_TITLE_INVALID"),
    ("setMyProfilePhoto", {}, "photo isn't specified"),
    (
        "setMyProfilePhoto",
        {"photo": {"type": "static", "photo": "file:///tmp/a.jpg"}},
        "photo must be uploaded as a file",
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "everybody"}},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "round"}},
        "can't parse menu button: MenuButton has unsupported type",
    ),
    ("setWebhook", {"url": "nowhere"}, "invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "http://example.org/hook"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "setWebhook",
        {"url": "https://example.org:8444/"},
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    ("setWebhook", {"url": "https://10.0.0.1/"}, "bad webhook: IP address 10.0.0.1 is reserved"),
    ("setWebhook", {"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
    (
        "setWebhook",
        {"url": "https://example.org/", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
]


@pytest.mark.parametrize(
    ("method", "arguments", "complaint"), CASES, ids=[f"{case[0]}: {case[2]}"[:60] for case in CASES]
)
async def test_a_wrong_call_is_refused_with_the_servers_words(
    api: Api, resident: DrivenPerson, method: str, arguments: dict[str, Any], complaint: str
) -> None:
    given = {"chat_id": resident.id, **arguments}
    if method in {"setMyCommands", "setChatMenuButton"}:
        given.pop("chat_id")
    assert await api.refused(method, **given) == (400, f"Bad Request: {complaint}")


async def test_a_photo_above_ten_megabytes_is_refused(api: Api, resident: DrivenPerson) -> None:
    code, words = await api.refused("sendPhoto", chat_id=resident.id, photo=bytes(10_485_761))
    assert code == 400
    assert words == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ("request_location", "location can be requested in private chats only"),
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_users", "users can be requested in private chats only"),
        ("web_app", "web App buttons can be used in private chats only"),
    ],
)
def test_what_only_a_private_chat_can_be_asked_is_refused_elsewhere(wish: str, complaint: str) -> None:
    markup = json.dumps({"keyboard": [[{"text": "x", wish: {"request_id": 1}}]]})
    assert parse_markup(markup, private=True).kind == "keyboard"
    with pytest.raises(BadRequest) as caught:
        parse_markup(markup, private=False)
    assert str(caught.value) == f"Bad Request: {complaint}"


async def test_a_buttons_data_may_be_64_bytes(api: Api, resident: DrivenPerson) -> None:
    markup = inline(callback_data="é" * 32)
    sent = await api.ok("sendMessage", chat_id=resident.id, text="x", reply_markup=markup)
    assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "é" * 32


async def test_of_several_actions_in_a_button_the_server_takes_its_own_first(
    api: Api, resident: DrivenPerson
) -> None:
    markup = inline(callback_data="a", url="example.org")
    sent = await api.ok("sendMessage", chat_id=resident.id, text="x", reply_markup=markup)
    assert sent["reply_markup"] == {"inline_keyboard": [[{"text": "x", "url": "http://example.org/"}]]}


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"blocked": True}, 403, "Forbidden: bot was blocked by the user"),
        ({"deactivated": True}, 403, "Forbidden: user is deactivated"),
        ({"started": False}, 400, "Bad Request: chat not found"),
        ({"started": False, "met": True}, 403, "Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_who_cannot_be_reached_is_told_apart(
    api: Api, driver: Driver, resident: DrivenPerson, change: dict[str, object], code: int, words: str
) -> None:
    await driver.call("PATCH", f"people/{resident.id}", json=change)
    assert await api.refused("sendMessage", chat_id=resident.id, text="x") == (code, words)


async def test_the_bot_cannot_write_to_itself(api: Api) -> None:
    me = await api.ok("getMe")
    refused = await api.refused("sendMessage", chat_id=me["id"], text="x")
    assert refused == (403, "Forbidden: the bot can't send messages to the bot")


async def test_a_method_that_exists_but_is_not_played_says_so_loudly(api: Api) -> None:
    assert await api.refused("sendDice", chat_id=1) == (
        501,
        "Not Implemented: sendDice is known, not simulated",
    )


async def test_a_method_that_does_not_exist_is_not_found(api: Api) -> None:
    assert await api.refused("sendFlowers") == (404, "Not Found: method not found")


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0123:aa/getMe", 401, "Unauthorized: invalid token specified"),
        ("/getMe", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_or_path_is_refused(api: Api, path: str, code: int, words: str) -> None:
    async with api.session.post(api.base_url + path) as answer:
        assert (answer.status, (await answer.json())["description"]) == (code, words)
