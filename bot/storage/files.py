"""Where files lie on disk: kept photos, named by their digests, what was made to be sent; it opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def kept_photo(folder: Path, digest: str) -> Path:
    """Return the path of the JPEG with this SHA-256 digest (64 hexadecimal digits)."""
    return folder / digest[:2] / f"{digest}.jpg"


def made_file(folder: Path, name: str) -> Path:
    """Return the path of a file that was made to be sent and then deleted; beside the photos' own folders."""
    return folder / "made" / name
