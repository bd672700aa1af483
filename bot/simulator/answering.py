"""Answers one call: finds its method, lets ordered failures happen, words the answer, keeps the journal."""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.simulator.catalogue import known_methods
from bot.simulator.errors import ApiError, NotFound, NotSimulated
from bot.simulator.faults import BEFORE
from bot.simulator.methods import METHODS
from bot.simulator.methods.receiving import Described

if TYPE_CHECKING:
    from bot.simulator.call import Call
    from bot.simulator.faults import Fault
    from bot.simulator.methods import Method
    from bot.simulator.shapes import Json
    from bot.simulator.world import World

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
        result = _method(call)(world, call)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return error.code, _refused(error)
    if isinstance(result, Described):
        return 200, {"ok": True, "result": result.result, "description": result.description}
    return 200, {"ok": True, "result": result}


def _method(call: Call) -> Method:
    name = call.method.lower()
    method = METHODS.get(name)
    if method is not None:
        return method
    if name in known_methods():
        raise NotSimulated(known_methods()[name])
    raise NotFound("method not found")


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
