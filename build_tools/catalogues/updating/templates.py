"""What there is to translate: takes the folder of Sphinx's .pot files, gives Templates."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.catalogues.updating.model import Entry, Template
from build_tools.catalogues.updating.parsing import parsed
from build_tools.layout import Root, iter_files, relativize_path
from build_tools.model import Publication, Publisher

UP = "../../"


def templates(
    folder: Path, root: Root, publication: Publication, publisher: Publisher
) -> tuple[Template, ...]:
    """Return the templates of a publication's pages, with places as sphinx-intl writes them."""
    comments = (f" SPDX-License-Identifier: {publication.licence}",) if publication.licence else ()
    project = f"{publisher.name or publication.id} {publication.version}".strip()
    return tuple(
        Template(page=page, entries=entries, comments=comments, project=project)
        for page, entries in _pages(folder, root)
        if page.startswith(f"{publication.id}/")
    )


def design(root: Root) -> Template | None:
    """Return the template of the words of the design, None where a root has none."""
    path = root.locale / "press.pot"
    if not path.is_file():
        return None
    read = parsed(path.read_text("utf-8"))
    project = next(iter(read.header.texts[0].split("\n"))).partition(": ")[2]
    return Template(
        page="press", entries=read.entries, comments=read.header.comments, project=project
    )


def _pages(folder: Path, root: Root) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for path in iter_files(folder):
        if path.suffix == ".pot":
            page = relativize_path(path, folder).removesuffix(".pot")
            yield page, tuple(_entries(path, folder, root))


def _entries(path: Path, folder: Path, root: Root) -> Iterator[Entry]:
    lines = path.read_text("utf-8").split("\n")
    # Sphinx writes a place a line, and puts nothing around spaces in it.
    marked = (_marked(line) if line.startswith("#: ") else line for line in lines)
    for entry in parsed("\n".join(marked)).entries:
        places = (_place(place, folder, root) for place in entry.places)
        yield replace(entry, places=tuple(dict.fromkeys(places)))


def _marked(line: str) -> str:
    file, _, number = line[3:].rpartition(":")
    return f"#: \u2068{file}\u2069:{number}"


def _place(place: str, folder: Path, root: Root) -> str:
    file, _, line = place.rpartition(":")
    path = Path(os.path.normpath(folder.resolve() / file))
    home = root.path.resolve()
    name = relativize_path(path, home) if path.is_relative_to(home) else path.name
    return f"{UP}{name}:{line}"
