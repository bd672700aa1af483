"""Fetches the public examples of python-telegram-bot and runs them unedited; it holds none of their code."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tarfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
LOCK = HERE.parent.parent / "requirements" / "run.lock"
FETCH_SECONDS, END_SECONDS = 300, 20


def fetch(folder: Path) -> Path:
    """Return the folder of the locked version's examples; skips without an index, fails where CI is true."""
    wanted = folder / "wanted.txt"
    wanted.write_text(_locked("python-telegram-bot"), encoding="utf-8")
    command = (
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--no-binary", "python-telegram-bot", "--no-build-isolation"),
        *("--dest", str(folder), "--requirement", str(wanted)),
    )
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=FETCH_SECONDS)  # noqa: S603 - pip itself, hashes required
    except subprocess.CalledProcessError as error:
        _give_up(error.stderr)
    except subprocess.TimeoutExpired:
        _give_up("the package index did not answer in time")
    (archive,) = folder.glob("*.tar.gz")
    examples = folder / "examples"
    examples.mkdir()
    with tarfile.open(archive) as opened:  # by hand: safe extraction came only with Python 3.11.4
        for member in opened.getmembers():
            inside = opened.extractfile(member) if member.isfile() else None
            if inside is not None and Path(member.name).parent.name == "examples":
                (examples / Path(member.name).name).write_bytes(inside.read())
    return examples


def _locked(name: str) -> str:
    """Return what the lock says of a package: its version and the hashes of its files."""
    found = re.search(rf"^{name}==.*?(?=^\S)", LOCK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[0]


def _give_up(reason: str) -> None:
    message = f"the examples could not be fetched from the package index: {reason.strip()[-300:]}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@asynccontextmanager
async def running(example: Path, root: str, token: str, folder: Path) -> AsyncIterator[Path]:
    """Run an example as it is in `folder`; the file of what it wrote is for failures to be read."""
    written = folder / "output.txt"
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE / "redirected"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SIMULATOR_ROOT": root,
        "SIMULATOR_TOKEN": token,
    }
    with written.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(example), cwd=folder, env=environment, stdout=output, stderr=output
        )
    try:
        yield written
        assert process.returncode is None, f"it ended by itself\n{written.read_text(encoding='utf-8')}"
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), END_SECONDS)
