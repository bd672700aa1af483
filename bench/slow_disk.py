"""Builds a library that makes each sync of the disk take longer, for `LD_PRELOAD`; needs a C compiler."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    usleep(MICROSECONDS);
    return real(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
"""


def build(folder: Path, microseconds: int) -> Path | None:
    """Return the library, or None where no compiler is found."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(_SOURCE, encoding="ascii")
    define = f"-DMICROSECONDS={microseconds}"
    command = [compiler, "-shared", "-fPIC", "-O2", define, "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own source
    return library
