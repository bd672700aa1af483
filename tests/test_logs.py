"""The log, and what must never be in it."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from bot.config import load_settings
from bot.logs import set_up_logs

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "123456789:AAcanary-canary-canary-canary-canary"
OTHER = "987654321:AAother-canary-canary-canary-canary"
SECRETS = {
    "JARDINS_TOKEN": CANARY,
    "JARDINS_WEBHOOK_SECRET": "hook-canary-hook-canary",
    "JARDINS_DATABASE_URL": "postgresql://bot:pw-canary@db/jardins",
}


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Give back what a set-up changes for the whole process."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook)
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level, sys.excepthook = before


def lines(log: str) -> io.StringIO:
    """Set the log up in that style and return where it goes."""
    stream = io.StringIO()
    set_up_logs(load_settings({**SECRETS, "JARDINS_LOG": log}), stream)
    return stream


def fail(error: Exception, cause: Exception | None = None) -> None:
    """Raise."""
    raise error from cause


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("style", ["debug console", "debug json"])
def test_no_secret_is_written_wherever_it_comes_from(style: str) -> None:
    stream = lines(style)
    log = logging.getLogger("bot.test")
    log.info("calling %s", f"https://api.telegram.org/bot{CANARY}/getMe")
    log.info("escaped %s", CANARY.replace(":", "%3A"))
    log.info("another bot %s", OTHER)
    log.info("facts", extra={"url": CANARY, "many": [SECRETS["JARDINS_WEBHOOK_SECRET"]]})
    log.info("database at %s", SECRETS["JARDINS_DATABASE_URL"])
    try:
        fail(ConnectionError(CANARY), ValueError(SECRETS["JARDINS_WEBHOOK_SECRET"]))
    except ConnectionError:
        log.exception("failed with %r", {"token": CANARY})
    warnings.warn(f"deprecated {CANARY}", UserWarning, stacklevel=1)
    written = stream.getvalue()
    assert written.count("•••") >= 9
    assert "ConnectionError" in written
    assert "deprecated" in written
    assert "canary" not in written


def test_a_line_that_cannot_be_formatted_shows_where_it_was_and_nothing_of_it() -> None:
    stream = lines("info")
    logging.getLogger("bot.test").info("%d", CANARY)
    assert "a line of bot.test (test_logs.py:" in stream.getvalue()
    assert "canary" not in stream.getvalue()


def test_json_has_one_object_a_line_with_its_facts_and_its_traceback() -> None:
    stream = lines("info json")
    try:
        fail(OSError("disk\nfull"))
    except OSError:
        logging.getLogger("bot.test").exception("cannot\nwrite", extra={"chat": 7})
    (line,) = stream.getvalue().splitlines()
    read = json.loads(line)
    assert read["time"].endswith("+00:00")
    assert {
        "level": "error",
        "logger": "bot.test",
        "message": "cannot\nwrite",
        "chat": 7,
    }.items() <= read.items()
    assert read["traceback"].endswith("OSError: disk\nfull")


def test_console_is_a_line_a_person_reads() -> None:
    stream = lines("info")
    logging.getLogger("bot.test").warning("full", extra={"free": 0})
    assert stream.getvalue()[8:] == " WARNING bot.test: full (free=0)\n"


def test_the_level_is_kept_and_libraries_speak_only_of_trouble() -> None:
    stream = lines("info")
    logging.getLogger("bot.test").debug("detail")
    for name in ("httpx", "httpcore", "aiohttp.access"):
        logging.getLogger(name).info("GET /")
        logging.getLogger(name).warning("trouble")
    assert stream.getvalue().count("\n") == 3
    assert stream.getvalue().count("trouble") == 3


@pytest.mark.parametrize(
    "raising",
    ["raise OSError(T)", "import threading; t = threading.Thread(target=lambda: open(T)); t.start()"],
)
def test_an_error_that_ends_the_process_or_a_thread_shows_no_secret(raising: str) -> None:
    code = (
        f"from bot.config import load_settings; from bot.logs import set_up_logs; T = '{CANARY}'\n"
        f"set_up_logs(load_settings({{'JARDINS_TOKEN': T}}))\n{raising}"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert "CRITICAL bot: stopped by an error nobody expected" in done.stderr
    assert "Error" in done.stderr
    assert "canary" not in done.stderr
