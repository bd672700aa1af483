"""A bare HTTP client of a Bot API for tests, and pictures to send; it hides nothing of the answers."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from PIL import Image

if TYPE_CHECKING:
    from types import TracebackType


class Api:
    """Calls methods and returns answers as they came."""

    def __init__(self, base_url: str, token: str) -> None:
        self.base_url = base_url
        self.root = f"{base_url}/bot{token}"
        self.files = f"{base_url}/file/bot{token}"
        self.session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def call(self, method: str, **arguments: object) -> dict[str, Any]:
        """Return the whole answer of a call; bytes are uploaded, other values are sent as JSON text."""
        form = aiohttp.FormData(default_to_multipart=any(isinstance(v, bytes) for v in arguments.values()))
        for name, value in arguments.items():
            if isinstance(value, bytes):
                form.add_field(
                    name, io.BytesIO(value), filename=f"{name}.bin", content_type="application/octet-stream"
                )
            elif value is not None:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with self.session.post(f"{self.root}/{method}", data=form) as answer:
            payload: dict[str, Any] = await answer.json()
            assert answer.status == (200 if payload["ok"] else payload["error_code"])
            return payload

    async def ok(self, method: str, **arguments: object) -> Any:  # noqa: ANN401 - each method has its own result
        """Return the result of a call that has to succeed."""
        payload = await self.call(method, **arguments)
        assert payload["ok"], payload
        return payload["result"]

    async def refused(self, method: str, **arguments: object) -> tuple[int, str]:
        """Return code and description of a call that has to fail."""
        payload = await self.call(method, **arguments)
        assert not payload["ok"], payload
        return payload["error_code"], payload["description"]

    async def updates(self, offset: int = 0, timeout: int = 0, **more: object) -> list[dict[str, Any]]:  # noqa: ASYNC109 - the API's own word
        """Return what getUpdates gives."""
        found: list[dict[str, Any]] = await self.ok("getUpdates", offset=offset, timeout=timeout, **more)
        return found

    async def download(self, path: str) -> tuple[int, bytes]:
        """Return status and content of a file path."""
        async with self.session.get(f"{self.files}/{path}") as answer:
            return answer.status, await answer.read()


def jpeg(
    width: int = 1600, height: int = 900, colour: str = "sienna", exif: Image.Exif | None = None
) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif or Image.Exif())
    return out.getvalue()
