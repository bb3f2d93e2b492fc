"""Read the articles of a web page, a file from strangers: their words, and how they look.

An article is an element with an id that is a section of the text. Its words are its own, without those of
articles inside it; menus, lists of contents and what the program says of an edition are no words of a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from unicodedata import normalize

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import compute_digest
from build_tools.release.manifest import REMEDY

# An unfinished tag takes the rest of the page, so that no page is scanned twice.
_TOKEN = re.compile(
    r"<!--.*?-->|<[!?][^>]*>"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|(?P<text>[^<]++|<(?![a-zA-Z/!?]))|<.*",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(id|class|lang|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# They change with addresses and numbers, and nobody sees them.
_UNSEEN = re.compile(r"""\s(?:href|id|title|hreflang|aria-[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_SECTIONS = frozenset({"article", "section"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "source", "track", "wbr"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"),
        *("pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_SKIPPED_TAGS = frozenset(["annotation", "footer", "header", "nav", "script", "style", "svg", "template"])
# What the program writes: links, numbers of notes, version and date of an edition, what was wrong in an
# article, and what that took the place of.
_SKIPPED_CLASSES = frozenset(
    {
        "permalink",
        "headerlink",
        "footnote-reference",
        "fn-bracket",
        "imprint",
        "predecessor",
        "title-block",
        "toctree-wrapper",
        "erratum",
        "errata",
        "versions",
    }
)
MAX_DEPTH = 300


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Hold text in one language, empty for that of the page; it begins a block, or goes on in its line."""

    text: str
    language: str = ""
    is_new_block: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Describe an article of an edition; `page` is the name of its file without `.html`.

    `designation` is what it is called by its number, `Article VIII`: none of its words. `words` and
    `look` are digests: of its words, and of its markup without them.
    """

    id: str
    page: str
    title: str = ""
    designation: str = ""
    pieces: tuple[TextPiece, ...] = ()
    words: str = ""
    look: str = ""

    @property
    def text(self) -> str:
        """Return its words in a line."""
        return join_pieces(self.pieces)

    @property
    def name(self) -> str:
        """Return what readers know it by."""
        return " · ".join(part for part in (self.designation, self.title) if part) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """Hold the articles of a page, and the ids in it.

    `addresses` are those that it offers to readers, of articles and by permanent links, each with its
    article.
    """

    articles: tuple[Article, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()


def join_pieces(pieces: tuple[TextPiece, ...]) -> str:
    """Return the text of pieces in a line."""
    text = "".join(f" {one.text}" if one.is_new_block else one.text for one in pieces)
    return " ".join(text.split())


def read_page_text(html: str, page: str) -> PageText:
    """Return the articles of a page. Raises UserError `release/page` for one that is nested too deeply."""
    start, end = html.find("<main"), html.rfind("</main>")
    if start < 0:
        return PageText()
    reader = _PageReader(page=page)
    for token in _TOKEN.finditer(html, start, end if end > start else len(html)):
        if token["text"]:
            reader.add_text(token["text"])
        elif token["tag"] and token["end"]:
            reader.close_tag(token["tag"].lower())
        elif token["tag"]:
            reader.open_tag(token["tag"].lower(), token["attributes"])
    return reader.make_page_text()


@dataclass(slots=True)
class _Draft:
    """Collect what is read of an article."""

    id: str
    pieces: list[TextPiece] = field(default_factory=list)
    look: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    designation: list[str] = field(default_factory=list)
    has_heading: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Describe an open element: the article that it belongs to, and what becomes of its text."""

    tag: str
    draft: _Draft | None
    language: str
    kind: str  # text, title, designation, mark, skipped


@dataclass(slots=True)
class _PageReader:
    page: str
    stack: list[_Frame] = field(default_factory=lambda: [_Frame("", None, "", "text")])
    drafts: list[_Draft] = field(default_factory=list)
    permalinks: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    block_starts: bool = True

    def open_tag(self, tag: str, raw: str) -> None:
        """Begin an element."""
        outer = self.stack[-1]
        values = _read_attributes(raw)
        classes = frozenset(values.get("class", "").split())
        draft = self._find_draft(outer, tag, values, classes)
        self._note_ids(draft, values, classes)
        kind = _choose_kind(outer, draft, tag, classes)
        if draft is not None and kind != "skipped":
            draft.look.append(f"<{tag}{_UNSEEN.sub('', raw) if raw else ''}>")
            if kind == "title" and tag in _HEADINGS:
                draft.has_heading = True
        if tag in _BLOCKS:
            self.block_starts = True
        if tag in _VOID or raw.endswith("/"):
            return
        if len(self.stack) > MAX_DEPTH:
            raise _make_depth_error(self.page)
        self.stack.append(_Frame(tag, draft, values.get("lang", outer.language), kind))

    def _find_draft(
        self, outer: _Frame, tag: str, values: dict[str, str], classes: frozenset[str]
    ) -> _Draft | None:
        is_article = tag in _SECTIONS and values.get("id") and outer.kind != "skipped"
        if not is_article or classes & _SKIPPED_CLASSES:
            return outer.draft
        draft = _Draft(id=values["id"])
        self.drafts.append(draft)
        return draft

    def _note_ids(self, draft: _Draft | None, values: dict[str, str], classes: frozenset[str]) -> None:
        if "id" in values:
            self.ids.add(values["id"])
        if draft is not None and "permalink" in classes and values.get("href", "")[:1] == "#":
            self.permalinks.setdefault(values["href"][1:], draft.id)

    def close_tag(self, tag: str) -> None:
        """End an element, and those inside it that were left open; ignore an end without a beginning."""
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].tag == tag:
                draft = self.stack[index].draft
                if draft is not None and self.stack[index].kind != "skipped":
                    draft.look.append(f"</{tag}>")
                del self.stack[index:]
                break
        if tag in _BLOCKS:
            self.block_starts = True

    def add_text(self, raw: str) -> None:
        """Add text to the article that is open."""
        frame = self.stack[-1]
        if frame.draft is None or frame.kind == "skipped":
            return
        text = _clean_text(raw)
        if text.isspace() and self.block_starts:
            return
        if frame.kind == "mark":
            frame.draft.look.append(text)
        elif frame.kind == "designation":
            frame.draft.designation.append(text)
        else:
            if frame.kind == "title":
                frame.draft.title.append(text)
            frame.draft.pieces.append(TextPiece(text, frame.language, self.block_starts))
            self.block_starts = False

    def make_page_text(self) -> PageText:
        """Return what was read."""
        articles = tuple(_make_article(draft, self.page) for draft in self.drafts)
        own = {one.id: one.id for one in articles}
        return PageText(articles=articles, addresses=self.permalinks | own, ids=frozenset(self.ids))


def _choose_kind(outer: _Frame, draft: _Draft | None, tag: str, classes: frozenset[str]) -> str:
    """Return what becomes of the text in an element."""
    if outer.kind == "skipped" or tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES:
        return "skipped"
    if "item-mark" in classes or outer.kind == "mark" or ("label" in classes and tag == "span"):
        return "mark"
    if outer.kind == "designation" or (outer.kind == "title" and "designation" in classes):
        return "designation"
    if tag in _HEADINGS and draft is not None and draft is outer.draft and not draft.has_heading:
        return "title"
    return "title" if outer.kind == "title" and tag not in _SECTIONS else "text"


def _make_article(draft: _Draft, page: str) -> Article:
    pieces = tuple(draft.pieces)
    return Article(
        id=draft.id,
        page=page,
        title=_SPACES.sub(" ", "".join(draft.title)).strip(),
        designation=_SPACES.sub(" ", "".join(draft.designation)).strip(),
        pieces=pieces,
        words=compute_digest(join_pieces(pieces)),
        look=compute_digest("".join(draft.look)),
    )


def _read_attributes(raw: str) -> dict[str, str]:
    if "=" not in raw:
        return {}
    found = _ATTRIBUTE.findall(raw)
    return {name: unescape(double or single or bare) for name, double, single, bare in found}


def _clean_text(raw: str) -> str:
    """Return text without invisible characters, in composed letters, with plain spaces."""
    text = unescape(raw) if "&" in raw else raw
    if not text.isascii():
        text = normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text)


def _make_depth_error(page: str) -> UserError:
    message = f"its elements are nested more than {MAX_DEPTH} deep"
    return UserError("release/page", message, remedy=REMEDY, place=Place(file=f"{page}.html"))
