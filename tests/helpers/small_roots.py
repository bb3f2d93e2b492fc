"""Build a publication of a few pages that a test writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from build_tools.paths import BuildFolder, Root
from tests.conftest import MakeRoot
from tests.helpers.editions import FORMATS, Made, Wish, make_apart


def write_pages(make_root: MakeRoot, pages: Mapping[str, str], *languages: str, conf: str = "") -> Root:
    """Return a root whose publication `a` has these pages, by name."""
    root = make_root({"a": list(languages) or ["en"]})
    for name, text in pages.items():
        (root.source / "a" / f"{name}.rst").write_text(text, encoding="utf-8")
    if conf:
        (root.source / "conf.py").write_text(conf, encoding="utf-8")
    return root


def build_edition(root: Root, work: Path, language: str = "en", formats: tuple[str, ...] = FORMATS) -> Made:
    """Return an edition of the publication `a` of a root. Raises UserError."""
    wish = Wish(
        root=root,
        publication="a",
        language=language,
        build=BuildFolder(work / "build"),
        formats=formats,
    )
    (made,) = make_apart([wish])
    return made
