"""Make small random roots: sources with the markup of a charter, and catalogues for them."""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

PIECES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("pieces.toml").read_text("utf-8"))
LANGUAGES = ("fr", "ar", "ko", "es", "ru", "el", "pt-BR", "de")
LETTERS = {
    "ar": "ابتثجحدرسشعفقكلمنهوي",
    "ko": "가나다라마바사아자차카타파하",
    "ru": "абвгдежзиклмнопрстуф",
    "el": "αβγδεζηθικλμνοπρστυ",
}
# None of the letters of Roman numerals: “mc.” would begin a list.
LATIN = "abefghjknopqrstuwyz"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Hold a message of a page: its source, and the marks that a translation keeps."""

    source: str
    marks: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class RootPlan:
    """Hold the files of a root by their paths, its languages, and the messages of each page."""

    languages: tuple[str, ...]
    publications: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    conf: str = ""


def make_words(random: Random, language: str, count: int) -> str:
    """Return random words in the script of a language."""
    letters = LETTERS.get(language, LATIN)
    return " ".join("".join(random.choices(letters, k=random.randint(2, 7))) for _ in range(count))


def make_root(random: Random) -> RootPlan:
    """Return a root of one or two publications in two or three languages."""
    source = random.choice(("en", "en", "fr", "ar"))
    others = [tag for tag in LANGUAGES if tag != source]
    tags = (source, *random.sample(others, random.choice((1, 1, 2))))
    names = ("pact", "charter")[: random.choice((1, 1, 2))]
    root = RootPlan(languages=tags, publications=names)
    root.conf = (
        "gettext_additional_targets = ['raw', 'image']\n" if random.random() < 0.5 else "numfig = True\n"
    )
    register = '[publisher]\nname = "City"\nurl = "https://example.org/"\n'
    for name in names:
        listed = ", ".join(f'"{tag}"' for tag in tags)
        register += f'\n[publications.{name}]\nlanguages = [{listed}]\nformats = ["html"]\n'
        _add_publication(root, random, name)
    root.files |= {
        "source/publications.toml": register.encode(),
        "source/conf.py": root.conf.encode(),
        "locale/languages.toml": b'[fr]\nquotes = "\xc2\xab\xc2\xbb\xe2\x80\x9c\xe2\x80\x9d"\n',
        "locale/glossary.tsv": "\t".join(tags).encode()
        + b"\n"
        + "\t".join(f"t1{tag}" for tag in tags).encode()
        + b"\n",
    }
    return root


def _add_publication(root: RootPlan, random: Random, name: str) -> None:
    pages = ["index", *(f"part-{number}" for number in range(1, random.randint(2, 3)))]
    for page in pages:
        messages: list[Message] = []
        text = "".join(_iter_page(random, root.languages[0], name, page, messages))
        if page == "index":
            entries = "".join(f"   {one}\n" for one in pages[1:])
            text += f".. toctree::\n\n{entries}\n.. glossary::\n\n   term-{name}\n      words\n\n"
        root.files[f"source/{name}/{page}.rst"] = text.encode()
        root.messages[f"{name}/{page}"] = messages
    folder = f"source/{name}"
    root.files |= {
        f"{folder}/p.png": PIXEL,
        f"{folder}/d.svg": DRAWING,
        f"{folder}/part.txt": b"Part words.\n",
    }


def _iter_page(random: Random, tag: str, name: str, page: str, messages: list[Message]) -> Iterator[str]:
    """Yield the text of a page, piece by piece, and add its messages."""
    title = make_words(random, tag, 3)
    messages.append(Message(source=title))
    yield f".. _{name}-{page}:\n\n{title}\n{'=' * 60}\n\n"
    for number in range(random.randint(3, 9)):
        if random.random() < 0.4:
            heading = make_words(random, tag, 2)
            messages.append(Message(source=heading))
            yield f".. _{name}-{page}-{number}:\n\n{heading}\n{'-' * 60}\n\n"
        block = random.choice(PIECES["blocks"])
        parts = [_make_message(random, tag, name, page) for _ in range(3)]
        messages += [part for index, part in enumerate(parts) if f"{{{index}}}" in block]
        raw = make_words(random, tag, 2)
        if "{raw}" in block:
            messages.append(Message(source=f'<p class="x">{raw}</p>', marks=('<p class="x">', "</p>")))
        yield block.format(
            *(part.source for part in parts),
            picture=random.choice(("p.png", "d.svg")),
            term=make_words(random, tag, 1),
            raw=raw,
            number=f"{number}{page}",
        )
        yield "\n..\n\n"  # so that no block belongs to the one before
    yield f".. [#n] A note.\n\n.. |city| replace:: {make_words(random, tag, 1)}\n\n"


def _make_message(random: Random, tag: str, name: str, page: str) -> Message:
    chosen = random.sample(PIECES["marks"], random.choice((0, 0, 1, 2, 3)))
    words = {"label": f"{name}-{page}", "term": f"term-{name}"}
    marks = [mark.format(w=make_words(random, tag, 1), **words) for mark in chosen]
    parts = [make_words(random, tag, random.randint(1, 4))]
    for mark in marks:
        parts += [mark, make_words(random, tag, random.randint(1, 3))]
    return Message(source=f"{' '.join(parts)}.", marks=tuple(marks))
