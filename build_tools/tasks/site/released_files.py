"""Copy releases into a site, byte for byte, and compare each with the one before it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from pathlib import Path

from build_tools.model import find_page_format
from build_tools.release.history import PublishedRelease, read_releases
from build_tools.site.contents import EditionKey, ReleaseLink
from build_tools.tasks.options import Options, Selection
from build_tools.tasks.release.compare import read_comparison, write_comparison
from build_tools.tasks.release.released_pages import ReleasedPages, list_released_pages


def read_site_releases(options: Options) -> tuple[PublishedRelease, ...]:
    """Return the releases of a root that are no drafts, the newest first. Raises UserError `release/…`."""
    return tuple(one for one in read_releases(options.root.releases) if not one.manifest.is_draft)


def list_release_links(published: Sequence[PublishedRelease]) -> tuple[ReleaseLink, ...]:
    """Return what the site says of each release, the newest first."""
    pairs = zip_longest(published, published[1:])
    return tuple(_make_link(one, before) for one, before in pairs if one is not None)


def _make_link(release: PublishedRelease, before: PublishedRelease | None) -> ReleaseLink:
    manifest = release.manifest
    pages = {
        (one.target.publication, one.target.language): f"releases/{manifest.version}/{one.path}"
        for one in manifest.editions
        if one.target.format == find_page_format()
    }
    earlier = (
        {(one.target.publication, one.target.language) for one in before.manifest.editions}
        if before
        else set()
    )
    old = before.manifest.version if before else ""
    comparisons: dict[EditionKey, tuple[tuple[str, str], ...]] = {
        key: ((old, f"compare/{old}..{manifest.version}/{key[1]}/{key[0]}.html"),)
        for key in pages
        if key in earlier
    }
    pages_of = list_released_pages(release)
    places = {key: _list_places(one, manifest.version) for key, one in pages_of.items()}
    return ReleaseLink(
        version=manifest.version,
        date=manifest.date,
        note=manifest.note,
        pages=pages,
        comparisons=comparisons,
        places=places,
    )


def _list_places(pages: ReleasedPages, version: str) -> dict[str, str]:
    """Return the path of each article of a released edition, by anchor."""
    return {
        article.id: f"releases/{version}/{file.path}#{article.id}"
        for file in pages.files
        for article in pages.read_text(file).articles
    }


def copy_releases(published: Sequence[PublishedRelease], folder: Path) -> None:
    """Copy every file of the releases below `folder`/releases, so that each verifies there too."""
    for release in published:
        target = folder / "releases" / release.manifest.version
        shutil.copytree(release.folder.path, target, copy_function=shutil.copyfile)
        for each in (target, *(one for one in target.rglob("*") if one.is_dir())):
            each.chmod(0o755)


def write_comparisons(options: Options, published: Sequence[PublishedRelease], folder: Path) -> None:
    """Write what changed between each release and the one before it, below `folder`/compare.

    Their pages lead to those of the releases, which are beside them.
    """
    everything = replace(options, selection=Selection())
    for new, old in pairwise(published):
        home = folder / "releases"
        comparison = read_comparison(everything, home / old.manifest.version, home / new.manifest.version)
        write_comparison(everything, comparison, folder / "compare")
