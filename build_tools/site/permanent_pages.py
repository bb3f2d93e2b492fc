"""Render the pages that keep an address for good, the first page of a site, and that of a lost address.

None of them belongs to a language: each names every language by its own name, and works without a script.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.paths import STYLES_DIR
from build_tools.render.content_policy import make_site_policy
from build_tools.render.templates import render_template
from build_tools.script_direction import find_direction
from build_tools.site.addresses import join_address, make_address, make_host_path
from build_tools.site.page_links import relate


@dataclass(frozen=True, slots=True, kw_only=True)
class PermanentTarget:
    """Name an edition's page that an address leads to: its language, its path in the site, its title."""

    tag: str
    name: str
    path: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermanentPage:
    """Hold what an address that never changes leads to; the first target is in the language of the source.

    `versions` are the names of releases that have it, each with the path of its own permanent page.
    """

    path: str
    targets: tuple[PermanentTarget, ...]
    versions: tuple[tuple[str, str], ...] = ()


def render_permanent_page(page: PermanentPage, base: str) -> str:
    """Return a page that leads to an article in each language; straight there, if there is only one.

    Search engines do not list it: they know the pages that it leads to.
    """
    return _render(
        "permanent.html",
        page.path,
        page.targets,
        versions=[(name, relate(page.path, path)) for name, path in page.versions],
        links=_list_head_links(page, base),
    )


def render_root_page(targets: Sequence[PermanentTarget], title: str, base: str = "") -> str:
    """Return the first page of a site, which leads to the language that a reader's browser asks for."""
    links = [{"rel": "canonical", "href": join_address(base, "")}] if base else []
    return _render("root.html", "index.html", targets, title=title, links=links)


def render_not_found_page(targets: Sequence[PermanentTarget], title: str, base: str) -> str:
    """Return the page for an address that leads nowhere.

    A host sends it at any depth, so its links begin at the root of the host, below the path of `base`.
    """
    links = [(one, make_host_path(base, one.path)) for one in targets]
    home = make_host_path(base, "")
    return _render_template("not_found.html", links=links, title=title, home=home, head=[], up=home)


def _render(template: str, path: str, targets: Sequence[PermanentTarget], **values: object) -> str:
    links = [(one, relate(path, one.path)) for one in targets]
    up = posixpath.relpath(".", posixpath.dirname(path) or ".") + "/"
    return _render_template(template, **{"title": targets[0].title, **values}, targets=links, up=up)


def _list_head_links(page: PermanentPage, base: str) -> list[dict[str, str]]:
    """Return the links by which search engines know the address and its languages."""
    pairs = tuple((one.tag, one.path.partition("#")[0]) for one in page.targets)
    links = [
        {"rel": "alternate", "hreflang": tag, "href": make_address(page.path, path, base)}
        for tag, path in pairs
    ]
    home = page.path.removesuffix("index.html")
    return [*([{"rel": "canonical", "href": join_address(base, home)}] if base else []), *links]


def _render_template(name: str, **values: object) -> str:
    policy = make_site_policy("")
    return render_template((STYLES_DIR / "site",), name, policy=policy, direction=find_direction, **values)
