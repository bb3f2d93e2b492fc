"""Judge what a command did by the contract alone: exit codes, lines, files, words, markup, bounds."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from benchmarks.fuzzing.commands import Run

SECONDS, MEMORY = 60.0, 800 * 1_000_000
LINE = re.compile(
    r"(.*: )?[a-z]+/[a-z0-9.-]+ .+|… [\d,]+ more of .+|interrupted: .+|another .+; waiting|Usage: .+",
    re.DOTALL,
)
NEVER = ("Traceback", "press/internal", "press/no-answer", "0x7f")
TOKEN = re.compile(rb"kw\d{5}x")
# What a translation may add to a page: passages of the source, emphasis, formulas.
OWN_ELEMENTS = {"span", "bdi", "div", "p", "em", "strong", "code", "sup", "sub"}
FORMULA_ELEMENTS = {"mo", "mi", "mn", "mrow", "msup", "msub", "mfrac", "mspace", "mover", "munder", "mtext"}
OWN_ATTRIBUTES = {
    "lang",
    "dir",
    "class",
    "id",
    "hreflang",
    "title",
    "alt",
    "rel",
    "translate",
    "aria-label",
    "content",
    "aria-hidden",
}

Snapshot = Mapping[str, str]


def judge_run(run: Run) -> Iterator[str]:
    """Yield the faults of a command that its code, its lines and its cost show."""
    allowed = {0, 1, 2, 130} if run.was_stopped else {0, 1, 2}
    if run.code not in allowed and not (run.was_stopped and run.code == -9):
        yield f"exit code {run.code}"
    for word in NEVER:
        if word in run.err or word in run.out:
            line = next(line for line in f"{run.err}\n{run.out}".splitlines() if word in line)
            yield f"{word}: {line[:400]}"
    for line in run.err.splitlines():
        if line.strip() and not LINE.fullmatch(line):
            yield f"a line of another form: {line[:300]!r}"
            break
    if run.code == 1 and not run.err.strip() and not run.out.strip():
        yield "exit code 1 without a word"
    if run.seconds > SECONDS:
        yield f"{run.seconds:.0f} s of processor time"
    if run.memory > MEMORY:
        yield f"{run.memory / 1e6:.0f} MB"


def take_snapshot(folder: Path) -> Snapshot:
    """Return each path below a folder with its content, but those of the build folder and our own."""
    return dict(_iter_entries(folder))


def _iter_entries(folder: Path) -> Iterator[tuple[str, str]]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in {"build", "again", "work"})
        for name in (*folders, *files):
            path = Path(place, name)
            mode = path.lstat().st_mode
            content = ""
            if stat.S_ISREG(mode) and mode & 0o400:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
            elif stat.S_ISLNK(mode):
                content = str(path.readlink())
            yield os.path.relpath(path, folder), f"{mode:o} {content}"


def judge_files(before: Snapshot, after: Snapshot, may_change: str) -> Iterator[str]:
    """Yield what changed outside the place where a command may write; empty where it may write nothing."""
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name) and not (may_change and name.startswith(may_change)):
            yield f"{name!a} was {'changed' if name in before and name in after else 'made or removed'}"


def judge_words(root: Path, build: Path, report: Mapping[str, Any]) -> Iterator[str]:
    """Yield each marked word that is neither on a page of its edition, just built, nor told by a finding."""
    shown: dict[tuple[str, str], set[bytes]] = {}
    for row in report["editions"]:
        folder = build / Path(row["path"]).parent if row["path"] else None
        if row["status"] == "built" and folder:
            pages = b"".join(path.read_bytes() for path in sorted(folder.rglob("*.html")))
            shown[row["publication"], row["language"].replace("-", "_")] = set(TOKEN.findall(pages))
    for file in sorted((root / "locale").rglob("*.po")):
        parts = file.relative_to(root).parts
        words = shown.get((parts[3], parts[1])) if len(parts) > 4 else None
        if words is not None and file.is_file():
            name = "/".join(parts)
            findings = [one for one in report["findings"] if one["place"]["file"] == name]
            yield from _iter_lost_words(name, file.read_bytes(), words, findings)


def _iter_lost_words(name: str, data: bytes, shown: set[bytes], findings: list[Any]) -> Iterator[str]:
    told = {one["place"]["line"] for one in findings}
    lines = data.split(b"\n")  # as gettext counts them
    for number, line in enumerate(lines, 1):
        for token in TOKEN.findall(line):
            if line.startswith(b"#") or token in shown or token == b"kw00000x" or None in told:
                continue
            first, last = _find_entry(lines, number)
            if _is_fuzzy(lines, first) or told & set(range(first, last + 1)):
                continue
            yield f"{name}:{number}: {token.decode()} is lost untold"


def _find_entry(lines: list[bytes], number: int) -> tuple[int, int]:
    """Return the first and the last line of the entry around a line."""
    first = last = number
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


def _is_fuzzy(lines: list[bytes], first: int) -> bool:
    flags = []
    for line in lines[first - 1 :]:
        if not line.startswith(b"#"):
            break
        flags.append(line)
    return any(line.startswith(b"#,") and b"fuzzy" in line for line in flags)


class _Markup(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element, each of its attributes, and each address that leads elsewhere."""
        self.found.add(("element", tag))
        for name, value in attrs:
            # A note that is not translated is a block with a language, not a paragraph.
            if (name, value) != ("role", "doc-footnote"):
                self.found.add(("attribute", tag, name))
            if re.match(r"\s*([a-z][a-z0-9+.-]*:|//)", value or "", re.IGNORECASE) and name in {
                "href",
                "src",
                "action",
                "data",
            }:
                self.found.add(("address", value or ""))


def judge_markup(build: Path, report: Mapping[str, Any], source: str) -> Iterator[str]:
    """Yield what pages of a translation hold that the same pages of the source do not."""
    rows = {(row["publication"], row["language"]): row for row in report["editions"] if row["path"]}
    for (publication, language), row in rows.items():
        origin = rows.get((publication, source))
        if language == source or origin is None or "failed" in {row["status"], origin["status"]}:
            continue
        folder, source_folder = (build / Path(one["path"]).parent for one in (row, origin))
        for page in sorted(folder.rglob("*.html")):
            known = _read_markup(source_folder / page.relative_to(folder))
            for kind, *names in sorted(_read_markup(page) - known):
                if names[0] in FORMULA_ELEMENTS or (kind == "element" and names[0] in OWN_ELEMENTS):
                    continue
                if kind == "attribute" and names[-1] in OWN_ATTRIBUTES:
                    continue
                what = f"{kind} {' '.join(names)[:200]}"
                yield f"{language}/{publication}/{page.name}: {what} that the source has not"


def _read_markup(page: Path) -> set[tuple[str, ...]]:
    parser = _Markup()
    if page.is_file():
        parser.feed(page.read_text("utf-8"))
    return parser.found


def read_report(file: Path) -> Mapping[str, Any]:
    """Return a report, or an empty one where a command wrote none."""
    try:
        report: Mapping[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {"editions": [], "findings": [], "exit": None}
    return report


def find_leftovers(root: Path) -> Iterator[str]:
    """Yield what a command that was killed has left, after another one."""
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if re.search(r"\.old$|/\.[0-9a-f]{12}\.\d+$|\.press/work/.|/\.[a-z-]+\.\d+", name):
            yield f"{name} is left"
