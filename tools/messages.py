"""Puts the keys of the code into every catalogue and takes old ones out; says what is left to translate.

It translates nothing and leaves each catalogue's head as it is: dates in it would change it every time.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
# msgn's key names both the singular and the plural.
KEYWORDS = {"msg": None, "msgn": (1, 1)}
HEAD = r"""# Every key of the code; see `make messages`.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"""


def main() -> None:
    """Rewrite locales/messages.pot and every locales/<language>/LC_MESSAGES/messages.po."""
    template = extract(ROOT / "bot")
    write(template, LOCALES / "messages.pot", HEAD)
    for file in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        missing = update(file, template)
        left = f"{len(missing)} to translate: {', '.join(missing)}" if missing else "complete"
        print(f"{file.relative_to(ROOT)}: {left}")


def extract(folder: Path) -> Catalog:
    """Collect the keys that the code names."""
    template = Catalog()
    for _, _, key, _, _ in extract_from_dir(folder, keywords=KEYWORDS):
        template.add(key)
    return template


def update(file: Path, template: Catalog) -> list[str]:
    """Bring one catalogue in line with the template; return the keys that have no text yet."""
    text = file.read_text(encoding="utf-8")
    head = text.partition("\n\n")[0] + "\n"
    catalog = read_po(io.BytesIO(text.encode()), locale=file.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    write(catalog, file, head)
    return list(untranslated(catalog))


def write(catalog: Catalog, file: Path, head: str) -> None:
    """Write a catalogue, sorted by key, below its head."""
    entries = io.BytesIO()
    write_po(entries, catalog, width=0, sort_output=True, no_location=True, omit_header=True)
    file.write_bytes(head.encode() + b"\n" + entries.getvalue().strip() + b"\n")


def untranslated(catalog: Catalog) -> Iterator[str]:
    """Give the keys without a text in every plural form."""
    for entry in catalog:
        forms = [entry.string] if isinstance(entry.string, str) else entry.string
        if entry.id and not all(forms or [""]):
            yield entry.id if isinstance(entry.id, str) else entry.id[0]


if __name__ == "__main__":
    main()
