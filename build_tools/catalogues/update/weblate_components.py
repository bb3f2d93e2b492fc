"""Let the components of `locale/weblate.json` follow the pages of the source."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from build_tools.catalogues.po_model import FileChange
from build_tools.catalogues.size_limits import MAX_FILE_BYTES
from build_tools.paths import Root, compute_digest
from build_tools.process.plain_file import read_plain_file

_BLOCK = re.compile(r'(?<! ) *\{\s*"name": "([^"]+)"(?:[^{}]|\{[^{}]*\})*\},?\n?')


def update_weblate_components(
    root: Root, pages: Iterable[str], publications: Iterable[str]
) -> FileChange | None:
    """Return weblate.json with a component for each page, if it has any of the publication; None if it has.

    The component of a page that is gone becomes that of a new page of its publication, or goes too.
    """
    path = root.locale / "weblate.json"
    if not os.path.lexists(path):
        return None
    file = root.relativize(path)
    before = read_plain_file(path, MAX_FILE_BYTES, file=file)
    text = before.decode("utf-8", "surrogateescape")
    blocks = {match[1]: match[0] for match in _BLOCK.finditer(text)}
    for publication in publications:
        own = {name: block for name, block in blocks.items() if name.startswith(f"{publication}/")}
        wanted = {page for page in pages if page.startswith(f"{publication}/")}
        text = _update_publication(text, own, wanted)
    data = text.encode("utf-8", "surrogateescape")
    if data == before:
        return None
    return FileChange(path=path, file=file, data=data, old_digest=compute_digest(before))


def _update_publication(text: str, blocks: Mapping[str, str], pages: set[str]) -> str:
    new = sorted(pages - blocks.keys())
    changed: dict[str, list[str]] = {}
    for name, block in blocks.items():
        page = name if name in pages else (new.pop(0) if new else "")
        changed[name] = [_rename_block(block, name, page)] if page else []
    last = next((name for name in reversed(changed) if changed[name]), "")
    for page in new if last else ():
        changed[last].append(_rename_block(blocks[last], last, page))
    for name, several in changed.items():
        if several != [blocks[name]]:
            made = "".join(f"{block.rstrip().rstrip(',')},\n" for block in several)
            text = text.replace(blocks[name], made, 1)
    return re.sub(r"\},(\s*\])", r"}\1", text)


def _rename_block(block: str, name: str, page: str) -> str:
    """Return a component with another page: its name, its slug and its files."""
    slug = page.replace("/", "-")
    return block.replace(f'"{name.replace("/", "-")}"', f'"{slug}"').replace(name, page)
