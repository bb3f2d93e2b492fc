"""Define the table of formats: all that differs from format to format is in its row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Describe a format. `module` has its `write_edition`, by default the one of its medium.

    `pdf/large` is `pdf` on the sheet `large`, another book beside that of the medium.
    `label` is a message of press.po, `theme` a folder of `styles/`, `cost` the share of the
    progress bar that it takes. An output is one file, or a folder whose `index.html` counts.
    """

    name: str
    label: str
    theme: str
    cost: int
    # Of its files, or of the first page of its folder, as servers and feeds name it.
    media_type: str = "text/html"
    module: str = ""
    is_folder: bool = False
    # May be in the register, and lies among the editions.
    is_published: bool = True
    # Links other languages, formats and references.
    links_editions: bool = False
    # Takes as long as all others: written beside them; its pages estimate the time of an edition.
    is_slow: bool = False
    # Has the pages that an e-book leads to; leads to those of the book, as far as they are known.
    has_folios: bool = False
    lists_folios: bool = False
    # The pictures of a root's own look that it shows, by the names of their files.
    pictures: tuple[str, ...] = ()
    # The places of its templates that a root may fill with HTML, by the names of files.
    partials: tuple[str, ...] = ()
    # Shows the passages of a translation beside their source, with the terms of the glossary.
    compares_source: bool = False

    @property
    def writer(self) -> str:
        """Return the dotted name of the module that writes the format."""
        return self.module or f"build_tools.formats.{self.medium}"

    @property
    def medium(self) -> str:
        """Return the format whose writer and checks it has: its own name, or that before a slash."""
        return self.name.partition("/")[0]

    @property
    def sheet(self) -> str:
        """Return the sheet that it is set on, whatever a publication chooses; empty if that decides."""
        return self.name.partition("/")[2]

    @property
    def slug(self) -> str:
        """Return its name as a part of a file's name."""
        return self.name.replace("/", "-")

    @property
    def is_default(self) -> bool:
        """Return whether it is built where no register and no command names it."""
        return self.is_published and not self.sheet


_FORMATS = (
    Format(
        name="html",
        label="Web pages",
        theme="screen",
        cost=3,
        is_folder=True,
        links_editions=True,
        pictures=("logo", "icon"),
        partials=("header", "footer", "colophon"),
    ),
    Format(
        name="pdf",
        label="Book (PDF)",
        theme="print",
        cost=8,
        media_type="application/pdf",
        is_slow=True,
        has_folios=True,
        pictures=("logo", "cover"),
        partials=("colophon",),
    ),
    Format(
        name="epub",
        label="E-book (EPUB)",
        theme="ebook",
        cost=2,
        media_type="application/epub+zip",
        lists_folios=True,
        pictures=("logo", "cover"),
        partials=("colophon",),
    ),
    Format(
        name="pdf/large",
        label="Large print (PDF)",
        theme="print",
        cost=9,
        media_type="application/pdf",
        pictures=("logo", "cover"),
        partials=("colophon",),
    ),
    Format(
        name="proof",
        label="Proof",
        theme="proof",
        cost=9,
        is_folder=True,
        is_published=False,
        compares_source=True,
    ),
)
FORMATS = {row.name: row for row in _FORMATS}

# What docutils calls raw markup that every format is made of.
RAW_HTML = "html"


def list_published_formats() -> tuple[str, ...]:
    """Return the names of the formats that a publication may list in the register."""
    return tuple(row.name for row in FORMATS.values() if row.is_published)


def list_media() -> tuple[str, ...]:
    """Return the names of the published formats whose words may differ: a book has those of the other."""
    return tuple(dict.fromkeys(row.medium for row in FORMATS.values() if row.is_published))


def list_default_formats() -> tuple[str, ...]:
    """Return the names of the formats of a publication whose register lists none."""
    return tuple(row.name for row in FORMATS.values() if row.is_default)


def find_folio_format() -> str:
    """Return the name of the format whose pages e-books lead to."""
    return next(name for name, row in FORMATS.items() if row.has_folios)


def find_page_format() -> str:
    """Return the name of the format that has a page, and an address, for each article."""
    return next(name for name, row in FORMATS.items() if row.links_editions)


def has_linked_format(names: tuple[str, ...]) -> bool:
    """Return whether one of these formats has pages that other publications can link to."""
    return any(FORMATS[name].links_editions for name in names)
