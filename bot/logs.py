"""Writes the log to standard error, as lines for people or as JSON, without any secret in it.

It keeps no file and sends nothing anywhere: whoever runs the process collects its standard error.
"""

# The standard library, not structlog: with rich installed that takes 0.2 s to import.
from __future__ import annotations

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from bot.config import Settings

MASK = "•••"
# Any bot's token, also as it stands in an escaped address; the number before it is no secret.
_TOKEN = re.compile(r"(\d{3,}(?::|%3[Aa]))[\w-]{20,}", re.ASCII)
# They write an address with the token in it, or a line per request.
QUIET = ("httpx", "httpcore", "aiohttp.access", "apscheduler", "telegram")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_uncaught = logging.getLogger("bot")


def set_up_logs(settings: Settings, stream: TextIO = sys.stderr) -> None:
    """Send everything that is logged, warned or raised unseen to `stream`, with the secrets masked."""
    handler = _Handler(stream)
    form = JsonForm if settings.log.json else ConsoleForm
    handler.setFormatter(form(secrets_of(settings)))
    logging.basicConfig(level=settings.log.level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(settings.log.level, logging.WARNING))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_thread


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return the texts that no line may show."""
    secrets = [secret.reveal() for secret in (settings.token, settings.webhook_secret) if secret]
    return tuple(filter(None, [*secrets, urlsplit(settings.database_url).password]))


class _Form(logging.Formatter):
    """Formats a record, its traceback included, then masks every secret in the outcome."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without its secrets."""
        return self.mask(self.write(record))

    def mask(self, text: str) -> str:
        """Return the text without any secret."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return _TOKEN.sub(rf"\1{MASK}", text)

    def write(self, record: logging.LogRecord) -> str:
        raise NotImplementedError

    def trace(self, record: logging.LogRecord) -> str:
        """Return the traceback of the record's exception, or ""."""
        return self.formatException(record.exc_info) if record.exc_info else ""


class ConsoleForm(_Form):
    """`12:03:04 INFO bot.jobs.poller: the message (name=value)`, in UTC."""

    def write(self, record: logging.LogRecord) -> str:
        """Return a line, with the traceback below."""
        facts = ", ".join(f"{name}={value}" for name, value in _facts(record).items())
        moment = f"{_moment(record):%H:%M:%S}"
        line = f"{moment} {record.levelname} {record.name}: {record.getMessage()}"
        return "\n".join(filter(None, [f"{line} ({facts})" if facts else line, self.trace(record)]))


class JsonForm(_Form):
    """One JSON object a line: time, level, logger, message, the facts given as `extra`, traceback."""

    def write(self, record: logging.LogRecord) -> str:
        """Return the object."""
        line = {
            "time": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if trace := self.trace(record):
            line["traceback"] = trace
        return json.dumps(line, ensure_ascii=False, default=str)


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say where a line was lost; the library would print its values, secrets among them."""
        self.stream.write(f"a line of {record.name} ({record.filename}:{record.lineno}) cannot be written\n")


def _facts(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _uncaught.critical("stopped by an error nobody expected", exc_info=(kind, error, trace))


def _log_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        _log_uncaught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
