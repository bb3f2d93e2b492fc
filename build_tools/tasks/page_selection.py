"""Select the pages of catalogues that a command names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.errors import UserError
from build_tools.model import FORMATS, Finding, Register
from build_tools.paths import PAGE_SUFFIXES, Root
from build_tools.register import select_targets
from build_tools.register.toml_document import find_near_word
from build_tools.tasks.options import Options

_SUFFIXES = (".po", *PAGE_SUFFIXES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSelection:
    """Hold the publications that a command is about, and the pages of those that it does not take whole."""

    publications: tuple[str, ...]
    pages: frozenset[str] = frozenset()
    is_whole: bool = True

    def has_page(self, page: str) -> bool:
        """Return whether a page (`charter-agenda/right-1`) is selected."""
        publication = page.partition("/")[0]
        if publication not in self.publications:
            return False
        return page in self.pages or not any(each.startswith(f"{publication}/") for each in self.pages)

    def has_finding(self, finding: Finding) -> bool:
        """Return whether a finding is of a selected page, or of what every page needs: terms, settings."""
        if self.is_whole or (finding.publication and finding.publication not in self.publications):
            return self.is_whole
        folder, _, name = finding.place.file.partition("/")
        _, messages, catalogue = finding.place.file.rpartition("/LC_MESSAGES/")
        page = str(PurePosixPath(catalogue if messages else name).with_suffix(""))
        # What Sphinx cannot read of a source has other codes, and leaves all pages unread.
        is_page = messages or (folder == "source" and finding.code.startswith("catalogue/"))
        return not is_page or page in self.publications or self.has_page(page)


def select_pages(register: Register, root: Root, names: Sequence[str]) -> PageSelection:
    """Return what PUBLICATION and PUBLICATION/PAGE name; without names, everything.

    Raises UserError, with the nearest known name, for one that is not in the register or has no page.
    """
    parts = [name.strip("/").partition("/") for name in names]
    select_targets(register, [publication for publication, _, _ in parts])
    known = [each.id for each in register.publications]
    if not names:
        return PageSelection(publications=tuple(known))
    whole = {publication for publication, _, page in parts if not page}
    pages = {
        _find_page(root, publication, page)
        for publication, _, page in parts
        if page and publication not in whole
    }
    named = {publication for publication, _, _ in parts}
    return PageSelection(
        publications=tuple(each for each in known if each in named), pages=frozenset(pages), is_whole=False
    )


def select_proof_pages(register: Register, options: Options) -> PageSelection:
    """Return the pages of `--page`. Raises UserError as `select_pages` does, and for other formats.

    A publication that is named beside them must have one of them.
    """
    selection = options.selection
    is_of_proofs = selection.formats and all(FORMATS[name].compares_source for name in selection.formats)
    names = " ".join(f"-f {name}" for name, row in FORMATS.items() if row.compares_source)
    if selection.pages and not is_of_proofs:
        message = "--page is of a proof alone: a page is no edition"
        raise UserError("cli/page", message, remedy=f"write {names} --page {selection.pages[0]}")
    if selection.since_review and not is_of_proofs:
        message = "--since-review is of a proof alone: what changed is no edition"
        raise UserError("cli/since-review", message, remedy=f"write {names} --since-review")
    pages = select_pages(register, options.root, selection.pages)
    other = next((name for name in selection.publications if name not in pages.publications), "")
    if selection.pages and other:
        message = f"no --page is of {other}"
        raise UserError("cli/page", message, remedy=f"leave out {other}, or name one of its pages")
    return pages


def _find_page(root: Root, publication: str, page: str) -> str:
    from build_tools.catalogues.discovery import list_page_names

    pages = list_page_names(root, publication)
    suffix = next((each for each in _SUFFIXES if page.endswith(each)), "")
    for name in (f"{publication}/{page}", f"{publication}/{page.removesuffix(suffix)}"):
        if name in pages:
            return name
    name = f"{publication}/{page}"
    near = find_near_word(name, pages)
    remedy = f"write {near}, the nearest" if near else f"its pages are {', '.join(pages)}"
    raise UserError("register/unknown-page", f"{name} is no page of the source", remedy=remedy)
