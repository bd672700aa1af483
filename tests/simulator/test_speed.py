"""With every answer checked, the simulator takes more messages than any bot of a town will send."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.simulator.driver import DrivenPerson
    from bot.simulator.server import Simulator

CALLS = 3_000
WANTED = 2_000
CLIENT = """
import socket, sys
host, port, path, body, calls = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
wire = socket.create_connection((host, port))
answers = wire.makefile("rb")
head = f"POST {path} HTTP/1.1\\r\\nHost: {host}\\r\\nContent-Type: application/x-www-form-urlencoded\\r\\n"
request = f"{head}Content-Length: {len(body)}\\r\\n\\r\\n{body}".encode()
for _ in range(calls):
    wire.sendall(request)
    assert b" 200 " in answers.readline()
    length = 0
    while (line := answers.readline()) != b"\\r\\n":
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    answers.read(length)
"""


@pytest.mark.slow
async def test_two_thousand_messages_a_second_fit_on_one_core(
    simulator: Simulator, resident: DrivenPerson
) -> None:
    """The seconds are the simulator's own on the processor, so that a busy machine does not fail it."""
    host, port = simulator.base_url.removeprefix("http://").split(":")
    what = (f"/bot{simulator.token}/sendMessage", f"chat_id={resident.id}&text=Bonjour", str(CALLS))
    before = time.process_time()
    client = await asyncio.create_subprocess_exec(sys.executable, "-c", CLIENT, host, port, *what)
    async with asyncio.timeout(60):
        assert await client.wait() == 0
    assert CALLS / (time.process_time() - before) >= WANTED
