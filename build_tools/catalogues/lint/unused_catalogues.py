"""Find catalogues that no edition reads."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues.discovery import CatalogueFile, find_catalogues, list_page_names
from build_tools.catalogues.po_reader import read_catalogue
from build_tools.model import Finding, Place, Register
from build_tools.paths import Root


def find_unused_catalogues(root: Root, tag: str, register: Register) -> Iterator[Finding]:
    """Yield a finding for each catalogue with translations outside the editions of a language.

    A folder or name that no publication has is an error, since its words are lost; one of a
    publication that is not published in the language is a warning. A page at the top of
    `source/`, which plain Sphinx reads, is neither. Raises UserError `catalogue/…`.
    """
    languages = {each.id: each.languages for each in register.publications}
    top = {page for page in list_page_names(root, "") if "/" not in page}
    for file in find_catalogues(root, tag, ""):
        name = file.page.lstrip("/")
        publication, _, page = name.partition("/")
        if name == "press" or (not page and name in top):
            continue
        if tag not in languages.get(publication, ()) or not page:
            is_known = bool(page) and publication in languages
            yield from _iter_unused_findings(file, tag, publication if is_known else "")


def _iter_unused_findings(file: CatalogueFile, tag: str, publication: str) -> Iterator[Finding]:
    messages = read_catalogue(file.path, file.file).messages
    translated = next((message for message in messages if message.msgstr), None)
    if translated is None:
        return
    message = (
        "no publication has such a page: nothing of this catalogue is used — put it into the"
        " folder of its publication, a catalogue a page, or run editions catalogue update"
    )
    if publication:
        message = (
            f"{publication} is not published in {tag}: nothing of this catalogue is used — add"
            f" “{tag}” to its languages in source/publications.toml"
        )
    yield Finding(
        code="catalogue/unpublished" if publication else "catalogue/no-page",
        severity="warning" if publication else "error",
        message=message,
        place=Place(file=file.file, line=translated.line),
    )
