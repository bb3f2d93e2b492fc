"""Describe a site that is served: its folder, its languages, and the headers that it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import HeaderRule, Place
from build_tools.site_server.headers_file import parse_headers_file

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Folders of a site that are no language, though `id` is also the tag of Indonesian.
RESERVED_NAMES = frozenset(("id", "releases", "compare", "pagefind", "assets", "cards", "fonts"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedSite:
    """Hold a site as it stands now; `home` is its folder, without links."""

    home: Path
    languages: tuple[str, ...]
    rules: tuple[HeaderRule, ...]


def read_served_site(folder: Path) -> ServedSite:
    """Return the site of a folder; raise UserError `serve/…` if it is none, or its `_headers` are wrong."""
    if not (folder / "index.html").is_file():
        raise UserError(
            "serve/no-site",
            f"{folder} holds no site",
            remedy="make it with editions site, or name its build folder with -o",
        )
    home = folder.resolve()
    tags = (path.name for path in home.iterdir() if (path / "index.html").is_file())
    languages = sorted(tag for tag in tags if _TAG.fullmatch(tag) and tag not in RESERVED_NAMES)
    return ServedSite(home=home, languages=tuple(languages), rules=_read_rules(home / "_headers"))


def _read_rules(file: Path) -> tuple[HeaderRule, ...]:
    if not file.is_file():
        return ()
    try:
        return _parse_cached(file.read_text("utf-8"), str(file))
    except UnicodeDecodeError as error:
        raise UserError(
            "serve/headers", "is not UTF-8", remedy="make the site anew", place=Place(file=str(file))
        ) from error


_parse_cached = lru_cache(maxsize=1)(parse_headers_file)
