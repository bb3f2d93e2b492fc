"""The index of the search: the same bytes from the same records, and no more than a search loads."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from build_tools.errors import UserError
from build_tools.paths import STYLES_DIR
from build_tools.site import search_index
from build_tools.site.pagefind_service import ENGINE
from build_tools.site.search_index import SearchRecord, write_search_index

WORDS = {"en": "house", "fr": "maison", "es": "casa", "ar": "بيت", "ko": "집", "pt-BR": "casa"}


def _record(**fields: Any) -> SearchRecord:
    return SearchRecord(
        **{
            "url": "en/a/b.html#c",
            "title": "House",
            "text": "Home",
            "language": "en",
            "publication": "P",
            **fields,
        }
    )


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    """An index that is written twice is the same, file for file."""
    records = [
        _record(language=tag, title=f"{word} {number}", text=f'{word} quoted "text" & <b>')
        for tag, word in WORDS.items()
        for number in range(20)
    ]
    written = []
    for name in ("one", "other"):
        write_search_index(records, tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        written.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert written[0] == written[1]


def test_the_index_has_only_what_the_search_loads(tmp_path: Path) -> None:
    """Of Pagefind's files those alone are kept that the search of a page loads."""
    write_search_index([_record()], tmp_path / "pagefind")
    files = {re.sub(r"_[0-9a-f]+\.", "_x.", path.name) for path in (tmp_path / "pagefind").rglob("*.*")}
    assert files == {
        "pagefind.js",
        "pagefind-entry.json",
        "pagefind.en_x.pf_meta",
        "wasm.en.pagefind",
        "wasm.unknown.pagefind",
        "en_x.pf_index",
        "en_x.pf_fragment",
        "folding.json",
    }


def test_a_fragment_has_what_readers_see(tmp_path: Path) -> None:
    """A fragment has an article as it is written, whatever signs it has, and none of the folded words."""
    record = _record(
        number="Right IX", title="<Homes> & “rights”", text="L’eau,  d'abord \n «x»", page_title="A {b}"
    )
    write_search_index([record], tmp_path / "pagefind")
    (file,) = (tmp_path / "pagefind" / "fragment").iterdir()
    fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert fragment["content"] == ""
    assert fragment["meta"] == {
        "address": "en/a/b.html#c",
        "number": "Right IX",
        "title": "<Homes> & “rights”",
        "book": "A {b}",
        "text": "L’eau, d'abord «x»",
    }


def test_without_articles_there_is_an_empty_index(tmp_path: Path) -> None:
    """A site without a single article has no index, and no error."""
    write_search_index([], tmp_path / "pagefind")
    assert [path.name for path in (tmp_path / "pagefind").iterdir()] == ["folding.json"]


@pytest.mark.parametrize("program", ["false", "no-such-program"])
def test_a_failure_of_pagefind_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """If Pagefind ends too early or cannot start, one line has the remedy, and nothing is written."""
    monkeypatch.setattr(f"{ENGINE}.get_executable", lambda: shutil.which(program) or program)
    with pytest.raises(UserError, match="site/search Pagefind could not write the index") as caught:
        write_search_index([_record()], tmp_path / "pagefind")
    assert str(caught.value).endswith(" — rm -r .venv && ./editions site")
    assert not (tmp_path / "pagefind").exists()


def test_without_pagefind_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an environment without Pagefind no index is written, and the error says what installs it."""
    monkeypatch.setattr(search_index, "ENGINE", "no_such_package")
    with pytest.raises(UserError, match="site/search") as caught:
        write_search_index([_record()], tmp_path / "pagefind")
    assert str(caught.value).endswith("— ./editions site installs it")
    assert not (tmp_path / "pagefind").exists()


@pytest.mark.parametrize("name", ["search.js", "folding.js"])
def test_the_scripts_are_small(name: str) -> None:
    """A script of the search has at most eight kilobytes."""
    assert (STYLES_DIR / "site" / name).stat().st_size <= 8000
