"""Where kept photos lie on disk: one file a content, named by its digest; it opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def kept_photo(folder: Path, digest: str) -> Path:
    """Return the path of the JPEG with this SHA-256 digest (64 hexadecimal digits)."""
    return folder / digest[:2] / f"{digest}.jpg"
