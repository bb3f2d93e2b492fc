"""Read what a site is made of: finished editions, topics, events, cities, releases."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import FORMATS, Finding, Publication, Register, Target, find_page_format
from build_tools.paths import BuildFolder, Root
from build_tools.register import read_events, read_signatories
from build_tools.site.contents import EditionFile, ReleaseLink, SiteContents
from build_tools.site.dossier_summary import summarize_dossier
from build_tools.site.web_edition import WebEdition, read_web_edition
from build_tools.site.whole_text import WHOLE
from build_tools.tasks.build.build_records import BuildRecord, read_build_records
from build_tools.tasks.root_lists import read_checked_topics


def read_site_contents(
    root: Root, build: BuildFolder, register: Register, releases: tuple[ReleaseLink, ...], *, has_search: bool
) -> SiteContents:
    """Return what the site of a root is made of. Raises UserError `site/…` where no edition is built."""
    editions = {one.key: one for one in _read_editions(build, register)}
    if not editions:
        message = f"no web edition is built in {build.path}"
        raise UserError("site/no-edition", message, remedy="build some first: editions build")
    for one in editions.values():
        _reject_reserved_names(one)
    records = read_build_records(build)
    return SiteContents(
        register=register,
        editions=editions,
        files={key: _list_files(build, records, one.publication, key[1]) for key, one in editions.items()},
        topics=read_checked_topics(root, register),
        events=read_events(root),
        signatories={one.id: read_signatories(root, one.id) for one in register.publications},
        releases=releases,
        dossiers={
            key: summarize_dossier(build.get_dossier(*key).read_text("utf-8"))
            for key in editions
            if build.get_dossier(*key).is_file()
        },
        has_search=has_search,
    )


def list_web_folders(build: BuildFolder, register: Register) -> tuple[tuple[Publication, str, Path], ...]:
    """Return the folders of the web editions that are built, with their publication and language."""
    targets = (
        (one, tag, build.get_output(Target(one.id, tag, find_page_format())))
        for one in register.publications
        for tag in one.languages
    )
    return tuple(row for row in targets if (row[2] / "index.html").is_file())


def find_unbuilt_editions(build: BuildFolder, register: Register) -> tuple[Finding, ...]:
    """Return a warning for each edition that the register names and that has no web pages."""
    built = {(publication.id, tag) for publication, tag, _ in list_web_folders(build, register)}
    return tuple(
        Finding(
            code="site/unbuilt",
            severity="warning",
            message=f"{one.id} has no web pages in {tag}: the site goes without — editions build -l {tag}",
            publication=one.id,
            language=tag,
        )
        for one in register.publications
        for tag in one.languages
        if (one.id, tag) not in built and find_page_format() in one.formats
    )


def _read_editions(build: BuildFolder, register: Register) -> tuple[WebEdition, ...]:
    return tuple(
        read_web_edition(publication, register.languages[tag], folder)
        for publication, tag, folder in list_web_folders(build, register)
    )


def _reject_reserved_names(edition: WebEdition) -> None:
    """Raise UserError for a page with the name of one that the site makes."""
    if WHOLE in edition.page_names:
        message = (
            f"{edition.publication.id} has a page named {WHOLE}, which is the site's name for its whole text"
        )
        raise UserError(
            "site/page-name", message, remedy=f"rename source/{edition.publication.id}/{WHOLE}.rst"
        )


def _list_files(
    build: BuildFolder, records: Mapping[Target, BuildRecord], publication: Publication, tag: str
) -> tuple[EditionFile, ...]:
    """Return the finished files of an edition, the folder of pages by the sum of its sizes."""
    found = []
    for format in publication.formats:
        target = Target(publication.id, tag, format)
        output, record = build.get_output(target), records.get(target)
        if not output.exists():
            continue
        files = [output] if output.is_file() else [file for file in output.rglob("*") if file.is_file()]
        found.append(
            EditionFile(
                format=format,
                label=FORMATS[format].label,
                name=output.name if output.is_file() else "index.html",
                size=sum(file.stat().st_size for file in files),
                pages=record.record.output.pages if record else None,
            )
        )
    return tuple(found)
