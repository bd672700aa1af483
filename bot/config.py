"""Settings from the environment (`JARDINS_…`), all checked together; the README explains each one.

It reads nothing of the town (bot/territories does) and shows no secret, neither in a repr nor in an error.
"""

# A frozen dataclass and these readers, not pydantic-settings: importing that takes 0.25 s of the second
# within which the bot must be polling.
from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "JARDINS_"
TELEGRAM = "https://api.telegram.org"
DATABASES = frozenset({"sqlite", "postgresql"})
LEVELS = ("debug", "info", "warning", "error")
SLOWEST_PACE, FASTEST_PACE = 0.0, 1000.0  # messages a second; Telegram's ceiling, for those who pay

_TOKEN = re.compile(r"\d+:[\w-]{3,}", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[\w-]{16,256}", re.ASCII)
_ADDRESS = re.compile(r"(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})", re.ASCII)
_HIGHEST_PORT = 65535

Read = TypeVar("Read")


class SettingsError(Exception):
    """The settings are wrong."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([f"{self.__doc__} ({len(faults)})", *faults]))


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is shown only to whoever asks for it by `reveal`."""

    _text: str = field(repr=False)

    def reveal(self) -> str:
        """Return the text itself; never log or print it."""
        return self._text

    def __str__(self) -> str:
        return "•••"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class LogStyle:
    """From which level on (a number of `logging`) lines are written, and whether as JSON."""

    level: int = logging.INFO
    json: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs. An empty `database_url` means a file in `data_dir`; `pace` 0 means unpaced."""

    token: Secret | None
    api_root: str
    database_url: str = field(repr=False)  # it may hold a password
    data_dir: Path
    territory: str
    http: Address
    webhook_url: str | None
    webhook_secret: Secret | None
    geocoder_url: str | None
    weather_url: str | None
    pace: float
    clock_file: Path | None
    log: LogStyle


def load_settings(environment: Mapping[str, str], *, token_needed: bool = False) -> Settings:
    """Read the settings; `token_needed` where the process will talk to Telegram.

    Raises SettingsError with every fault and its mend: wrong values, a variable that does not exist.
    """
    read = _Reader(environment)
    settings = Settings(
        token=_token(read, needed=token_needed),
        api_root=read("API_ROOT", TELEGRAM, _url, "an address such as https://api.telegram.org"),
        database_url=read(
            "DATABASE_URL", "", _database_url, "sqlite:///path or postgresql://user@host/name", hide=True
        ),
        data_dir=read("DATA_DIR", Path("var"), Path, "a folder"),
        territory=read("TERRITORY", "ales", str, "a name or a file"),
        http=read(
            "HTTP", Address("127.0.0.1", 8080), _address, "an address and a port such as 127.0.0.1:8080"
        ),
        webhook_url=read("WEBHOOK_URL", None, _url, "the https address under which Telegram reaches the bot"),
        webhook_secret=read(
            "WEBHOOK_SECRET", None, _webhook_secret, "16 to 256 letters, digits, - or _", hide=True
        ),
        geocoder_url=read("GEOCODER_URL", None, _url, "an address such as https://data.geopf.fr/geocodage"),
        weather_url=read("WEATHER_URL", None, _url, "an address such as https://api.open-meteo.com/v1"),
        pace=read("PACE", 29.0, _pace, f"messages a second, {SLOWEST_PACE:g} (unpaced) to {FASTEST_PACE:g}"),
        clock_file=read("CLOCK_FILE", None, Path, "a file"),
        log=read(
            "LOG",
            LogStyle(),
            _log_style,
            f"a level ({', '.join(LEVELS)}) and json or console, as in “info json”",
        ),
    )
    _check_together(settings, read)
    read.close()
    return settings


def is_loopback(url: str) -> bool:
    """Tell whether an address leads to this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


class _Reader:
    """Reads one variable after the other and keeps what is wrong; an empty value counts as none."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
        self._known: list[str] = []
        self._faults: list[str] = []

    def __call__(
        self,
        name: str,
        default: Read,
        convert: Callable[[str], Read | None],
        wanted: str,
        *,
        hide: bool = False,
    ) -> Read:
        """Return the variable's value converted, or the default where it is not set or wrong."""
        self._known.append(PREFIX + name)
        value = self._values.get(PREFIX + name, "")
        if not value:
            return default
        converted = convert(value)
        if converted is not None:
            return converted
        self.report(name, "cannot be used" if hide else f"is “{value}”", f"Give it {wanted}")
        return default

    def report(self, name: str, problem: str, mend: str) -> None:
        """Note what is wrong with a variable; never with the value of a secret in it."""
        self._faults.append(f"{PREFIX}{name}: {problem}. {mend}.")

    def close(self) -> None:
        """Report variables that do not exist, then raise SettingsError if anything was wrong."""
        for name in sorted(self._values.keys() - self._known):
            near = get_close_matches(name, self._known, n=1)
            mend = f"Did you mean {near[0]}?" if near else f"There are {', '.join(self._known)}."
            self._faults.append(f"{name}: does not exist. {mend}")
        if self._faults:
            raise SettingsError(self._faults)


def _check_together(settings: Settings, read: _Reader) -> None:
    """Report values that are fine alone and not together."""
    local = is_loopback(settings.api_root)
    if settings.clock_file and not local:
        read.report(
            "CLOCK_FILE", "moves the clock of a bot that talks to real people", "Leave it to the demo"
        )
    if settings.webhook_url and not (local or settings.webhook_url.startswith("https:")):
        read.report(
            "WEBHOOK_URL", "is not https, and Telegram calls nothing else", "Put a proxy with TLS before it"
        )
    if settings.webhook_url and not settings.webhook_secret:
        read.report(
            "WEBHOOK_SECRET",
            "is missing, and anybody could post updates",
            "Give it 16 random letters or more",
        )


def _token(read: _Reader, *, needed: bool) -> Secret | None:
    wanted = "the token that BotFather gave, digits, a colon and letters"
    token = read("TOKEN", None, _secret_token, wanted, hide=True)
    file = read("TOKEN_FILE", None, Path, "a file that holds the token")
    if token and file:
        read.report("TOKEN_FILE", "is set, and JARDINS_TOKEN too", "Keep one of them")
    if file:
        token = _token_in(file, read)
    elif needed and not token:
        read.report("TOKEN", "is missing", "Give it the token of your bot; without one, try `make demo`")
    return token


def _token_in(file: Path, read: _Reader) -> Secret | None:
    try:
        token = _secret_token(file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        read.report("TOKEN_FILE", f"cannot be read ({error})", "Name a file that this user may read")
        return None
    if token is None:
        read.report("TOKEN_FILE", f"“{file}” holds no token", "Put the token alone in it")
    return token


def _secret_token(value: str) -> Secret | None:
    return Secret(value) if _TOKEN.fullmatch(value) else None


def _webhook_secret(value: str) -> Secret | None:
    return Secret(value) if _WEBHOOK_SECRET.fullmatch(value) else None


def _url(value: str) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value.rstrip("/") if parts.scheme in {"http", "https"} and parts.hostname else None


def _database_url(value: str) -> str | None:
    return value if value.partition(":")[0].partition("+")[0] in DATABASES else None


def _address(value: str) -> Address | None:
    matched = _ADDRESS.fullmatch(value)
    if matched is None or int(matched[2]) > _HIGHEST_PORT:
        return None
    return Address(matched[1].strip("[]"), int(matched[2]))


def _pace(value: str) -> float | None:
    try:
        pace = float(value)
    except ValueError:
        return None
    return pace if SLOWEST_PACE <= pace <= FASTEST_PACE else None


def _log_style(value: str) -> LogStyle | None:
    words = value.lower().replace(",", " ").split()
    levels = [word for word in words if word in LEVELS]
    styles = [word for word in words if word in {"json", "console"}]
    if len(levels) > 1 or len(styles) > 1 or len(levels) + len(styles) != len(words):
        return None
    level = getattr(logging, levels[0].upper()) if levels else logging.INFO
    return LogStyle(level, "json" in styles)
