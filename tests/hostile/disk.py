"""Put something into the place of a catalogue that is no regular file, or that links elsewhere."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.corpus import HEAD

Put = Callable[[Path, Path], None]
WELL = HEAD.replace("{charset}", "UTF-8") + '\nmsgid "Page 0"\nmsgstr "Feuille 0"\n'


@dataclass(frozen=True, slots=True)
class Trick:
    """Something on disk; `code` is the error that fails its edition, empty if none does."""

    name: str
    put: Put
    code: str = ""


def tricks() -> tuple[Trick, ...]:
    """Return each trick: `put` takes the path of `index.po` and of a secret outside the root."""
    return (
        Trick("a link to a file outside", lambda file, secret: file.symlink_to(secret), "link"),
        Trick("a link to an endless file", _link_to("/dev/zero"), "link"),
        Trick("a link to the passwords", _link_to("/etc/passwd"), "link"),
        Trick("a link to a process", _link_to("/proc/self/environ"), "link"),
        Trick("a link by many links", _by_links, "link"),
        Trick("a link to itself", _link_to("index.po"), "not-a-file"),
        Trick("a link to nothing", _link_to("nothing.po"), "not-a-file"),
        Trick("a pipe that nobody fills", lambda file, _: os.mkfifo(file), "not-a-file"),
        Trick("a link to such a pipe", _to_a_pipe, "not-a-file"),
        Trick("a folder", lambda file, _: file.mkdir(), "not-a-file"),
        Trick("a folder that leads outside", _outside, "link"),
        Trick("a folder that leads to all files", _more_at("/"), "link"),
        Trick("a folder that leads to itself", _more_at("."), "link"),
        Trick("odd names", _odd),
        Trick("folders in folders", _deep),
        Trick("a compiled catalogue beside it", _compiled),
        Trick("a compiled catalogue alone", _compiled_alone),
        Trick("words of Sphinx beside it", _of_sphinx),
    )


def _link_to(place: str) -> Put:
    return lambda file, _: file.symlink_to(place)


def _more_at(place: str) -> Put:
    return lambda file, _: file.with_name("more").symlink_to(place)


# None of these is the name of a page; some are no catalogues, and are never read.
ODD = (
    "a\nb.po", "\x1b[2J.po", "-rf.po", "..x.po", "a b.po", "$(touch x).po", "a\\b.po",
    "x" * 252 + ".po", "é" * 120 + ".po", "\u202eop.po", ".hidden.po", "%2e%2e.po", "'\".po",
    "~.po", "*.po", ".po", os.fsdecode(b"\xff\xfe.po"), "<script>.po", "{0.__class__}.po",
    "index.po.po", "con.po", "index.PO",
)  # fmt: skip


def _odd(file: Path, _: Path) -> None:
    file.write_text(WELL)
    for name in ODD:
        file.with_name(name).write_text(WELL)


def _by_links(file: Path, secret: Path) -> None:
    file.with_name("far").symlink_to(secret)
    file.symlink_to("far")


def _to_a_pipe(file: Path, _: Path) -> None:
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


def _outside(file: Path, secret: Path) -> None:
    outside = secret.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.po").write_text(secret.read_text())
    file.with_name("more").symlink_to(outside)


def _deep(file: Path, _: Path) -> None:
    file.write_text(WELL)
    folder = file.parent.joinpath(*["d"] * 300)
    folder.mkdir(parents=True)
    (folder / "x.po").write_text(WELL)


def _compiled(file: Path, _: Path) -> None:
    file.write_text(WELL)
    _compiled_alone(file, _)
    os.utime(file, (1, 1))


def _compiled_alone(file: Path, _: Path) -> None:
    hostile = WELL.replace("Feuille 0", "EVIL <script>alert(1)</script>")
    _compile(hostile, file.with_suffix(".mo"))


def _of_sphinx(file: Path, _: Path) -> None:
    file.write_text(WELL)
    hostile = WELL.replace("Page 0", "Fig. %s").replace("Feuille 0", "EVIL %s")
    _compile(hostile, file.parent.parent / "sphinx.mo")


def _compile(text: str, file: Path) -> None:
    subprocess.run(["msgfmt", "-o", str(file), "-"], input=text.encode(), check=True)
