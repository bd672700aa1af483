"""The commands that people type, as processes of their own."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.simulator.driver import Driver
from bot.simulator.server import DEMO_TOKEN
from tests.e2e.conftest import Process, free_port

if TYPE_CHECKING:
    from pathlib import Path


async def typed(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run a command to its end; return its exit code, what it printed and what it complained of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JARDINS_")}
    made = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        env=kept | environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, complaint = await made.communicate()
    assert made.returncode is not None
    return made.returncode, printed.decode(), complaint.decode()


async def test_check_says_that_the_shipped_territory_has_no_fault() -> None:
    code, printed, _ = await typed("check")

    assert code == 0
    assert "6 districts" in printed


async def test_check_tells_every_fault_of_a_file_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "town.toml"
    wrong.write_text('id = "town"\ntimezone = "Mars/Olympus"\n', encoding="utf-8")
    code, _, complaint = await typed("check", str(wrong))

    assert code == 2
    assert "town.toml:2: timezone" in complaint


async def test_wrong_settings_are_all_told_at_once_and_no_secret_is(tmp_path: Path) -> None:
    code, _, complaint = await typed(
        "run",
        JARDINS_TOKEN="12345:secret secret",
        JARDINS_PACE="fast",
        JARDINS_TOKN="x",
        JARDINS_DATA_DIR=str(tmp_path),
    )

    assert code == 2
    assert {"JARDINS_TOKEN", "JARDINS_PACE", "JARDINS_TOKN"} <= set(re.findall(r"JARDINS_\w+", complaint))
    assert "secret secret" not in complaint


async def test_invite_prints_a_link_and_its_payload(bot: Process) -> None:
    printed = await bot.tells("invite", "officer")

    link = re.search(r"https://t\.me/\w+\?start=([\w-]{1,64})$", printed, re.MULTILINE)
    assert link
    assert f"Payload: {link[1]}" in printed


async def test_invite_without_an_answer_from_telegram_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    code, _, complaint = await typed(
        "invite",
        "officer",
        JARDINS_TOKEN=DEMO_TOKEN,
        JARDINS_API_ROOT=f"http://127.0.0.1:{free_port()}",
        JARDINS_DATA_DIR=str(tmp_path),
    )

    assert code == 10
    assert "does not answer" in complaint
    assert "Traceback" not in complaint
    assert DEMO_TOKEN not in complaint


async def test_a_territory_that_is_wrong_ends_run_with_its_faults(tmp_path: Path) -> None:
    code, _, complaint = await typed(
        "run", JARDINS_TOKEN=DEMO_TOKEN, JARDINS_TERRITORY="atlantis", JARDINS_DATA_DIR=str(tmp_path)
    )

    assert code == 2
    assert "Name a file" in complaint
    assert "Traceback" not in complaint


async def test_migrate_may_be_run_twice(tmp_path: Path) -> None:
    for _ in range(2):
        code, printed, complaint = await typed("migrate", JARDINS_DATA_DIR=str(tmp_path))
        assert (code, complaint) == (0, ""), complaint
        assert "this release" in printed


@pytest.mark.parametrize(("language", "word"), [("fr", "Envoyez une photo"), ("ar", "صورة"), ("en", "photo")])
async def test_play_asks_the_first_question_in_a_terminal(language: str, word: str) -> None:
    code, printed, _ = await typed("play", "report_dump", "--lang", language)

    assert code == 0
    assert word in printed


@pytest.mark.slow
async def test_the_demonstration_has_an_officer_and_a_crew_that_works_now(tmp_path: Path) -> None:
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JARDINS_")}
    made = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", str(port)),
        env=kept | {"JARDINS_DATA_DIR": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert made.stdout is not None
        async with asyncio.timeout(30):
            while b"Open http" not in await made.stdout.readline():
                pass
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        async with Driver(f"http://127.0.0.1:{port}") as driver:
            roles = [person["role"] for person in (await driver.state())["people"]]
            assert roles == ["resident", "resident2", "officer", "supervisor", "participant", "participante"]
            officer = await driver.person("officer")
            await officer.sees("Rien n'attend")
            await (await driver.person("participant")).sees("Mon équipe")
            await officer.says("/programme")
            await officer.press("Essai")
            await officer.sees("matinées à venir")
    finally:
        made.send_signal(signal.SIGINT)
        assert await made.wait() == 0
