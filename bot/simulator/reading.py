"""Turns an HTTP request into a call: query, urlencoded, multipart and JSON all mean the same.

It judges no argument.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.simulator.call import Call, Upload
from bot.simulator.errors import BadRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.shapes import Json


async def read_call(request: web.Request, method: str) -> Call:
    """Return the call that a request makes; a method missing in the path may be a parameter."""
    arguments = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.method == "POST" and request.body_exists:
        kind = request.content_type
        if kind == "multipart/form-data":
            uploads = await _multipart(request, arguments)
        elif kind == "application/json":
            arguments.update(as_text(_json_object(await request.read())))
        else:
            arguments.update(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    return Call(method or arguments.get("method", ""), arguments, uploads)


def as_text(values: Json) -> dict[str, str]:
    """Return arguments as the server sees them: text stays, all else, even null, becomes its JSON text."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
    }


async def multipart_files(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """Return the fields and, in their order, the files of a multipart request, names repeated or not."""
    fields: dict[str, str] = {}
    files = [upload for _, upload in [part async for part in _parts(request, fields)]]
    return fields, files


async def _multipart(request: web.Request, arguments: dict[str, str]) -> dict[str, Upload]:
    return {name: upload async for name, upload in _parts(request, arguments)}


async def _parts(request: web.Request, fields: dict[str, str]) -> AsyncIterator[tuple[str, Upload]]:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            fields[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            yield part.name, Upload(part.filename, content, mime)


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise BadRequest("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise BadRequest("expected a JSON object")
    return found
