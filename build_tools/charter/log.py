"""What Sphinx says while it works: takes its log records, gives Findings with places."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.layout import relative
from build_tools.model import Finding, Place, Severity

PATTERN = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+))?(?::<translated>.*)?:?$")


class Log(logging.Handler):
    """Collects warnings as findings; places are relative to the root."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.root = root
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record; the same words at the same place are kept once."""
        if "inconsistent term references" in record.getMessage():
            return  # Sphinx compares a translated term with the source's: it always differs.
        place = self._place(getattr(record, "location", None))
        kind = ".".join(filter(None, (getattr(record, n, "") or "" for n in ("type", "subtype"))))
        finding = Finding(
            code=f"source/{_code(kind, record.getMessage())}",
            severity=_severity(record, kind),
            message=" ".join(record.getMessage().split()),
            place=place,
        )
        if finding not in self.findings:
            self.findings.append(finding)

    def _place(self, location: object) -> Place:
        if isinstance(location, tuple):
            return Place(file=f"source/{location[0]}.rst", line=location[1])
        match = PATTERN.match(str(location or ""))
        if not location or not match:
            return Place()
        line = int(match["line"]) if match["line"] else None
        return Place(file=relative(Path(match["file"]), self.root), line=line)


def _code(kind: str, message: str) -> str:
    if "duplicate label" in message.lower():
        return "label-twice"
    if "image file not readable" in message:
        return "missing-image"
    if "nonexisting document" in message:
        return "missing-page"
    return {"": "warning", "docutils": "markup"}.get(kind, kind.replace("_", "-"))


def _severity(record: logging.LogRecord, kind: str) -> Severity:
    code = _code(kind, record.getMessage())
    if code in ("label-twice", "missing-image", "missing-page"):
        return "error"
    translated = "<translated>" in str(getattr(record, "location", ""))
    return "error" if record.levelno >= logging.ERROR and not translated else "warning"


@contextmanager
def listening(root: Path) -> Iterator[Log]:
    """Collect what Sphinx warns of inside the block; nothing reaches the terminal."""
    log = Log(root)
    logger = logging.getLogger("sphinx")
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)
