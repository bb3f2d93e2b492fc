"""An update of a language: takes its templates, gives every file that is to be written.

Nothing is written here, so that a look beforehand is the same as the deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.catalogues.updating import files, history, near, recovery
from build_tools.catalogues.updating.drafting import Draft, archived, draft
from build_tools.catalogues.updating.headers import begun
from build_tools.catalogues.updating.memory import Origin, remembered
from build_tools.catalogues.updating.merging import Merged, Name, leans_on, merged, with_near
from build_tools.catalogues.updating.model import Change, Entry, Template, Tongue, Updated
from build_tools.catalogues.updating.provenance import mixed
from build_tools.catalogues.updating.recovery import Past
from build_tools.catalogues.updating.shelf import Shelf
from build_tools.errors import UserError, convert_to_finding
from build_tools.model import Finding

DESIGN = "press"


def update(tongue: Tongue, scratch: Path) -> Updated:
    """Return what an update of a language changes, and what it found.

    Raises Mendable where gettext is not installed.
    """
    try:
        folder = tongue.root.get_messages_folder(tongue.tag)
    except UserError as error:
        told = convert_to_finding(error, language=tongue.tag)
        return Updated(tag=tongue.tag, catalogues=0, findings=(told,))
    return _updated(tongue, folder, scratch)


def _updated(tongue: Tongue, folder: Path, scratch: Path) -> Updated:
    root, tag = tongue.root, tongue.tag
    found = files.read(root, tag, scratch)
    refused = [root.relativize(folder / f"{page}.po") for page in found.refused]
    past = recovery.past(history.history(root, folder), found.files, refused)
    changes: list[Change] = []
    findings = list(found.findings)
    total = 0
    for shelf in _shelves(tongue, found, past, scratch):
        drafts = [*_drafts(shelf), *_archived(shelf)]
        total += len(drafts)
        made = _made([each for each in drafts if each.is_due], shelf, findings)
        changes += (each.change for each in made)
        findings += (finding for each in made for finding in each.findings)
    stamped = (replace(finding, language=tag) for finding in findings)
    return Updated(
        tag=tag,
        catalogues=total + len(found.refused),
        changes=tuple(changes),
        findings=tuple(stamped),
    )


def _shelves(tongue: Tongue, found: files.Folder, past: Past, scratch: Path) -> Iterator[Shelf]:
    """Yield the pages, then the design: they share no words."""
    design = (tongue.design,) if tongue.design else ()
    for templates, is_design in ((tongue.templates, False), (design, True)):
        here = {file.page: file for file in found.files if (file.page == DESIGN) is is_design}
        memory = remembered(here.values())
        shelf = Shelf(
            tongue=tongue,
            templates=tuple(each for each in templates if not _is_refused(each.page, found)),
            files=here,
            past=past,
            memory=memory,
            scratch=scratch,
        )
        _remember_lost(shelf, is_design)
        yield shelf


def _is_refused(page: str, found: files.Folder) -> bool:
    """Say whether a page's catalogue, or a folder above it, was refused."""
    parts = page.split("/")
    return any("/".join(parts[: size + 1]) in found.refused for size in range(len(parts)))


def _remember_lost(shelf: Shelf, is_design: bool) -> None:
    folder = shelf.tongue.root.relativize(shelf.tongue.root.get_messages_folder(shelf.tongue.tag))
    for name, lost in (*shelf.past.lost.items(), *shelf.past.gone.items()):
        page = name.removeprefix(f"{folder}/").removesuffix(".po")
        if (page == DESIGN) is is_design:
            shelf.memory.add(page, name, lost.entries, lost.commit)


def _drafts(shelf: Shelf) -> list[Draft]:
    """Return the drafts of the pages; what older versions give serves every page at once."""
    first = [_draft(template, shelf, {}) for template in shelf.templates]
    missing = {each.template.page: (shelf.name(each.template.page), each.missing) for each in first}
    recovered = recovery.last(shelf.past, missing)
    origins = [origin for found in recovered.values() for origin in found.values()]
    if not origins:
        return first
    for origin in origins:
        shelf.memory.add(origin.page, origin.file, (origin.entry,), origin.commit)
    return [
        _draft(template, shelf, recovered.get(template.page, {})) for template in shelf.templates
    ]


def _draft(template: Template, shelf: Shelf, recovered: Mapping[str, Origin]) -> Draft:
    page = template.page
    return draft(
        template,
        shelf.files.get(page),
        shelf.memory,
        lost=shelf.lost(page),
        recovered=recovered,
    )


def _archived(shelf: Shelf) -> Iterator[Draft]:
    """Yield a draft of each catalogue whose page is gone, due while it has live entries."""
    tongue = shelf.tongue
    made = {template.page for template in shelf.templates}
    for page, file in shelf.files.items():
        publication, _, rest = page.partition("/")
        is_known = publication in tongue.publications
        is_there = page in tongue.pages if is_known else _is_source(shelf, publication)
        # Without a word in it there is nothing to keep, and msgmerge would leave an empty file.
        has_words = any(entry.has_text for entry in file.catalogue.entries)
        if rest and has_words and page not in made and not is_there:
            yield archived(file)


def _is_source(shelf: Shelf, folder: str) -> bool:
    """Say whether the source has a folder that the register does not name: it is left alone."""
    return (shelf.tongue.root.source / folder).is_dir()


def _made(due: list[Draft], shelf: Shelf, findings: list[Finding]) -> list[Merged]:
    """Return the drafts as files; a second time those that name a line of a file that changed."""
    wanted = [msgid for each in due for msgid in each.wanted]
    found = near.nearest(wanted, shelf.memory, shelf.scratch)
    drafts = [with_near(each, found, shelf.memory) for each in due]
    made = [each for draft in drafts for each in _merged(draft, shelf, findings, {})]
    pages = {each.draft.template.page: each for each in made}
    lines = {
        (page, msgid): line
        for each in made
        for page, msgid in leans_on(each.draft)
        if page in pages and (line := pages[page].line(msgid)) is not None
    }
    again: list[Merged] = []
    for each in made:
        again += _merged(each.draft, shelf, findings, lines) if leans_on(each.draft) else [each]
    return again


def _merged(
    due: Draft, shelf: Shelf, findings: list[Finding], lines: Mapping[Name, int]
) -> Iterator[Merged]:
    """Yield a draft as the file to write, if its bytes are others and no word of it is lost."""
    page = due.template.page
    if due.file is None and not due.chosen:
        return
    file = shelf.name(page)
    header = due.file.catalogue.header if due.file else _begun(due, shelf)
    try:
        made = merged(due, header, shelf, lines)
    except UserError as error:
        files.stop_without_gettext(error)
        findings.append(files.left(error, shelf.tongue.tag, file))
        return
    if due.file is None or made.change.data != due.file.data:
        where = {entry.msgid: entry.line for entry in made.after.entries}
        told = mixed(due, file, where, header, shelf.files)
        yield replace(made, findings=(*made.findings, *told))


def _begun(due: Draft, shelf: Shelf) -> Entry:
    """Return the header of a new catalogue: its own of old, else as where its entries come from."""
    if due.lost.header:
        return due.lost.header
    pages = Counter(each.origin.page for each in due.chosen if each.origin)
    page = due.template.page
    folder = page.partition("/")[0]
    beside = [name for name in shelf.files if name.partition("/")[0] == folder]
    for name in (*(name for name, _ in pages.most_common()), *beside, *shelf.files):
        if name in shelf.files:
            like = shelf.files[name].catalogue.header
            is_beside = name.partition("/")[0] == folder
            return begun(shelf.tongue, due.template, like if is_beside else _elsewhere(like))
    return begun(shelf.tongue, due.template, None)


def _elsewhere(header: Entry) -> Entry:
    """Return a header of another publication: its remarks are of that one, its licence of all."""
    said = tuple(comment for comment in header.comments if "SPDX-" in comment)
    return replace(header, comments=said)
