"""Make catalogues from the cases of tests/data/hostile, each with a page that uses it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "hostile"
MESSAGES = ("files", "links", "markup", "directives", "size", "characters")
SOURCE = "The city acts."
# The markup of a message in its page.
PLACES = {
    "paragraph": "{msgid}\n",
    "title": "{msgid}\n{rule}\n\nAfter.\n",
    "alt": ".. image:: own.png\n   :alt: {msgid}\n",
    "picture": ".. image:: own.png\n",
    "formula": ".. math::\n\n   {msgid}\n",
    "caption": ".. toctree::\n   :caption: {msgid}\n\n   {below}\n",
    "description": ".. meta::\n   :description: {msgid}\n",
    "meta": ".. meta::\n   :http-equiv=Refresh: {msgid}\n",
    "term": ".. glossary::\n\n   {msgid}\n      A definition.\n",
    "cell": ".. list-table::\n\n   * - {msgid}\n     - A cell.\n",
    "code": ".. code-block:: text\n\n{inset}\n",
    "raw": ".. raw:: html\n\n{inset}\n",
}
# A message of these is found by its picture, and is alone on its page.
SINGLE = {"picture"}
HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset={charset}\\n"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A hostile catalogue, or a message of it, and the expected outcome.

    `outcome` is `refused` (the source is shown), `kept` (its words are shown), `used` (its harmless
    message is shown), `fails` (the edition fails, at `line` if that is known), `either`.
    """

    kind: str
    name: str
    group: str = ""
    number: int = 0
    outcome: str = "refused"
    msgid: str = SOURCE
    msgstr: str = ""
    place: str = "paragraph"
    stands: str | None = None
    head: str = ""
    body: str = ""
    charset: str = "UTF-8"
    encoding: str = "utf-8"
    raw: str = ""
    raw_first: str = ""
    line: int | None = None
    refused: bool = False

    @property
    def whole(self) -> bool:
        """Whether the case is a whole catalogue."""
        return self.kind == "catalogues"

    @property
    def shown(self) -> str:
        """The part of the source that a reader sees if the message is rejected."""
        return self.msgid if self.stands is None else self.stands


def messages() -> tuple[Case, ...]:
    """Return the cases of one message each; no two messages are equal."""
    found = (case for kind in MESSAGES for case in _cases(kind))
    return tuple(_numbered(case, number) for number, case in enumerate(found, 1))


def _numbered(case: Case, number: int) -> Case:
    if case.place in SINGLE:
        return replace(case, number=number)
    shown = f"{case.shown} {number}".strip()
    return replace(case, number=number, msgid=f"{case.msgid} {number}", stands=shown)


def grouped(cases: Iterable[Case]) -> tuple[tuple[Case, ...], ...]:
    """Return cases as pages: those that differ in few letters share a page."""
    pages: dict[str, list[Case]] = {}
    for case in cases:
        name = case.name if case.place in SINGLE or case.whole else case.group
        pages.setdefault(name, []).append(case)
    return tuple(map(tuple, pages.values()))


def honest(case: Case) -> Case:
    """Return the same message in the same place, with a correct translation."""
    if case.whole:
        return Case(kind=case.kind, name=case.name)
    text = f"La ville agit {case.number}." if case.msgid.startswith(SOURCE) else ""
    return replace(case, msgstr=text, outcome="kept")


def catalogues() -> tuple[Case, ...]:
    """Return the cases of a whole catalogue each."""
    return tuple(_cases("catalogues"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A hostile UI string, and whether it may be shown as text."""

    msgid: str
    msgstr: str
    kept: bool = False


def words() -> tuple[Worded, ...]:
    """Return the hostile UI strings."""
    return tuple(Worded(**table) for table in _tables("words"))


def _tables(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((DATA / f"{kind}.toml").read_text("utf-8"))["case"]
    return found


def _cases(kind: str) -> Iterator[Case]:
    for table in _tables(kind):
        each, times = table.pop("each", [""]), table.pop("times", 1)
        nested = table.pop("nested", 0)
        case = Case(kind=kind, group=table["name"], **table)
        for number, unit in enumerate(each, 1):
            filling = _nested(unit, nested) if nested else unit * times
            yield _filled(case, filling, f"{case.name} {number}" if len(each) > 1 else case.name)


def _nested(unit: str, levels: int) -> str:
    """Return nested blocks, each indented by the marker of its parent."""
    width = 3 if unit.startswith("..") else 2
    return "\n\n".join(f"{' ' * (width * level)}{unit}" for level in range(levels))


def _filled(case: Case, filling: str, name: str) -> Case:
    names = ("msgstr", "head", "body", "charset", "encoding", "raw", "raw_first")
    filled = {each: getattr(case, each).replace("{}", filling) for each in names}
    filled["msgstr"] = filled["msgstr"].strip("\n")  # gettext wants as many as the msgid has
    return replace(case, name=name, **filled)


def page(cases: Iterable[Case], number: int) -> str:
    """Return the source of a page: a harmless message, then the message of each case."""
    head = f"Page {number}\n{'=' * 20}\n\nThe neighbour of {number} stays.\n\n"
    return head + "\n".join(_placed(case) for case in cases)


def _placed(case: Case) -> str:
    return PLACES[case.place].format(
        msgid=case.msgid,
        rule="-" * (len(case.msgid) + 2),
        below=f"below-{case.number}",
        inset="\n".join(f"   {line}" for line in case.msgid.splitlines()),
    )


def catalogue(cases: Iterable[Case], number: int, secret: Path) -> tuple[bytes, list[int]]:
    """Return the .po of a page, and the line of each hostile message in it."""
    first, *_ = listed = tuple(cases)
    text = HEAD.replace("{charset}", first.charset)
    text += f'"{first.head}\\n"\n' if first.head else ""
    text += f'\nmsgid "Page {number}"\nmsgstr "Feuille {number}"\n'
    text += f'\nmsgid "The neighbour of {number} stays."\nmsgstr "Le voisin de {number} reste."\n'
    lines = []
    for case in listed:
        lines.append(text.count("\n") + 2)
        text += "\n" + _entry(case, secret)
    data = _bytes(first.raw_first) + text.encode(first.encoding, "surrogatepass")
    return data + _odd_entry(_bytes(first.raw)), lines


def _entry(case: Case, secret: Path) -> str:
    body = case.body.strip("\n") + "\n" if case.body else ""
    if case.msgstr:
        body = f"msgid {quoted(case.msgid)}\nmsgstr {quoted(case.msgstr)}\n"
    return body.replace("@SECRET@", str(secret))


def _odd_entry(odd: bytes) -> bytes:
    return b'\nmsgid "x"\nmsgstr "' + odd + b'"\n' if odd else b""


def _bytes(escaped: str) -> bytes:
    return escaped.encode("latin-1").decode("unicode_escape").encode("latin-1")


def quoted(text: str) -> str:
    """Return a text as a catalogue quotes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'
