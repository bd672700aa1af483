"""The habits of the house that no linter knows, and what a newcomer relies on before anything runs."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# A migration is a list of tables, written once and never read as a story.
SOURCES = sorted(
    file
    for room in ("bot", "tests", "tools", "bench")
    for file in (ROOT / room).rglob("*.py")
    if "versions" not in file.parts
)
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
LONGEST_FUNCTION = 40
LONGEST_FILE = {"bot": 300, "tools": 300, "bench": 300, "tests": 400}


def name(file: Path) -> str:
    """Return the file's path as a person writes it."""
    return str(file.relative_to(ROOT))


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name(file)}: {node.name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_it_may_be() -> None:
    long = [
        name(file)
        for file in SOURCES
        if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE[file.relative_to(ROOT).parts[0]]
    ]
    assert long == []


@pytest.mark.parametrize("mark", ["noqa", "type: ignore", "pragma: no cover"])
def test_every_exception_to_a_rule_names_it_and_says_why(mark: str) -> None:
    excused = re.compile(rf"# {mark}(: [A-Z\d, ]+|\[[\w, -]+\])?(?P<why>.*)$", re.MULTILINE)
    bare = [
        f"{name(file)}: {found[0]}"
        for file in SOURCES
        for found in excused.finditer(file.read_text(encoding="utf-8"))
        if not re.search(r"[a-z]{3}", found["why"]) and file != Path(__file__)
    ]
    assert bare == []


def test_every_locked_package_has_a_version_and_a_hash_and_no_host() -> None:
    assert [lock.name for lock in LOCKS] == ["build.lock", "dev.lock", "run.lock"]
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        packages = re.split(r"\n(?=\S)", text.strip())
        wrong = [each for each in packages if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", each, re.DOTALL)]
        assert wrong == [], lock.name
        assert "://" not in text


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "run.lock": project["project"]["dependencies"],
        "dev.lock": [*project["project"]["dependencies"], *groups["dev"], *groups["bench"]],
        "build.lock": [*project["build-system"]["requires"], *groups["build"]],
    }
    for lock, wanted in asked.items():
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))
        assert {re.split(r"[^\w.-]", each)[0] for each in wanted} <= locked, lock


def test_running_and_developing_have_the_same_versions() -> None:
    def versions(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))

    assert versions("run.lock") <= versions("dev.lock")


def test_make_alone_says_what_there_is() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)  # noqa: S607 - whichever make there is
    targets = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"demo", "run", "setup", "test", "check", "bench", "messages", "transcripts", "lock"} <= targets
