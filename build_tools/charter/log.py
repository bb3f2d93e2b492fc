"""What Sphinx says while it works: takes its log records, gives Findings with places."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import OnceFilter, WarningSuppressor

from build_tools.layout import relative
from build_tools.model import Finding, Place, Severity

COLOUR = re.compile(r"\x1b\[[\d;]*m")
EARLY = re.compile(r"^(?:(\S.*?): )?(?:WARNING|ERROR|CRITICAL): (.+)$", re.MULTILINE)
PATTERN = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+))?(?::<translated>.*)?:?$")
FATAL = frozenset({"label-twice", "missing-image", "missing-page"})


class Log(logging.Handler):
    """Collects warnings as findings; places are relative to the root."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.root = root
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record; the same words at the same place are kept once."""
        words = _words(record)
        if "inconsistent term references" in words:
            return  # Sphinx compares a translated term with the source's: it always differs.
        location = str(getattr(record, "location", None) or "")
        code = _code(record, words)
        fails = code in FATAL or (record.levelno >= logging.ERROR and TRANSLATED not in location)
        self.keep(code, "error" if fails else "warning", words, location)

    def keep(self, code: str, severity: Severity, words: str, location: str) -> None:
        """Keep what was said of a location as a finding, without the paths of this machine."""
        finding = Finding(
            code=f"source/{code}",
            severity=severity,
            message=" ".join(words.replace(f"{self.root}/", "").split()),
            place=_place(location, self.root),
        )
        if finding not in self.findings:
            self.findings.append(finding)


TRANSLATED = "<translated>"


def _words(record: logging.LogRecord) -> str:
    # Sphinx's own records put the place and the level before the words.
    return logging.LogRecord.getMessage(record)


def _code(record: logging.LogRecord, words: str) -> str:
    kind, part = (getattr(record, name, "") or "" for name in ("type", "subtype"))
    if kind == "autosectionlabel":
        return kind  # its duplicates are titles, not labels, and its parts are pages
    if words.startswith("duplicate label"):
        return "label-twice"
    if words.startswith("image file not readable"):
        return "missing-image"
    if words.startswith("toctree contains reference to") and part in ("not_readable", "excluded"):
        return "missing-page"
    known = {"": "warning", "docutils": "markup"}
    return known.get(kind) or ".".join(filter(None, (kind, part))).replace("_", "-")


def _place(location: str, root: Path) -> Place:
    """Return the place that Sphinx calls `FILE:LINE` or `FILE:LINE:<translated>:N`."""
    match = PATTERN.match(location)
    if not match:
        return Place()
    line = int(match["line"]) if match["line"] else None
    return Place(file=relative(Path(match["file"]), root), line=line)


@contextmanager
def listening(root: Path, app: Sphinx, said: str = "") -> Iterator[Log]:
    """Collect what a running Sphinx warns of inside the block; nothing reaches the terminal.

    `said` is what it wrote while it started: then it takes every listener away. What the
    root's own `suppress_warnings` names is left out.
    """
    log = Log(root)
    for where, words in EARLY.findall(COLOUR.sub("", said)):
        log.keep("conf", "warning", words, where)
    log.addFilter(WarningSuppressor(app))
    log.addFilter(OnceFilter())
    logger = logging.getLogger("sphinx")
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
