"""Read the .pot files that Sphinx extracts, and the one of the UI strings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.catalogues.po_model import Entry, Template
from build_tools.catalogues.po_parser import parse_po
from build_tools.model import Publication, Publisher
from build_tools.paths import Root, iter_files, relativize_path

PARENT_PREFIX = "../../"


def read_page_templates(
    folder: Path, root: Root, publication: Publication, publisher: Publisher
) -> tuple[Template, ...]:
    """Return the templates of a publication's pages, with references as sphinx-intl writes them."""
    comments = (f" SPDX-License-Identifier: {publication.licence}",) if publication.licence else ()
    project = f"{publisher.name or publication.id} {publication.version}".strip()
    return tuple(
        Template(page=page, entries=entries, comments=comments, project=project)
        for page, entries in _iter_template_pages(folder, root)
        if page.startswith(f"{publication.id}/")
    )


def read_ui_template(root: Root) -> Template | None:
    """Return the template of the UI strings, or None if a root has none."""
    path = root.locale / "press.pot"
    if not path.is_file():
        return None
    catalogue = parse_po(path.read_text("utf-8"))
    project = next(iter(catalogue.header.msgstr[0].split("\n"))).partition(": ")[2]
    return Template(
        page="press", entries=catalogue.entries, comments=catalogue.header.comments, project=project
    )


def _iter_template_pages(folder: Path, root: Root) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for path in iter_files(folder):
        if path.suffix == ".pot":
            page = relativize_path(path, folder).removesuffix(".pot")
            yield page, tuple(_iter_template_entries(path, folder, root))


def _iter_template_entries(path: Path, folder: Path, root: Root) -> Iterator[Entry]:
    lines = path.read_text("utf-8").split("\n")
    # Sphinx writes a place a line, and puts nothing around spaces in it.
    isolated_lines = (_isolate_file_name(line) if line.startswith("#: ") else line for line in lines)
    for entry in parse_po("\n".join(isolated_lines)).entries:
        references = (_make_source_reference(place, folder, root) for place in entry.references)
        yield replace(entry, references=tuple(dict.fromkeys(references)))


def _isolate_file_name(line: str) -> str:
    file, _, number = line[3:].rpartition(":")
    return f"#: \u2068{file}\u2069:{number}"


def _make_source_reference(reference: str, folder: Path, root: Root) -> str:
    file, _, line = reference.rpartition(":")
    path = Path(os.path.normpath(folder.resolve() / file))
    home = root.path.resolve()
    name = relativize_path(path, home) if path.is_relative_to(home) else path.name
    return f"{PARENT_PREFIX}{name}:{line}"
