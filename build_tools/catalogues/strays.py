"""Catalogues that no edition reads: takes a language's folder, tells what is in vain."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogues import found
from build_tools.catalogues.reading import contents
from build_tools.catalogues.syntax import accepted
from build_tools.layout import Root
from build_tools.model import Finding, Place, Register


def strays(root: Root, tag: str, listed: Register) -> Iterator[Finding]:
    """Yield a finding for each catalogue with translations outside the editions of a language.

    A folder or name that no publication has is an error, since its words are lost; one of a
    publication that is not published in the language is a warning. A page at the top of
    `source/`, which plain Sphinx reads, is neither. Raises Mendable `catalogue/…`.
    """
    known = {each.id: each.languages for each in listed.publications}
    top = {page for page in found.pages(root, "") if "/" not in page}
    for file in found.catalogues(root, tag, ""):
        name = file.page.lstrip("/")
        publication, _, page = name.partition("/")
        if name == "press" or (not page and name in top):
            continue
        if tag not in known.get(publication, ()) or not page:
            yield from _vain(file, tag, publication if page and publication in known else "")


def _vain(file: found.Found, tag: str, publication: str) -> Iterator[Finding]:
    (catalogue,) = accepted([(file.path, file.file)])
    used = next((one for one in contents(catalogue, file.file).messages if one.msgstr), None)
    if used is None:
        return
    place = Place(file=file.file, line=used.line)
    if publication:
        message = (
            f"{publication} is not published in {tag}: nothing of this catalogue is used — add"
            f" “{tag}” to its languages in source/publications.toml"
        )
        yield Finding(
            code="catalogue/unpublished", severity="warning", message=message, place=place
        )
        return
    message = (
        "no publication has such a page: nothing of this catalogue is used — put it into the"
        " folder of its publication, a catalogue a page, or run editions catalogue update"
    )
    yield Finding(code="catalogue/no-page", severity="error", message=message, place=place)
