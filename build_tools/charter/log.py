"""What Sphinx says while it works: takes its log records, gives Findings with places."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from docutils.utils import relative_path
from sphinx.application import Sphinx
from sphinx.util.logging import OnceFilter, WarningSuppressor

from build_tools.layout import relativize_path
from build_tools.model import Finding, Place, Severity

COLOUR = re.compile(r"\x1b\[[\d;]*m")
EARLY = re.compile(r"^(?:(\S.*?): )?(?:WARNING|ERROR|CRITICAL): (.+)$", re.MULTILINE)
PATTERN = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+))?(?::<translated>.*)?:?$")
CODES = {
    "duplicate label": "label-twice",
    "image file not readable": "missing-image",
    "Ignored unreadable document": "unreadable",
}
FATAL = frozenset({"circle", "label-twice", "missing-image", "missing-page", "unreadable"})
# The gate tells what a translation leaves out, at its line of the .po, and Sphinx minds the order
# too; the words of the press stand where docutils has none of a language.
NOISE = ("references in translated message", "rST localisation for", "Docutils-generated text")
TWIN = "Duplicate explicit target name"
OWN_PAGE = "the toctree names its own page, which it leaves out — take it out of the toctree"
TRANSLATED = "<translated>"
UNCLOSED = "start-string without end-string"


class Log(logging.Handler):
    """Collects warnings as findings; places are relative to the root."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.roots = dict.fromkeys((root, root.resolve()))  # Sphinx follows links
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record; the same words at the same place are kept once."""
        words = _words(record)
        location = str(getattr(record, "location", None) or "")
        if any(noise in words for noise in NOISE):
            return
        if TRANSLATED in location and UNCLOSED in words:
            return  # told by the gate
        code = _code(record, words)
        if code == "missing-page" and _is_own(words, _place(location, self.roots)):
            code, words = "own-page", OWN_PAGE
        fails = code in FATAL or (record.levelno >= logging.ERROR and TRANSLATED not in location)
        self.keep(code, "error" if fails else "warning", words, location)

    def keep(self, code: str, severity: Severity, words: str, location: str) -> None:
        """Keep what was said of a location as a finding, without the paths of this machine."""
        room = "catalogue" if TRANSLATED in location else "source"
        finding = Finding(
            code=f"{room}/{code}",
            severity=severity,
            message=" ".join(self._without_roots(words).split()),
            place=_place(location, self.roots),
        )
        if code == "label-twice":  # docutils has said it in its own words
            self.findings = [one for one in self.findings if not _is_twin(one, finding)]
        if finding not in self.findings:
            self.findings.append(finding)

    def _without_roots(self, words: str) -> str:
        """Return words without the way to the root, also as docutils writes it from here."""
        for root in self.roots:
            for way in (str(root), relative_path(None, str(root))):
                words = re.sub(rf"(?<![\w/]){re.escape(way)}/", "", words) if way else words
        return words


def _is_twin(said: Finding, finding: Finding) -> bool:
    return said.place == finding.place and said.message.startswith(TWIN)


def _is_own(words: str, place: Place) -> bool:
    """Return whether the page that Sphinx misses is the one that names it."""
    return words.endswith(f" document {place.file.removeprefix('source/').rpartition('.')[0]!r}")


def _words(record: logging.LogRecord) -> str:
    # Sphinx's own records put the place and the level before the words. Below an empty line
    # docutils repeats the source.
    return logging.LogRecord.getMessage(record).split("\n\n")[0]


def _code(record: logging.LogRecord, words: str) -> str:
    kind, part = (getattr(record, name, "") or "" for name in ("type", "subtype"))
    if kind == "autosectionlabel":
        return kind  # its duplicates are titles, not labels, and its parts are pages
    if words.startswith("toctree contains reference to") and part in ("not_readable", "excluded"):
        return "missing-page"
    if kind == "press":
        return part
    known = {"": "warning", "docutils": "markup"}
    told = known.get(kind) or ".".join(filter(None, (kind, part))).replace("_", "-")
    return _told(words, told)


def _told(words: str, code: str) -> str:
    """Return the code that some words have by themselves, else the one that was told."""
    return next((known for start, known in CODES.items() if words.startswith(start)), code)


def _place(location: str, roots: Iterable[Path]) -> Place:
    """Return the place that Sphinx calls `FILE:LINE` or `FILE:LINE:<translated>:N`."""
    match = PATTERN.match(location)
    if not match:
        return Place()
    line = int(match["line"]) if match["line"] else None
    path = Path(match["file"])
    home = next((root for root in roots if path.is_relative_to(root)), path)
    return Place(file=relativize_path(path, home), line=line)


@contextmanager
def listening(root: Path, app: Sphinx, said: str = "") -> Iterator[Log]:
    """Collect what a running Sphinx warns of inside the block; nothing reaches the terminal.

    `said` is what it wrote while it started: then it takes every listener away. What the
    root's own `suppress_warnings` names is left out.
    """
    log = Log(root)
    for where, words in EARLY.findall(COLOUR.sub("", said)):
        code = _told(words, "conf")
        log.keep(code, "error" if code in FATAL else "warning", words, where)
    log.addFilter(WarningSuppressor(app))
    log.addFilter(OnceFilter())
    logger = logging.getLogger("sphinx")
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
