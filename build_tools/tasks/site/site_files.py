"""Write what all languages of a site share: first page, permanent addresses, scripts, lists for machines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.paths import STYLES_DIR
from build_tools.render.html_builder import write_text_file
from build_tools.site.contents import SiteContents, make_page_path
from build_tools.site.dossier_summary import move_dossier_links
from build_tools.site.host_headers import format_headers_file, make_host_headers
from build_tools.site.page_head import Alternate
from build_tools.site.permanent_addresses import iter_permanent_pages
from build_tools.site.permanent_pages import PermanentTarget, render_not_found_page, render_root_page
from build_tools.site.site_styles import list_scripts, make_site_css
from build_tools.site.sitemap import format_robots, format_sitemap
from build_tools.site.whole_text import WHOLE


def write_shared_files(
    contents: SiteContents, own_pages: tuple[str, ...], lost: Mapping[str, str], dossiers: Path, folder: Path
) -> None:
    """Write the files of a site that belong to no language.

    `own_pages` are the names of its own pages, `lost` what each language says of an address without a page,
    `dossiers` the folder of the reports on checks.
    """
    texts = dict(_iter_texts(contents, own_pages, lost))
    for path, text in texts.items():
        write_text_file(folder / path, text)
    for script in (*list_scripts(), STYLES_DIR / "site" / "bare.css"):
        shutil.copyfile(script, folder / script.name)
    for tag, publication in ((tag, publication) for publication, tag in sorted(contents.dossiers)):
        path = f"dossier/{tag}/{publication}.html"
        html = (dossiers.parent / path).read_text("utf-8")
        write_text_file(folder / path, move_dossier_links(html))
    first = contents.editions[next(iter(contents.editions))]
    icon = first.folder / "icon.svg"
    if icon.is_file():
        shutil.copyfile(icon, folder / "icon.svg")


def _iter_texts(
    contents: SiteContents, own_pages: tuple[str, ...], lost: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    title = contents.register.publisher.name or next(iter(contents.editions.values())).title
    yield "index.html", render_root_page(_list_homes(contents, {}), title, contents.base)
    yield "404.html", render_not_found_page(_list_homes(contents, lost), title, contents.base)
    yield "site.css", make_site_css(contents.publications)
    yield "_headers", format_headers_file(make_host_headers())
    yield "robots.txt", format_robots(contents.base)
    if contents.base:
        yield "sitemap.xml", format_sitemap(iter_page_groups(contents, own_pages), contents.base)
    yield from iter_permanent_pages(contents)


def _list_homes(contents: SiteContents, titles: Mapping[str, str]) -> tuple[PermanentTarget, ...]:
    """Return the first page of each language, with a title where it has one."""
    return tuple(
        PermanentTarget(
            tag=one.tag, name=one.name, path=f"{one.tag}/index.html", title=titles.get(one.tag, "")
        )
        for one in contents.languages
    )


def iter_page_groups(contents: SiteContents, own_pages: tuple[str, ...]) -> Iterator[tuple[Alternate, ...]]:
    """Yield each page of a site with its path in every language that has it, the source's first."""
    for name in own_pages:
        yield tuple(Alternate(tag=one.tag, path=f"{one.tag}/{name}.html") for one in contents.languages)
    for publication in contents.publications:
        editions = [one for key, one in contents.editions.items() if key[0] == publication.id]
        names = dict.fromkeys(page.name for one in editions for page in one.pages)
        for name in (*names, WHOLE):
            yield tuple(
                Alternate(tag=one.language.tag, path=make_page_path(one, name))
                for one in editions
                if name == WHOLE or name in one.page_names
            )
