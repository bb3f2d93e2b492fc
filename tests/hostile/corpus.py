"""Takes the cases of tests/data/hostile, gives catalogues, each with a page to be read in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "hostile"
MESSAGES = ("files", "links", "markup", "directives", "size", "characters")
SOURCE = "The city acts."
# How a message stands in its page; `{title}` is that of the page.
PLACES = {
    "paragraph": "{title}\n\n{msgid}\n",
    "title": "{title}\n\nBefore.\n\n{msgid}\n{rule}\n\nAfter.\n",
    "alt": "{title}\n\n.. image:: own.png\n   :alt: {msgid}\n",
    "picture": "{title}\n\n.. image:: own.png\n",
    "formula": "{title}\n\n.. math::\n\n   {msgid}\n",
    "caption": "{title}\n\n.. toctree::\n   :caption: {msgid}\n\n   {page}-below\n",
    "description": "{title}\n\n.. meta::\n   :description: {msgid}\n",
    "meta": "{title}\n\n.. meta::\n   :http-equiv=Refresh: {msgid}\n",
    "term": "{title}\n\n.. glossary::\n\n   {msgid}\n      A definition.\n",
    "cell": "{title}\n\n.. list-table::\n\n   * - {msgid}\n     - A cell.\n",
    "code": "{title}\n\n.. code-block:: text\n\n{inset}\n",
    "raw": "{title}\n\n.. raw:: html\n\n{inset}\n",
}
HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset={charset}\\n"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A hostile catalogue: a message of it or all of it, and what shall become of that.

    `outcome` is `refused` (the source stands), `kept` (its words stand), `used` (its honest
    message stands), `fails` (the edition does, at `line` if that is known), `either`.
    """

    kind: str
    name: str
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
    def shown(self) -> str:
        """What of the source a reader sees where the message is refused."""
        return self.msgid if self.stands is None else self.stands


def messages() -> tuple[Case, ...]:
    """Return the cases of one message each."""
    return tuple(case for kind in MESSAGES for case in _cases(kind))


def catalogues() -> tuple[Case, ...]:
    """Return the cases of a whole catalogue each."""
    return tuple(_cases("catalogues"))


def words() -> tuple[tuple[str, str], ...]:
    """Return the hostile words of the design."""
    return tuple((case["msgid"], case["msgstr"]) for case in _tables("words"))


def _tables(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((DATA / f"{kind}.toml").read_text("utf-8"))["case"]
    return found


def _cases(kind: str) -> Iterator[Case]:
    for table in _tables(kind):
        each, times = table.pop("each", [""]), table.pop("times", 1)
        nested = table.pop("nested", 0)
        case = Case(kind=kind, **{"outcome": "refused", **table})
        for number, unit in enumerate(each, 1):
            filling = _nested(unit, nested) if nested else unit * times
            yield _filled(case, filling, f"{case.name} {number}" if len(each) > 1 else case.name)


def _nested(unit: str, levels: int) -> str:
    """Return a block in a block: each further in by what marks the one around it."""
    width = 3 if unit.startswith("..") else 2
    return "\n\n".join(f"{' ' * (width * level)}{unit}" for level in range(levels))


def _filled(case: Case, filling: str, name: str) -> Case:
    names = ("msgstr", "head", "body", "charset", "encoding", "raw", "raw_first")
    filled = {each: getattr(case, each).replace("{}", filling) for each in names}
    return replace(case, name=name, **filled)


def page(case: Case, number: int) -> str:
    """Return the source of a case's page: what it is of, its message, and an honest neighbour."""
    inset = "\n".join(f"   {line}" for line in case.msgid.splitlines())
    text = PLACES[case.place].format(
        title=f"Case {number}\n{'=' * 20}",
        msgid=case.msgid,
        rule="-" * (len(case.msgid) + 2),
        page=f"c{number}",
        inset=inset,
    )
    return f"{text}\nThe neighbour of {number} stays.\n"


def catalogue(case: Case, number: int, secret: Path) -> tuple[bytes, int]:
    """Return the .po of a case, and the line of its hostile message."""
    head = HEAD.replace("{charset}", case.charset)
    head += f'"{case.head}\\n"\n' if case.head else ""
    head += f'\nmsgid "Case {number}"\nmsgstr "Cas {number}"\n\n'
    hostile = case.body or f"msgid {_quoted(case.msgid)}\nmsgstr {_quoted(case.msgstr)}\n"
    neighbour = f"The neighbour of {number} stays."
    tail = f'\nmsgid "{neighbour}"\nmsgstr "Le voisin de {number} reste."\n'
    hostile = hostile if case.body or case.msgstr else ""
    text = (head + hostile + tail).replace("@SECRET@", str(secret))
    first, inside = (_bytes(each) for each in (case.raw_first, case.raw))
    data = text.encode(case.encoding, "surrogatepass")
    if inside:
        data += b'\nmsgid "x"\nmsgstr "' + inside + b'"\n'
    return first + data, (head + hostile[: len(hostile) - len(hostile.lstrip())]).count("\n") + 1


def _bytes(escaped: str) -> bytes:
    return escaped.encode("latin-1").decode("unicode_escape").encode("latin-1")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'
