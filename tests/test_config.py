"""Settings: what is read, and how wrong ones are told."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Address, LogStyle, Settings, SettingsError, is_loopback, load_settings

CANARY = "123456789:AAcanary-canary-canary-canary-canary"
LOCAL = {"JARDINS_API_ROOT": "http://127.0.0.1:4000"}


def faults_of(environment: dict[str, str], *, token_needed: bool = False) -> tuple[str, ...]:
    """Return what is wrong with the variables."""
    try:
        load_settings(environment, token_needed=token_needed)
    except SettingsError as error:
        return error.faults
    return ()


def test_nothing_set_gives_the_usual_values() -> None:
    settings = load_settings({})
    assert settings == Settings(
        token=None,
        api_root="https://api.telegram.org",
        database_url="",
        data_dir=Path("var"),
        territory="ales",
        http=Address("127.0.0.1", 8080),
        webhook_url=None,
        webhook_secret=None,
        geocoder_url=None,
        weather_url=None,
        pace=29.0,
        clock_file=None,
        log=LogStyle(logging.INFO, json=False),
    )


def test_everything_set_is_read(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "JARDINS_TOKEN": CANARY,
            "JARDINS_API_ROOT": "http://127.0.0.1:4000/",
            "JARDINS_DATABASE_URL": "postgresql://bot:pw@db/jardins",
            "JARDINS_DATA_DIR": str(tmp_path),
            "JARDINS_TERRITORY": "towns/mine.toml",
            "JARDINS_HTTP": "[::1]:9000",
            "JARDINS_WEBHOOK_URL": "https://bot.example/hook",
            "JARDINS_WEBHOOK_SECRET": "0123456789abcdef",
            "JARDINS_GEOCODER_URL": "https://data.geopf.fr/geocodage/",
            "JARDINS_WEATHER_URL": "https://api.open-meteo.com/v1",
            "JARDINS_PACE": "0",
            "JARDINS_CLOCK_FILE": str(tmp_path / "clock"),
            "JARDINS_LOG": "debug,json",
            "HOME": "/somewhere",
        },
        token_needed=True,
    )
    assert settings.token is not None
    assert settings.token.reveal() == CANARY
    assert settings.api_root == "http://127.0.0.1:4000"
    assert settings.database_url == "postgresql://bot:pw@db/jardins"
    assert (settings.data_dir, settings.territory) == (tmp_path, "towns/mine.toml")
    assert settings.http == Address("::1", 9000)
    assert settings.webhook_url == "https://bot.example/hook"
    assert settings.geocoder_url == "https://data.geopf.fr/geocodage"
    assert settings.pace == 0
    assert settings.clock_file == tmp_path / "clock"
    assert settings.log == LogStyle(logging.DEBUG, json=True)


def test_an_empty_variable_counts_as_none() -> None:
    assert load_settings({"JARDINS_PACE": "", "JARDINS_TOKEN": " "}) == load_settings({})


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("API_ROOT", "api.telegram.org", "an address such as https://api.telegram.org"),
        ("API_ROOT", "ftp://example.org", "an address such as"),
        ("API_ROOT", "http://[::1", "an address such as"),
        ("DATABASE_URL", "mysql://localhost/x", "sqlite:///path or postgresql://"),
        ("HTTP", "8080", "such as 127.0.0.1:8080"),
        ("HTTP", "127.0.0.1:99999", "such as 127.0.0.1:8080"),
        ("WEBHOOK_URL", "bot.example", "the https address"),
        ("WEBHOOK_SECRET", "short", "16 to 256 letters"),
        ("GEOCODER_URL", "geopf", "an address such as"),
        ("WEATHER_URL", "meteo", "an address such as"),
        ("PACE", "fast", "messages a second"),
        ("PACE", "-1", "messages a second"),
        ("PACE", "nan", "messages a second"),
        ("LOG", "loud", "debug, info, warning, error"),
        ("LOG", "info debug", "a level"),
        ("TOKEN", "no-colon", "BotFather"),
    ],
)
def test_a_wrong_value_is_told_with_its_mend(name: str, value: str, mend: str) -> None:
    (fault,) = faults_of({f"JARDINS_{name}": value})
    assert fault.startswith(f"JARDINS_{name}: ")
    assert mend in fault


def test_all_that_is_wrong_is_told_together() -> None:
    faults = faults_of({"JARDINS_PACE": "x", "JARDINS_HTTP": "x", "JARDINS_LOG": "x"}, token_needed=True)
    assert [fault.split(":")[0] for fault in faults] == [
        "JARDINS_TOKEN",
        "JARDINS_HTTP",
        "JARDINS_PACE",
        "JARDINS_LOG",
    ]


def test_a_misspelt_variable_is_told_with_the_nearest_name() -> None:
    assert faults_of({"JARDINS_TERITORY": "ales"}) == (
        "JARDINS_TERITORY: does not exist. Did you mean JARDINS_TERRITORY?",
    )


def test_a_missing_token_is_told_only_where_one_is_needed() -> None:
    assert faults_of({}) == ()
    assert faults_of({}, token_needed=True) == (
        "JARDINS_TOKEN: is missing. Give it the token of your bot; without one, try `make demo`.",
    )


def test_the_token_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{CANARY}\n", encoding="utf-8")
    settings = load_settings({"JARDINS_TOKEN_FILE": str(file)}, token_needed=True)
    assert settings.token is not None
    assert settings.token.reveal() == CANARY


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "Name a file that this user may read"), ("secret-rubbish", "Put the token alone")],
)
def test_a_file_without_a_token_is_told(content: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    (fault,) = faults_of({"JARDINS_TOKEN_FILE": str(file)}, token_needed=True)
    assert said in fault
    assert "secret-rubbish" not in fault


def test_a_token_in_two_places_is_told(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(CANARY, encoding="utf-8")
    (fault,) = faults_of({"JARDINS_TOKEN": CANARY, "JARDINS_TOKEN_FILE": str(file)})
    assert "Keep one of them" in fault


def test_the_clock_is_moved_only_where_nobody_real_is_reached() -> None:
    clock = {"JARDINS_CLOCK_FILE": "clock"}
    (fault,) = faults_of(clock)
    assert fault.startswith("JARDINS_CLOCK_FILE: moves the clock")
    assert faults_of(clock | LOCAL) == ()


def test_a_webhook_needs_tls_and_a_secret() -> None:
    faults = faults_of({"JARDINS_WEBHOOK_URL": "http://bot.example"})
    assert [fault.split(":")[0] for fault in faults] == ["JARDINS_WEBHOOK_URL", "JARDINS_WEBHOOK_SECRET"]


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:4000", True),
        ("http://127.9.9.9", True),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
        ("https://api.telegram.org", False),
        ("http://localhost.example.org", False),
        ("http://10.0.0.1", False),
        ("http://127.0.0.1.example.org", False),
    ],
)
def test_only_this_machine_is_loopback(url: str, *, local: bool) -> None:
    assert is_loopback(url) is local


def test_secrets_show_in_no_repr() -> None:
    settings = load_settings(
        {
            "JARDINS_TOKEN": CANARY,
            "JARDINS_DATABASE_URL": "postgresql://bot:canary@db/jardins",
            "JARDINS_WEBHOOK_SECRET": "canary-canary-canary",
        }
    )
    assert "canary" not in f"{settings} {settings!r} {settings.token} {settings.token!r}"


@pytest.mark.parametrize("name", ["JARDINS_TOKEN", "JARDINS_WEBHOOK_SECRET", "JARDINS_DATABASE_URL"])
def test_secrets_show_in_no_error(name: str) -> None:
    (fault,) = faults_of({name: "canary!"})
    assert "canary" not in fault


def test_reading_settings_loads_no_library() -> None:
    heavy = "{'pydantic', 'sqlalchemy', 'telegram', 'aiohttp', 'structlog'}"
    code = f"import bot.config, bot.logs, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "[]\n"
