"""Run `editions new`: make a root that builds at once."""

from __future__ import annotations

import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docutils.utils import column_width

from build_tools.errors import UserError
from build_tools.paths import BuildFolder, Root, iter_files, move_atomically
from build_tools.process import os_errors
from build_tools.register import language_tags
from build_tools.tasks.catalogue.update import update_catalogues
from build_tools.tasks.options import Clock, Echo, Options, Selection

WORDS_FILE = Path(__file__).with_name("words.toml")
REGISTER = """\
# The register: what is published, in which languages, by whom. After a change: editions build

[publisher]
name = {publisher}
# url = "https://example.org"  # makes links absolute, and addresses that last

[publications.{id}]
languages = {languages}  # the first is the language of the sources
version = "1"  # of these editions
# date = 2026-01-31  # the date that they bear
# nature = "reading"  # if the adopted text is another's: each edition says so

# The number of an article, from its label: `.. _{id}-1:` before a title.
[publications.{id}.articles]
"{id}-{{n}}" = {numbering}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRoot:
    """Describe a root to make; the first of `languages` is that of its sources."""

    folder: Path
    id: str
    languages: tuple[str, ...]
    title: str = ""


def create_root(new: NewRoot, *, creation_date: str, clock: Clock, echo: Echo) -> tuple[str, ...]:
    """Make a root with a register, sources, labels and catalogues; return its files, sorted.

    Raises UserError `new/…` if its folder holds something, or a name is none; nothing is half made.
    """
    _check_new_root(new)
    made = new.folder.with_name(f".{new.folder.name}.{os.getpid()}.new")
    with _make_whole(made, new.folder):
        for name, text in _iter_files(new, load_sample_words(new.languages[0])):
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        update_catalogues(
            Options(root=Root(made), build=BuildFolder(made / "build"), selection=Selection()),
            creation_date=creation_date,
            is_dry_run=False,
            clock=clock,
            echo=lambda _line: None,
            on_wait=echo,
        )
        move_atomically(made, new.folder)
    return tuple(sorted(file.relative_to(new.folder).as_posix() for file in iter_files(new.folder)))


def load_sample_words(tag: str) -> Mapping[str, str]:
    """Return the words of a sample text in a language, in English where it has none."""
    known: dict[str, dict[str, str]] = tomllib.loads(WORDS_FILE.read_text("utf-8"))
    return known.get(tag) or known.get(tag.partition("-")[0]) or known["en"]


def _check_new_root(new: NewRoot) -> None:
    if new.folder.is_file() or (new.folder.is_dir() and any(new.folder.iterdir())):
        message = f"{new.folder} holds something already"
        raise UserError("new/not-empty", message, remedy="name a folder that does not exist yet")
    for tag in new.languages:
        repaired = language_tags.repair_tag(tag)
        if repaired != tag:
            remedy = f"write {repaired}" if repaired else "write a tag of BCP 47, such as fr or pt-BR"
            raise UserError("new/language", f"“{tag}” is no language", remedy=remedy)
    if not re.fullmatch("[a-z0-9-]+", new.id):
        message = f"“{new.id}” is no name for a text"
        raise UserError("new/id", message, remedy="write it in the letters a to z, digits and -")


@contextmanager
def _make_whole(made: Path, folder: Path) -> Iterator[None]:
    """Remove what is half made; a disk that refuses is told of the folder that was named."""
    try:
        yield
    except OSError as error:
        named_error = OSError(error.errno, error.strerror, str(folder))
        raise os_errors.convert_os_error(named_error, None, folder) or error from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _iter_files(new: NewRoot, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file but the catalogues."""
    title = new.title or words["title"]
    home = f"source/{new.id}"
    yield ".gitignore", "build/\n"
    yield (
        "source/publications.toml",
        REGISTER.format(
            id=new.id,
            publisher=json.dumps(title, ensure_ascii=False),
            languages=json.dumps(list(dict.fromkeys(new.languages))),
            numbering=json.dumps(words["numbering"], ensure_ascii=False),
        ),
    )
    contents = "\n.. toctree::\n\n   article-1\n   article-2\n"
    yield f"{home}/index.rst", f"{_format_title(title)}\n{words['introduction']}\n{contents}"
    note = f"\n.. [#note] {words['note']}\n"
    first = f"\n1. {words['first']}\n\n2. {words['second']}\\ [#note]_\n"
    yield f"{home}/article-1.rst", f".. _{new.id}-1:\n\n{_format_title(words['first_title'])}{first}{note}"
    yield (
        f"{home}/article-2.rst",
        f".. _{new.id}-2:\n\n{_format_title(words['second_title'])}\n1. {words['third']}\n",
    )


def _format_title(title: str) -> str:
    """Return a title with the line below it, as wide as reST counts it."""
    return f"{title}\n{'=' * column_width(title)}\n"
