"""Answers one call: finds its method, lets ordered failures happen, words the answer, keeps the journal.

Arguments are checked before, the answer after: what would break the published types never leaves.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.clock import monotonic
from bot.simulator.catalogue import known_methods, published
from bot.simulator.contract import check_for
from bot.simulator.errors import ApiError, BadRequest, BrokenContract, NotFound, NotSimulated
from bot.simulator.faults import BEFORE
from bot.simulator.methods import METHODS
from bot.simulator.methods.receiving import Described
from bot.simulator.parameters import faults, unread_fault

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.faults import Fault
    from bot.simulator.methods import Method
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

READ = frozenset(
    [
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "media",
        "menu_button",
        "message_ids",
        "options",
        "permissions",
        "photo",
        "reaction",
        "reply_markup",
        "reply_parameters",
        "scope",
    ]
)
"""JSON that the methods read themselves, with the server's own leniency and complaints."""

BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP; `cut` says how the connection ends: "", "reset", "truncated"."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    delay: float = 0.0
    html: bool = False


async def answer(world: World, call: Call) -> Answer:
    """Carry a call out and return its answer."""
    fault = world.faults.take(call)
    if fault and fault.kind in BEFORE:
        made = _failed(fault)
        world.journal.call(call, made.status, None, fault.kind)
        return made
    status, payload = await _carried_out(world, call)
    world.journal.call(call, status, payload, fault.kind if fault else None)
    body = json.dumps(payload).encode()
    return _spoilt(fault, status, body) if fault else Answer(status, body, _headers(payload))


def refusal(error: ApiError) -> Answer:
    """Return the answer to a call that an error ended."""
    payload = _refused(error)
    return Answer(error.code, json.dumps(payload).encode(), _headers(payload))


async def _carried_out(world: World, call: Call) -> tuple[int, Json]:
    try:
        name, method = _method(call)
        if world.flood.on and call.uploads:
            size = sum(len(upload.content) for upload in call.uploads.values())
            await asyncio.sleep(world.uploads.pause(size, monotonic()))
        result = method(world, call)
        if inspect.isawaitable(result):
            result = await result
        said = {"description": result.description} if isinstance(result, Described) else {}
        result = result.result if isinstance(result, Described) else result
        _check_answer(name, result)
    except ApiError as error:
        return error.code, _refused(error)
    _note_tolerated(world, name, call)
    return 200, {"ok": True, "result": result, **said}


def _method(call: Call) -> tuple[str, Method]:
    """Return a method's proper name and what plays it; raises ApiError, also for wrong arguments."""
    name = known_methods().get(call.method.lower())
    if name is None:
        raise NotFound("method not found")
    method = METHODS.get(name.lower())
    if method is not None:
        if fault := unread_fault(name, call, READ):
            raise BadRequest(fault)
        return name, method
    for fault in faults(name, call):
        raise BadRequest(fault)
    raise NotSimulated(name)


def _check_answer(name: str, result: object) -> None:
    if name == "getUpdates":
        return  # each update was checked when it was made, but those made by hand may be broken on purpose
    wrong = check_for(published()["methods"][name]["returns"])(result)
    if wrong:
        raise BrokenContract(f"{name} answers what its published type forbids: result{wrong}")


def _note_tolerated(world: World, name: str, call: Call) -> None:
    """Note in the journal what the server lets pass although the published list forbids it."""
    wrong = faults(name, call)
    if wrong:
        world.journal.control("tolerated", method=name, wrong=wrong)


def _refused(error: ApiError) -> Json:
    payload: Json = {"ok": False, "error_code": error.code, "description": str(error)}
    parameters = error.parameters()
    return {**payload, "parameters": parameters} if parameters else payload


def _headers(payload: Json) -> dict[str, str]:
    retry = payload.get("parameters", {}).get("retry_after")
    return {"Retry-After": str(retry)} if retry else {}


def _failed(fault: Fault) -> Answer:
    """Return what happens instead of the call's effect."""
    if fault.kind == "reset_before":
        return Answer(0, b"", cut="reset")
    if fault.kind == "502":
        return Answer(502, BAD_GATEWAY, html=True)
    payload: Json = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    if fault.kind == "429":
        payload = {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {fault.retry_after}",
            "parameters": {"retry_after": fault.retry_after},
        }
    status = 200 if fault.kind == "not_ok_200" else payload["error_code"]
    return Answer(status, json.dumps(payload).encode(), _headers(payload))


def _spoilt(fault: Fault, status: int, body: bytes) -> Answer:
    """Return what happens to the answer once the call has had its effect."""
    if fault.kind == "slow":
        return Answer(status, body, delay=fault.seconds)
    if fault.kind == "empty_200":
        return Answer(200, b"")
    return Answer(status, body, cut="reset" if fault.kind == "reset_after" else "truncated")
