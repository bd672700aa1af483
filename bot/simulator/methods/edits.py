"""The methods that change or delete messages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.fields import whole_number
from bot.simulator.markup import parse_inline
from bot.simulator.methods.albums import checked_item, media_content
from bot.simulator.methods.drafts import caption_of, text_of
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat, Message
    from bot.simulator.world import World

DELETE_WITHIN = timedelta(hours=48)
DELETE_AT_ONCE = 100
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_BAD_ID = "can't parse message identifier as a Number"
_NO_ID = "message identifier is not specified"
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities")
_MEDIA = ("photo", "document", "voice")


def edit_text(world: World, call: Call) -> Json:
    """Change a text; an edit that gives no keyboard takes the keyboard away."""
    fresh = text_of(world, call)
    chat, message = _target(world, call)
    if "text" not in message.body:
        raise BadRequest("there is no text in the message to edit")
    return _changed(world, call, chat, message, (_TEXT, fresh))


def edit_caption(world: World, call: Call) -> Json:
    """Change the caption of a photo, a document or a voice message."""
    fresh = caption_of(world, call)
    chat, message = _target(world, call)
    if not any(kind in message.body for kind in _MEDIA):
        raise BadRequest("there is no caption in the message to edit")
    return _changed(world, call, chat, message, (_CAPTION, fresh))


def edit_markup(world: World, call: Call) -> Json:
    """Change the inline keyboard alone."""
    chat, message = _target(world, call)
    return _changed(world, call, chat, message, ((), {}))


async def edit_media(world: World, call: Call) -> Json:
    """Put a photo or a document in the place of a text, a photo or a document."""
    call.required("media")
    item = checked_item(call, call.json("media", "can't parse media JSON object"))
    fresh = await media_content(world, call, item)
    chat, message = _target(world, call)
    if not any(kind in message.body for kind in ("text", *_MEDIA)):
        raise BadRequest("message media can't be edited")
    kind = str(item["type"])
    if _unique(message.body.get(kind)) == _unique(fresh[kind]):
        fresh[kind] = message.body[kind]  # the same file: only caption and keyboard can differ
    return _changed(world, call, chat, message, ((*_TEXT, *_CAPTION, *_MEDIA), fresh))


def delete_message(world: World, call: Call) -> bool:
    """Delete a message of either side, up to 48 hours old."""
    if not call.text("chat_id"):
        raise BadRequest("chat identifier is not specified")
    chat = world.chats.of(world.person(call.text("chat_id")).id)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise BadRequest(_NO_ID)
    message = chat.find(message_id)
    if message is None:
        raise BadRequest("message to delete not found")
    _check_age(world, message)
    chat.delete(message)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Delete up to 100 messages; those that are not there are passed over."""
    chat = world.chats.of(world.person(call.text("chat_id")).id)
    wanted = (
        call.json("message_ids", "can't parse message_ids JSON object") if call.text("message_ids") else []
    )
    if not isinstance(wanted, list):
        raise BadRequest("expected an Array of message identifiers")
    if not wanted:
        raise BadRequest("message identifiers are not specified")
    if len(wanted) > DELETE_AT_ONCE:
        raise BadRequest("too many message identifiers specified")
    found = [message for each in wanted if (message := chat.find(whole_number(each, _BAD_ID))) is not None]
    for message in found:
        _check_age(world, message)
    for message in found:
        chat.delete(message)
    return True


def _check_age(world: World, message: Message) -> None:
    if world.now().timestamp() - message.body["date"] > DELETE_WITHIN.total_seconds():
        raise BadRequest("message can't be deleted for everyone")


def _target(world: World, call: Call) -> tuple[Chat, Message]:
    if not call.text("chat_id") and not call.integer("message_id"):
        raise BadRequest(_NO_ID)
    _, chat = world.reachable(call.text("chat_id"))
    message = chat.find(call.integer("message_id"))
    if message is None:
        raise BadRequest("message to edit not found")
    if not message.from_bot or not message.editable:
        raise BadRequest("message can't be edited")
    world.flood.spend_edit(world.now().timestamp())
    return chat, message


def _changed(
    world: World, call: Call, chat: Chat, message: Message, change: tuple[tuple[str, ...], Json]
) -> Json:
    """Replace some fields and the keyboard; raises BadRequest when nothing would differ."""
    gone, fresh = change
    markup = parse_inline(call.text("reply_markup")).body
    dropped = {*gone, "reply_markup", "edit_date"}
    kept = {name: value for name, value in message.body.items() if name not in dropped}
    made = {**kept, **fresh, **present(reply_markup=markup)}
    if made == {name: value for name, value in message.body.items() if name != "edit_date"}:
        raise BadRequest(UNCHANGED)
    made["edit_date"] = int(world.now().timestamp())
    message.body = made
    message.edited = True
    chat.changed("edit", message)
    return made


def _unique(shown: object) -> object:
    if isinstance(shown, list):
        return [size["file_unique_id"] for size in shown]
    return shown["file_unique_id"] if isinstance(shown, dict) else None


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "editMessageMedia": edit_media,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
