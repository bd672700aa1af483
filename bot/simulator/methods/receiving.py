"""How the bot gets its updates: the long poll, the webhook, and which kinds it wants."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.errors import Conflict, TooManyRequests
from bot.simulator.polling import BATCH, BY_WEBHOOK, LONGEST
from bot.simulator.webhook import checked_target

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    ]
)


@dataclass(frozen=True, slots=True)
class Described:
    """A result that comes with a sentence."""

    result: object
    description: str


async def get_updates(world: World, call: Call) -> list[Json]:
    """Return the next updates, waiting for the first up to `timeout` seconds (50 at most)."""
    if world.webhook.target is not None:
        raise Conflict(ACTIVE)
    _choose(world, call)
    offset = call.integer("offset")
    limit = call.integer("limit", BATCH, 1, BATCH)
    seconds = call.integer("timeout", 0, 0, LONGEST)
    if world.flood.on:
        limit, seconds = world.poller.paced(offset, limit, seconds)
    return await world.poller.poll(offset, limit, seconds)


def set_webhook(world: World, call: Call) -> Described:
    """Deliver updates to a URL from now on; an empty URL is deleteWebhook."""
    if not call.text("url"):
        return delete_webhook(world, call)
    target = checked_target(
        call.text("url"), call.text("secret_token"), call.integer("max_connections", 40, 1, 100)
    )
    _pace(world)
    _choose(world, call)
    _drop(world, call)
    world.poller.abort(BY_WEBHOOK)
    changed = world.webhook.aim(target)
    return Described(True, "Webhook was set" if changed else "Webhook is already set")


def delete_webhook(world: World, call: Call) -> Described:
    """Go back to the long poll."""
    _drop(world, call)
    changed = world.webhook.aim(None)
    return Described(True, "Webhook was deleted" if changed else "Webhook is already deleted")


def webhook_info(world: World, _call: Call) -> Json:
    """Return where updates go and what went wrong."""
    return world.webhook.info()


def _pace(world: World) -> None:
    """Twice within a second is too often, where the flood model is on."""
    now = world.now().timestamp()
    if world.flood.on and now - world.webhook.set_at < 1:
        raise TooManyRequests(1)
    world.webhook.set_at = now


def _drop(world: World, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        world.queue.clear()


def _choose(world: World, call: Call) -> None:
    """Remember which kinds of update the bot wants; what cannot be read changes nothing, as on the server."""
    raw = call.text("allowed_updates")
    if not raw:
        return
    try:
        names = json.loads(raw)
    except ValueError:
        return
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        world.queue.allowed = KINDS & {name.lower() for name in names}


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": webhook_info,
}
