"""An update of a language: takes its templates, gives every file that is to be written.

Nothing is written here, so that a look beforehand is the same as the deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.catalogues.updating import files, history, near, recovery
from build_tools.catalogues.updating.drafting import Draft, archived, draft
from build_tools.catalogues.updating.headers import begun
from build_tools.catalogues.updating.memory import Memory, Origin, remembered
from build_tools.catalogues.updating.merging import Merged, Name, leans_on, merged, with_near
from build_tools.catalogues.updating.model import (
    Change,
    Entry,
    File,
    Language,
    Template,
    Updated,
)
from build_tools.catalogues.updating.provenance import mixed
from build_tools.catalogues.updating.recovery import Lost, Past
from build_tools.errors import Mendable, as_finding
from build_tools.layout import inside
from build_tools.model import Finding

DESIGN = "press"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """Catalogues that fill one another: those of the pages, or the one of the design."""

    language: Language
    templates: tuple[Template, ...]
    files: Mapping[str, File]
    past: Past
    memory: Memory
    scratch: Path

    def name(self, page: str) -> str:
        """Return how findings name a page's catalogue."""
        return self.language.root.name(self.path(page))

    def path(self, page: str) -> Path:
        """Return where a page's catalogue lies."""
        return inside(self.language.root.messages(self.language.tag), f"{page}.po")

    def lost(self, page: str) -> Lost:
        """Return what a page's catalogue lost: all of it, where it is gone and its page is not."""
        name = self.name(page)
        return self.past.lost.get(name) or self.past.gone.get(name) or Lost()


def update(language: Language, scratch: Path) -> Updated:
    """Return what an update of a language changes, and what it found.

    Raises Mendable where gettext is not installed.
    """
    try:
        folder = language.root.messages(language.tag)
    except Mendable as error:
        told = as_finding(error, language=language.tag)
        return Updated(tag=language.tag, catalogues=0, findings=(told,))
    return _updated(language, folder, scratch)


def _updated(language: Language, folder: Path, scratch: Path) -> Updated:
    root, tag = language.root, language.tag
    found = files.found(root, tag, scratch)
    refused = [root.name(folder / f"{page}.po") for page in found.refused]
    past = recovery.past(history.history(root, folder), found.files, refused)
    changes: list[Change] = []
    findings = list(found.findings)
    total = 0
    for several in _sets(language, found, past, scratch):
        drafts = [*_drafts(several), *_archived(several)]
        total += len(drafts)
        made = _made([each for each in drafts if each.is_due], several, findings)
        changes += (each.change for each in made)
        findings += (finding for each in made for finding in each.findings)
    stamped = (replace(finding, language=tag) for finding in findings)
    return Updated(
        tag=tag,
        catalogues=total + len(found.refused),
        changes=tuple(changes),
        findings=tuple(stamped),
    )


def _sets(language: Language, found: files.Found, past: Past, scratch: Path) -> Iterator[_Set]:
    """Yield the pages, then the design: they share no words."""
    design = (language.design,) if language.design else ()
    for templates, is_design in ((language.templates, False), (design, True)):
        here = {file.page: file for file in found.files if (file.page == DESIGN) is is_design}
        memory = remembered(here.values())
        several = _Set(
            language=language,
            templates=tuple(each for each in templates if not _is_refused(each.page, found)),
            files=here,
            past=past,
            memory=memory,
            scratch=scratch,
        )
        _remember_lost(several, is_design)
        yield several


def _is_refused(page: str, found: files.Found) -> bool:
    """Say whether a page's catalogue, or a folder above it, was refused."""
    parts = page.split("/")
    return any("/".join(parts[: size + 1]) in found.refused for size in range(len(parts)))


def _remember_lost(several: _Set, is_design: bool) -> None:
    folder = several.language.root.name(several.language.root.messages(several.language.tag))
    for name, lost in (*several.past.lost.items(), *several.past.gone.items()):
        page = name.removeprefix(f"{folder}/").removesuffix(".po")
        if (page == DESIGN) is is_design:
            several.memory.add(page, name, lost.entries, lost.commit)


def _drafts(several: _Set) -> list[Draft]:
    """Return the drafts of the pages; what older versions give serves every page at once."""
    first = [_draft(template, several, {}) for template in several.templates]
    missing = {
        each.template.page: (several.name(each.template.page), each.missing) for each in first
    }
    recovered = recovery.last(several.past, missing)
    origins = [origin for found in recovered.values() for origin in found.values()]
    if not origins:
        return first
    for origin in origins:
        several.memory.add(origin.page, origin.file, (origin.entry,), origin.commit)
    return [
        _draft(template, several, recovered.get(template.page, {}))
        for template in several.templates
    ]


def _draft(template: Template, several: _Set, recovered: Mapping[str, Origin]) -> Draft:
    page = template.page
    return draft(
        template,
        several.files.get(page),
        several.memory,
        lost=several.lost(page),
        recovered=recovered,
    )


def _archived(several: _Set) -> Iterator[Draft]:
    """Yield a draft of each catalogue whose page is gone, due while it has live entries."""
    language = several.language
    made = {template.page for template in several.templates}
    for page, file in several.files.items():
        publication, _, rest = page.partition("/")
        known = publication in language.publications
        if (
            not rest
            or page in made
            or (page in language.pages if known else _is_source(several, publication))
        ):
            continue
        # Without a word in it there is nothing to keep, and msgmerge would leave an empty file.
        if any(entry.has_text for entry in file.catalogue.entries):
            yield archived(file)


def _is_source(several: _Set, folder: str) -> bool:
    """Say whether the source has a folder that the register does not name: it is left alone."""
    return (several.language.root.source / folder).is_dir()


def _made(due: list[Draft], several: _Set, findings: list[Finding]) -> list[Merged]:
    """Return the drafts as files; a second time those that name a line of a file that changed."""
    wanted = [msgid for each in due for msgid in each.wanted]
    found = near.nearest(wanted, several.memory, several.scratch)
    drafts = [with_near(each, found, several.memory) for each in due]
    made = [each for draft in drafts for each in _merged(draft, several, findings, {})]
    pages = {each.draft.template.page: each for each in made}
    lines = {
        (page, msgid): line
        for each in made
        for page, msgid in leans_on(each.draft)
        if page in pages and (line := pages[page].line(msgid)) is not None
    }
    return [
        again
        for each in made
        for again in (
            _merged(each.draft, several, findings, lines) if leans_on(each.draft) else [each]
        )
    ]


def _merged(
    due: Draft, several: _Set, findings: list[Finding], lines: Mapping[Name, int]
) -> Iterator[Merged]:
    """Yield a draft as the file to write, if its bytes are others and no word of it is lost."""
    page = due.template.page
    if due.file is None and not due.chosen:
        return
    file = several.name(page)
    header = due.file.catalogue.header if due.file else _begun(due, several)
    now = several.language.now
    try:
        place, beside = several.path(page), several.files.values()
        made = merged(due, place, file, header, now, several.scratch, lines, beside)
    except Mendable as error:
        files.stop_without_gettext(error)
        findings.append(files.left(error, several.language.tag, file))
        return
    if due.file is None or made.change.data != due.file.data:
        where = {entry.msgid: entry.line for entry in made.after.entries}
        told = mixed(due, file, where, header, several.files)
        yield replace(made, findings=(*made.findings, *told))


def _begun(due: Draft, several: _Set) -> Entry:
    """Return the header of a new catalogue: its own of old, else as where its entries come from."""
    if due.lost.header:
        return due.lost.header
    pages = Counter(each.origin.page for each in due.chosen if each.origin)
    page = due.template.page
    folder = page.partition("/")[0]
    beside = [name for name in several.files if name.partition("/")[0] == folder]
    for name in (*(name for name, _ in pages.most_common()), *beside, *several.files):
        if name in several.files:
            return begun(several.language, due.template, several.files[name].catalogue.header)
    return begun(several.language, due.template, None)
