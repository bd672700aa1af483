"""The table of what is known of the real server's refusals: a row, what is called, code and exact words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.simulator import acts, group_acts
from bot.simulator.groups import Member
from tests.simulator.api import jpeg

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.simulator.stage import Stage

PARSE = "can't parse entities: "
INLINE = "can't parse inline keyboard button: "
BAD_BUTTON = f"{INLINE}Text buttons are unallowed in the inline keyboard"
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Case:
    """A row of the table, what is called, and what has to be answered."""

    row: str
    words: str
    method: str = "sendMessage"
    arguments: dict[str, Any] = field(default_factory=dict)
    code: int = 400
    prepare: Callable[[Stage], Awaitable[dict[str, Any]]] | None = None


def text(row: str, words: str, **arguments: object) -> Case:
    return Case(row, words, arguments={"text": "x", **arguments})


def html(row: str, words: str, source: str) -> Case:
    return text(row, PARSE + words, text=source, parse_mode="html")


def v2(words: str, source: str) -> Case:
    return text("MarkdownV2 unescaped", PARSE + words, text=source, parse_mode="MarkdownV2")


def button(row: str, words: str, **fields: object) -> Case:
    return text(row, words, reply_markup={"inline_keyboard": [[{"text": "x", **fields}]]})


def place(words: str, row: str = "Location", **fields: object) -> Case:
    return Case(row, words, "sendLocation", {"latitude": 44, "longitude": 4, **fields})


def album(words: str, *items: object, row: str = "Album mix", **files: object) -> Case:
    return Case(row, words, "sendMediaGroup", {"media": list(items), **files})


def media(kind: str = "photo", name: str = "attach://a") -> dict[str, str]:
    return {"type": kind, "media": name}


def hook(words: str, url: str = "https://example.org/", **fields: object) -> Case:
    return Case("setWebhook", words, "setWebhook", {"url": url, **fields})


def commands(row: str, words: str, *given: object, **fields: object) -> Case:
    return Case(row, words, "setMyCommands", {"commands": list(given), **fields})


async def blocked(stage: Stage) -> dict[str, Any]:
    acts.block(stage.world, stage.me, blocked=True)
    return {}


async def deactivated(stage: Stage) -> dict[str, Any]:
    stage.world.people.change(stage.me, deactivated=True)
    return {}


async def only_met(stage: Stage) -> dict[str, Any]:
    stage.world.people.change(stage.me, started=False, met=True)
    return {}


def in_group(kind: str, status: str) -> Callable[[Stage], Awaitable[dict[str, Any]]]:
    async def prepare(stage: Stage) -> dict[str, Any]:
        group = stage.group(kind)
        group.members[1] = Member(status)
        return {"chat_id": group.id}

    return prepare


async def deleted_group(stage: Stage) -> dict[str, Any]:
    group = stage.group()
    group.deleted = True
    return {"chat_id": group.id}


async def migrated(stage: Stage) -> dict[str, Any]:
    group = stage.group()
    group.migrated_to = -1_002_000_000_000
    return {"chat_id": group.id}


async def a_group(stage: Stage) -> dict[str, Any]:
    return {"chat_id": stage.group().id}


async def a_forum(stage: Stage) -> dict[str, Any]:
    return {"chat_id": stage.group("forum", rules=True).id}


async def an_unruled_forum(stage: Stage) -> dict[str, Any]:
    return {"chat_id": stage.group("forum").id}


async def a_text(stage: Stage) -> dict[str, Any]:
    return {"message_id": await stage.sent()}


async def a_text_with_a_keyboard(stage: Stage) -> dict[str, Any]:
    return {"message_id": await stage.sent(reply_markup={"keyboard": [["a"]]})}


async def a_photo(stage: Stage) -> dict[str, Any]:
    return {"message_id": (await stage.ok("sendPhoto", photo=SMALL))["message_id"]}


async def a_place(stage: Stage) -> dict[str, Any]:
    return {"message_id": (await stage.ok("sendLocation", latitude=44, longitude=4))["message_id"]}


async def what_the_resident_wrote(stage: Stage) -> dict[str, Any]:
    return {"message_id": acts.say(stage.world, stage.me, "x").messages[0]}


async def anothers_text_in_a_group(stage: Stage) -> dict[str, Any]:
    group = stage.group("supergroup")
    done = group_acts.say(stage.world, group, stage.person(), "x")
    return {"chat_id": group.id, "message_id": done.messages[0]}


async def an_old_text(stage: Stage) -> dict[str, Any]:
    made = await a_text(stage)
    stage.clock.forward(hours=48, seconds=1)
    return made


async def an_answered_press(stage: Stage) -> dict[str, Any]:
    acts.press(stage.world, stage.me, await stage.sent(), "x")
    query = (await stage.ok("getUpdates"))[-1]["callback_query"]["id"]
    await stage.ok("answerCallbackQuery", callback_query_id=query)
    return {"callback_query_id": query}


async def a_webhook(stage: Stage) -> dict[str, Any]:
    await stage.ok("setWebhook", url="https://example.org/")
    await stage.world.webhook.close()
    stage.world.webhook.target = stage.world.webhook.target or _aimed()
    return {}


def _aimed() -> Any:  # noqa: ANN401 - any target will do
    from bot.simulator.webhook import Target  # noqa: PLC0415 - for this case only

    return Target("https://example.org/")


SMALL = jpeg(90, 90)
CASES = [
    text("Text empty", "message text is empty", text=""),
    text("Text only spaces/control chars", "text must be non-empty", text=" \u202b\n"),
    text("Text too long", "message is too long", text="😀" * 4097),
    text("Raw text before parsing", "text is too long", text="é" * 16385),
    text("Entity offset/length", "entity begins after the end of the text at UTF-16 offset 9",
         entities=[{"type": "bold", "offset": 9, "length": 1}]),
    text("Entity offset/length", "entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1",
         text="😀", entities=[{"type": "bold", "offset": 1, "length": 1}]),
    Case("Caption", "message caption is too long", "sendPhoto", {"photo": SMALL, "caption": "é" * 1025}),
    text("parse_mode unknown", "unsupported parse_mode", parse_mode="bbcode"),
    html("HTML: unknown tag", 'Unsupported start tag "br" at byte offset 5', "salut<br>"),
    html("HTML: not closed", "Can't find end tag corresponding to start tag \"b\"", "<b>x"),
    html("HTML: bad nesting", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
         "<b>x</i>"),
    html("HTML: bad nesting", "Unexpected end tag at byte offset 1", "x</b>"),
    html("HTML: bad nesting", "Unclosed start tag at byte offset 2", "é<b"),
    html("HTML: bad nesting", "Unclosed end tag at byte offset 4", "<b>x</b"),
    html("HTML: bad nesting", 'Empty attribute name in the tag "a" at byte offset 0', "<a =x>y</a>"),
    html("HTML: bad nesting", 'Tag "span" must have class "tg-spoiler" at byte offset 0', "<span>x</span>"),
    html("HTML entity", 'Unsupported start tag "3" at byte offset 2', "2 <3>"),
    v2("Character '.' is reserved and must be escaped with the preceding '\\'", "Fin."),
    v2("Can't find end of Bold entity at byte offset 3", "é *x"),
    text("reply_markup not JSON", "can't parse reply keyboard markup JSON object", reply_markup="{"),
    text("reply_markup not JSON", "object expected as reply markup", reply_markup="[]"),
    text("inline_keyboard wrong type", 'field "inline_keyboard" must be of type Array',
         reply_markup={"inline_keyboard": 3}),
    text("inline_keyboard wrong type",
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
         reply_markup={"inline_keyboard": [{"text": "x"}]}),
    button("Inline button without action", BAD_BUTTON),
    button("Inline button without action", BAD_BUTTON, callback_data=""),
    button("Button text empty", "inline keyboard button text must be non-empty", text=" ", callback_data="a"),
    text("Button text empty", "keyboard button text must be non-empty", reply_markup={"keyboard": [[""]]}),
    button("callback_data", "BUTTON_DATA_INVALID", callback_data="é" * 33),
    button("Button url", "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
           url="localhost"),
    button("web_app url", "inline keyboard button Web App URL 'http://a.org' is invalid: Only HTTPS links "
           "are allowed", web_app={"url": "http://a.org"}),
    text("Keyboard size", "reply markup is too long", reply_markup={"keyboard": [["b"] * 8] * 13}),
    *(
        Case("Private-only buttons", f"{asked} in private chats only", prepare=a_group, arguments={
            "text": "x", "reply_markup": {"keyboard": [[{"text": "x", wish: {"url": "https://a.org"}}]]}})
        for wish, asked in (
            ("request_location", "location can be requested"),
            ("request_contact", "phone number can be requested"),
            ("request_users", "users can be requested"),
            ("web_app", "web App buttons can be used"),
        )
    ),
    Case("Reply keyboard in edit*", "inline keyboard expected", "editMessageText",
         {"text": "y", "reply_markup": {"keyboard": [["a"]]}}, prepare=a_text),
    Case("Sent with a reply keyboard", "message can't be edited", "editMessageText", {"text": "y"},
         prepare=a_text_with_a_keyboard),
    text("chat_id empty", "chat_id is empty", chat_id=""),
    text("Unknown chat", "chat not found", chat_id=77),
    Case("Never started", "bot can't initiate conversation with a user", arguments={"text": "x"}, code=403,
         prepare=only_met),
    Case("Blocked", "bot was blocked by the user", arguments={"text": "x"}, code=403, prepare=blocked),
    Case("Deleted account", "user is deactivated", arguments={"text": "x"}, code=403, prepare=deactivated),
    Case("Bot as target", "the bot can't send messages to the bot", code=403,
         arguments={"text": "x", "chat_id": 1}),
    *(
        Case("Kicked / not member", words, arguments={"text": "x"}, code=403, prepare=in_group(kind, status))
        for kind, status, words in (
            ("group", "kicked", "bot was kicked from the group chat"),
            ("supergroup", "kicked", "bot was kicked from the supergroup chat"),
            ("group", "left", "bot is not a member of the group chat"),
            ("supergroup", "left", "bot is not a member of the supergroup chat"),
        )
    ),
    Case("Kicked / not member", "the group chat was deleted", arguments={"text": "x"}, code=403,
         prepare=deleted_group),
    Case("Group migrated", "group chat was upgraded to a supergroup chat", arguments={"text": "x"},
         prepare=migrated),
    Case("Topic missing", "message thread not found", prepare=a_forum,
         arguments={"text": "x", "message_thread_id": 1}),
    Case("Topic missing", "message thread not found", prepare=a_forum,
         arguments={"text": "x", "message_thread_id": 99}),
    Case("createForumTopic", "name must be non-empty", "createForumTopic", {"name": ""}, prepare=a_forum),
    Case("createForumTopic", "not enough rights to create a topic", "createForumTopic", {"name": "x"},
         prepare=an_unruled_forum),
    Case("createForumTopic", "invalid icon color specified", "createForumTopic",
         {"name": "x", "icon_color": -1}, prepare=a_forum),
    text("Reply target missing", "message to be replied not found", reply_parameters={"message_id": 9}),
    Case("Edit: missing", "message to edit not found", "editMessageText", {"text": "y", "message_id": 9}),
    Case("Edit: nothing changed", UNCHANGED, "editMessageText", {"text": "x"}, prepare=a_text),
    Case("Edit: wrong kind", "there is no text in the message to edit", "editMessageText", {"text": "y"},
         prepare=a_photo),
    Case("Edit: wrong kind", "there is no caption in the message to edit", "editMessageCaption",
         {"caption": "y"}, prepare=a_text),
    Case("Edit: wrong kind", "message can't be edited", "editMessageText", {"text": "y"},
         prepare=what_the_resident_wrote),
    Case("Edit: wrong kind", "message media can't be edited", "editMessageMedia",
         {"media": media(), "a": SMALL}, prepare=a_place),
    Case("Edit: wrong kind", "there is no live location in the message to edit", "editMessageLiveLocation",
         {"latitude": 1, "longitude": 1}, prepare=a_place),
    Case("Delete: missing", "message to delete not found", "deleteMessage", {"message_id": 9}),
    Case("Delete: missing", "message identifier is not specified", "deleteMessage", {}),
    Case("Delete > 48 h", "message can't be deleted for everyone", "deleteMessage", {}, prepare=an_old_text),
    Case("Delete > 48 h", "message can't be deleted", "deleteMessage", prepare=anothers_text_in_a_group),
    Case("deleteMessages", "too many message identifiers specified", "deleteMessages",
         {"message_ids": list(range(1, 102))}),
    Case("answerCallbackQuery", OLD_QUERY, "answerCallbackQuery", {"callback_query_id": "1"}),
    Case("answerCallbackQuery", OLD_QUERY, "answerCallbackQuery", prepare=an_answered_press),
    Case("answerCallbackQuery text", "MESSAGE_TOO_LONG", "answerCallbackQuery",
         {"callback_query_id": "1", "text": "x" * 201}),
    album("there are no messages to send", row="sendMediaGroup"),
    album("too many messages to send as an album", *[media()] * 11, row="sendMediaGroup", a=b"x"),
    album("document can't be mixed with other media types", media(), media("document"), a=b"x"),
    album("audio can't be mixed with other media types", media(), media("audio"), a=b"x"),
    album("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup", media("animation"),
          a=b"x"),
    album("can't parse InputMedia: media not found", media()),
    album('failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"', media(),
          media(name="attach://b"), row="Album partly failed", a=SMALL, b=b"no picture"),
    Case("Photo upload", "there is no photo in the request", "sendPhoto"),
    Case("Photo upload", "IMAGE_PROCESS_FAILED", "sendPhoto", {"photo": b"no picture"}),
    Case("Photo upload", "PHOTO_INVALID_DIMENSIONS", "sendPhoto", {"photo": jpeg(2100, 100)}),
    Case("Empty file", "file must be non-empty", "sendDocument", {"document": b""}),
    Case("file_id bad", "wrong file identifier/HTTP URL specified", "sendPhoto", {"photo": "AgAC"}),
    Case("file_id bad", "invalid file_id", "getFile", {"file_id": "rubbish"}),
    Case("file_id bad", "file_id not specified", "getFile"),
    Case("URL upload", "failed to get HTTP URL content", "sendPhoto", {"photo": "https://example.org/a.jpg"}),
    Case("URL upload", "wrong HTTP URL specified", "sendPhoto", {"photo": "http://nowhere/a.jpg"}),
    place("invalid location specified", latitude=91),
    place("latitude is empty", latitude=""),
    place("longitude is empty", longitude=""),
    place("wrong live location period specified", "Live location", live_period=59),
    place("wrong live location heading specified", "Live location", live_period=60, heading=361),
    place("wrong live location proximity alert radius specified", "Live location", live_period=60,
          proximity_alert_radius=100_001),
    commands("setMyCommands", "command length must not exceed 32", {"command": "a" * 33, "description": "x"}),
    commands("setMyCommands", "command description must be non-empty", {"command": "a", "description": ""}),
    commands("setMyCommands", "command description length must not exceed 256",
             {"command": "a", "description": "x" * 257}),
    commands("setMyCommands", "BOT_COMMAND_INVALID", {"command": "Aide", "description": "x"}),
    commands("language_code", "invalid language code specified", language_code="fr-FR"),
    commands("scopes", "can't parse BotCommandScope: Unsupported type specified",
             scope={"type": "everybody"}),
    commands("scopes", "can't use specified scope in private chats",
             scope={"type": "chat_administrators", "chat_id": 5_000_000_001}),
    Case("setChatMenuButton", "can't parse menu button: MenuButton has unsupported type",
         "setChatMenuButton", {"menu_button": {"type": "round"}}),
    Case("setMessageReaction", "message to react not found", "setMessageReaction", {"message_id": 9}),
    Case("sendChatAction", "wrong parameter action in request", "sendChatAction", {"action": "dancing"}),
    hook("invalid webhook URL specified", "nowhere"),
    hook("secret token is too long", secret_token="x" * 257),
    hook("secret token contains unallowed characters", secret_token="a b"),
    hook("bad webhook: An HTTPS URL must be provided for webhook", "http://example.org/"),
    hook("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", "https://example.org:8444/"),
    hook("bad webhook: IP address 10.0.0.1 is reserved", "https://10.0.0.1/"),
    Case("getUpdates while webhook set", "can't use getUpdates method while webhook is active; "
         "use deleteWebhook to delete the webhook first", "getUpdates", code=409, prepare=a_webhook),
    Case("Unknown method", "method not found", "sendFlowers", code=404),
]  # fmt: skip
ELSEWHERE = {
    "Malformed token": "test_tokens_and_paths",
    "Bad/revoked token": "test_tokens_and_paths",
    "Path not /bot...": "test_tokens_and_paths",
    "> 100 entities": "no words: test_texts.py",
    "Text cleaning": "no words: test_texts.py",
    "Several actions in one button": "no words: test_refusals.py",
    "Edit time window": "no words: there is none",
    "editMessageText without reply_markup": "no words: test_messages.py",
    "Incoming album": "no words: test_files.py",
    "Upload other": "the web server's own 413",
    "getFile download": "test_a_file_above_20971520_bytes_is_too_big_to_fetch",
    "file link": "no words: test_files.py",
    "Same-size uploads": "test_more_sending.py",
    "Incoming live location": "no words: test_driver.py",
    "setWebhook twice within 1 s": "test_flood_and_a_second_setwebhook_name_how_long_to_wait",
    "2nd getUpdates long poll": "test_queue.py",
    "Flood": "test_flood_and_a_second_setwebhook_name_how_long_to_wait",
}
"""Rows whose words are held elsewhere, or that have none, and where."""

ROWS = {
    "Text empty", "Text only spaces/control chars", "Text too long", "Raw text before parsing",
    "Entity offset/length", "Caption", "parse_mode unknown", "HTML: unknown tag", "HTML: not closed",
    "HTML: bad nesting", "HTML entity", "MarkdownV2 unescaped", "reply_markup not JSON",
    "inline_keyboard wrong type", "Inline button without action", "Button text empty", "callback_data",
    "Button url", "web_app url", "Keyboard size", "Private-only buttons", "Reply keyboard in edit*",
    "Sent with a reply keyboard", "chat_id empty", "Unknown chat", "Never started", "Blocked",
    "Deleted account", "Bot as target", "Kicked / not member", "Group migrated", "Topic missing",
    "createForumTopic", "Reply target missing", "Edit: missing", "Edit: nothing changed", "Edit: wrong kind",
    "Delete: missing", "Delete > 48 h", "deleteMessages", "answerCallbackQuery", "answerCallbackQuery text",
    "sendMediaGroup", "Album mix", "Album partly failed", "Photo upload", "Empty file", "file_id bad",
    "URL upload", "Location", "Live location", "setMyCommands", "language_code", "scopes",
    "setChatMenuButton", "setMessageReaction", "sendChatAction", "setWebhook", "getUpdates while webhook set",
    "Unknown method", *ELSEWHERE,
}  # fmt: skip
