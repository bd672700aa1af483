"""The methods that change or delete messages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.simulator.errors import BadRequest
from bot.simulator.fields import whole_number
from bot.simulator.groups import Group
from bot.simulator.markup import parse_inline
from bot.simulator.methods.albums import checked_item, media_content
from bot.simulator.methods.drafts import caption_of, text_of
from bot.simulator.shapes import Json, present

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.chats import Chat, Message
    from bot.simulator.world import Place, World

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
_MEDIA = ("photo", "document", "voice", "audio", "video")


def edit_text(world: World, call: Call) -> Json:
    """Change a text; an edit that gives no keyboard takes the keyboard away."""
    fresh = text_of(world, call)
    chat, message = target(world, call)
    if "text" not in message.body:
        raise BadRequest("there is no text in the message to edit")
    return changed(world, call, chat, message, (_TEXT, fresh))


def edit_caption(world: World, call: Call) -> Json:
    """Change the caption of a photo, a file or a sound."""
    fresh = caption_of(world, call)
    chat, message = target(world, call)
    if not any(kind in message.body for kind in _MEDIA):
        raise BadRequest("there is no caption in the message to edit")
    return changed(world, call, chat, message, (_CAPTION, fresh))


def edit_markup(world: World, call: Call) -> Json:
    """Change the inline keyboard alone."""
    chat, message = target(world, call)
    return changed(world, call, chat, message, ((), {}))


async def edit_media(world: World, call: Call) -> Json:
    """Put a photo or a file in the place of a text, a photo or a file."""
    call.required("media")
    item = checked_item(call, call.json("media", "can't parse media JSON object"))
    fresh = await media_content(world, call, item)
    chat, message = target(world, call)
    if not any(kind in message.body for kind in ("text", *_MEDIA)):
        raise BadRequest("message media can't be edited")
    kind = str(item["type"])
    if _unique(message.body.get(kind)) == _unique(fresh[kind]):
        fresh[kind] = message.body[kind]  # the same file: only caption and keyboard can differ
    return changed(world, call, chat, message, ((*_TEXT, *_CAPTION, *_MEDIA), fresh))


def delete_message(world: World, call: Call) -> bool:
    """Delete a message of either side, up to 48 hours old; in a group, others' messages by right only."""
    if not call.text("chat_id"):
        raise BadRequest("chat identifier is not specified")
    place = _seen(world, call)
    chat = world.chats.of(place.id)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise BadRequest(_NO_ID)
    message = chat.find(message_id)
    if message is None:
        raise BadRequest("message to delete not found")
    _check_may_delete(world, place, message)
    chat.delete(message)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Delete up to 100 messages; those that are not there are passed over."""
    place = _seen(world, call)
    chat = world.chats.of(place.id)
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
        _check_may_delete(world, place, message)
    for message in found:
        chat.delete(message)
    return True


def _seen(world: World, call: Call) -> Place:
    """Return where messages are to be deleted: blocked or not, but in a group only from inside."""
    place = world.place(call.text("chat_id"))
    return world.reachable(call.text("chat_id"))[0] if isinstance(place, Group) else place


def _check_may_delete(world: World, place: Place, message: Message) -> None:
    if isinstance(place, Group) and not message.from_bot:
        if not place.rules(world.bot.id, "can_delete_messages"):
            raise BadRequest("message can't be deleted")
        return
    if isinstance(place, Group) and place.kind == "supergroup":
        return
    if world.now().timestamp() - message.body["date"] > DELETE_WITHIN.total_seconds():
        raise BadRequest("message can't be deleted for everyone")


def target(world: World, call: Call) -> tuple[Chat, Message]:
    """Return the message that an edit means; raises BadRequest when it is not one to edit."""
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


def changed(
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
