"""Photos as a dialogue keeps them between two inputs; fetching and showing them is done elsewhere."""

from __future__ import annotations

from typing import Any

from bot.domain.commands import Picture


def keep(picture: Picture) -> dict[str, Any]:
    """Return a photo as plain values."""
    return dict(vars(picture))


def kept(stored: Any) -> Picture:  # noqa: ANN401 - what `keep` made
    """Give back what `keep` was given, by this release or another one."""
    return Picture(
        stored["file_id"],
        stored["file_unique_id"],
        stored.get("album"),
        as_file=bool(stored.get("as_file")),
    )


def accepts(stored: Any) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored value is a photo."""
    if not isinstance(stored, dict):
        return False
    ids = all(isinstance(stored.get(name), str) for name in ("file_id", "file_unique_id"))
    return ids and isinstance(stored.get("album"), str | None)


def accepts_all(stored: Any) -> bool:  # noqa: ANN401 - a stored value
    """Tell whether a stored value is a list of photos."""
    return isinstance(stored, list) and all(map(accepts, stored))


def joined(picture: Picture, held: list[Any]) -> list[Any]:
    """Return the photos of a dialogue with one more; one sent twice is one."""
    return held if is_held(picture, held) else [*held, keep(picture)]


def is_held(picture: Picture, held: list[Any]) -> bool:
    """Tell whether a dialogue has this very photo."""
    return any(each["file_unique_id"] == picture.file_unique_id for each in held)


def is_later_part(picture: Picture, held: list[Any]) -> bool:
    """Tell whether a dialogue has other photos of the same album."""
    return picture.album is not None and any(each["album"] == picture.album for each in held)
