"""Write the search index of the site with Pagefind, from what each article says, without a network.

Pagefind indexes one small page an article, of folded words alone, in the order in which it gets them. What
a reader sees of an article is then put into the fragments that Pagefind wrote, which a search loads.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from html import escape
from importlib import util
from pathlib import Path

from build_tools.errors import UserError
from build_tools.paths import compute_digest
from build_tools.process.scratch import make_scratch_folder
from build_tools.site.folding import fold_number, fold_words, format_folding_rules, read_folding_rules
from build_tools.site.pagefind_service import ENGINE, REMEDY, IndexPage, run_pagefind

# What the search of a page loads; the rest of what Pagefind writes are pages of its own.
KEPT = ("pagefind.js", "pagefind.*.pf_meta", "wasm.*.pagefind", "index/*.pf_index")
ENTRY = "pagefind-entry.json"
# What the unpacked files of Pagefind begin with.
SIGNATURE = b"pagefind_dcd"
# How much a word counts where it stands: the most that Pagefind knows is 10.
TITLE_WEIGHT, MAIN_TOPIC_WEIGHT, TOPIC_WEIGHT, TEXT_WEIGHT, NOTES_WEIGHT = 10.0, 3.0, 2.0, 2.0, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """Describe an article for the search.

    `url` is its address in the site, with the anchor: `fr/charter-agenda/right-9.html#ca-9`; `number` is
    `Right IX`, empty without one; `words` are those of its topics, `main_words` those of topics that name it
    before all others; `publication` is its id, and `page_title` what readers know it by.
    """

    url: str
    title: str
    text: str
    language: str
    publication: str
    number: str = ""
    words: tuple[str, ...] = ()
    main_words: tuple[str, ...] = ()
    page_title: str = ""


def can_search() -> bool:
    """Return whether this environment has Pagefind."""
    return find_engine_file() is not None


def find_engine_file() -> Path | None:
    """Return a file of Pagefind, which changes with its version; None without it."""
    spec = util.find_spec(ENGINE)
    return Path(spec.origin) if spec and spec.origin else None


def make_search_engine_error() -> UserError:
    """Return the error, or the warning, for an environment without Pagefind."""
    message = "the site has no search: this environment lacks Pagefind"
    return UserError("site/search", message, remedy=f"{REMEDY} installs it", exit_code=1)


def write_search_index(records: Iterable[SearchRecord], folder: Path) -> None:
    """Write the index of all records, in every language, into a new folder, `DIR/site/pagefind`.

    The same records give the same bytes. Raises UserError `site/search` if Pagefind is missing or fails.
    """
    if not can_search():
        raise make_search_engine_error()
    pages = {}
    shown = {}
    for record in records:
        text = format_hit(record)
        name = compute_digest(text)[:16]
        shown[name] = text
        pages[name] = IndexPage(name=name, html=render_search_page(record))
    with make_scratch_folder() as scratch:
        files = run_pagefind(tuple(pages.values()), scratch) if pages else {}
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in _iter_files(files, shown):
        folder.joinpath(name).parent.mkdir(exist_ok=True)
        folder.joinpath(name).write_bytes(data)
    folder.joinpath("folding.json").write_text(format_folding_rules(read_folding_rules()), encoding="utf-8")


def render_search_page(record: SearchRecord) -> str:
    """Return the page that Pagefind indexes: folded words by their weight."""
    tag = record.language
    number, title, text = fold_number(record.number, tag), fold_words(record.title, tag), record.text
    body = "".join(
        f'<p data-pagefind-weight="{weight}">{escape(" ".join(words))}</p>'
        for weight, words in (
            (TITLE_WEIGHT, [*number, *title]),
            (MAIN_TOPIC_WEIGHT, _fold_all(record.main_words, tag)),
            (TOPIC_WEIGHT, _fold_all(record.words, tag)),
            (TEXT_WEIGHT if record.number else NOTES_WEIGHT, fold_words(text, tag)),
        )
        if words
    )
    return f'<!DOCTYPE html><html lang="{escape(tag)}"><body data-pagefind-body>{body}</body></html>'


def _fold_all(phrases: tuple[str, ...], tag: str) -> list[str]:
    return [word for phrase in phrases for word in fold_words(phrase, tag)]


def format_hit(record: SearchRecord) -> str:
    """Return what search.js shows of a hit, as JSON."""
    fields = {
        "address": record.url,
        "number": record.number,
        "title": record.title,
        "book": record.page_title,
        "text": " ".join(record.text.split()),
    }
    return json.dumps(fields, ensure_ascii=False)


def _iter_files(files: Mapping[str, bytes], shown: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield what the search loads; `shown` has what fragments show, by the names of pages."""
    for name, data in files.items():
        if name == ENTRY:  # its languages are in an order of chance
            yield name, json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True).encode()
        elif fnmatch(name, "fragment/*"):
            yield name, _fill_fragment(data, shown)
        elif any(fnmatch(name, pattern) for pattern in KEPT):
            yield name, data


def _fill_fragment(data: bytes, shown: Mapping[str, str]) -> bytes:
    """Return a fragment that has what readers see instead of folded words."""
    fragment = json.loads(gzip.decompress(data).removeprefix(SIGNATURE))
    hit = json.loads(shown[fragment["url"].strip("/")])
    text = json.dumps(fragment | {"content": "", "meta": hit}, ensure_ascii=False, sort_keys=True)
    return gzip.compress(SIGNATURE + text.encode(), mtime=0)
