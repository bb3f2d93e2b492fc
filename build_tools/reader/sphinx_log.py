"""Convert Sphinx's log records into findings with places, and raise the first error."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from docutils.utils import relative_path
from sphinx.application import Sphinx
from sphinx.util.logging import OnceFilter, WarningSuppressor

from build_tools.errors import UserError
from build_tools.model import Edition, Finding, Place, Severity
from build_tools.paths import relativize_path

ANSI_COLOUR = re.compile(r"\x1b\[[\d;]*m")
STARTUP_WARNING = re.compile(r"^(?:(\S.*?): )?(?:WARNING|ERROR|CRITICAL): (.+)$", re.MULTILINE)
LOCATION = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+))?(?::<translated>.*)?:?$")
CODES = {
    "duplicate label": "label-twice",
    "image file not readable": "missing-image",
    "Ignored unreadable document": "unreadable",
}
# A parser from outside warns of these, and leaves out what they hold; that of reST makes them errors.
LOSING_WARNINGS = {("myst", "directive_unknown"), ("myst", "role_unknown")}
FATAL = frozenset({"circle", "label-twice", "missing-image", "missing-page", "unreadable"})
# The sanitizer reports what a translation leaves out; Sphinx objects to another order, too. Our UI
# strings are used where docutils lacks a language.
IGNORED_MESSAGES = ("references in translated message", "rST localisation for", "Docutils-generated text")
DUPLICATE_TARGET = "Duplicate explicit target name"
OWN_PAGE = "the toctree names its own page, which it leaves out — take it out of the toctree"
TRANSLATED = "<translated>"
UNCLOSED = "start-string without end-string"


class FindingHandler(logging.Handler):
    """Collect warnings as findings; places are relative to the root."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.roots = dict.fromkeys((root, root.resolve()))  # Sphinx follows links
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Add one record; the same message at the same place is added once."""
        message = _get_record_message(record)
        location = str(getattr(record, "location", None) or "")
        if any(noise in message for noise in IGNORED_MESSAGES):
            return
        if TRANSLATED in location and UNCLOSED in message:
            return  # the sanitizer reports it
        code = _get_record_code(record, message)
        if code == "missing-page" and _is_own_page(message, _parse_location(location, self.roots)):
            code, message = "own-page", OWN_PAGE
        is_loss = record.levelno >= logging.ERROR or _get_record_type(record) in LOSING_WARNINGS
        is_error = code in FATAL or (is_loss and TRANSLATED not in location)
        self.add_finding(code, "error" if is_error else "warning", message, location)

    def add_finding(self, code: str, severity: Severity, message: str, location: str) -> None:
        """Add a message at a location as a finding, without the paths of this machine."""
        category = "catalogue" if TRANSLATED in location else "source"
        finding = Finding(
            code=f"{category}/{code}",
            severity=severity,
            message=" ".join(self._strip_root_paths(message).split()),
            place=_parse_location(location, self.roots),
        )
        if code == "label-twice":  # docutils has said it in its own words
            self.findings = [
                earlier
                for earlier in self.findings
                if earlier.place != finding.place or not earlier.message.startswith(DUPLICATE_TARGET)
            ]
        if finding not in self.findings:
            self.findings.append(finding)

    def _strip_root_paths(self, message: str) -> str:
        """Return a message without the path of the root, absolute or as docutils writes it."""
        for root in self.roots:
            for prefix in (str(root), relative_path(None, str(root))):
                if prefix:
                    message = re.sub(rf"(?<![\w/]){re.escape(prefix)}/", "", message)
        return message


def _is_own_page(message: str, place: Place) -> bool:
    return message.endswith(f" document {place.file.removeprefix('source/').rpartition('.')[0]!r}")


def _get_record_message(record: logging.LogRecord) -> str:
    # Sphinx's own records put the place and the level before the words. Below an empty line
    # docutils repeats the source.
    return logging.LogRecord.getMessage(record).split("\n\n")[0]


def _get_record_type(record: logging.LogRecord) -> tuple[str, str]:
    return getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""


def _get_record_code(record: logging.LogRecord, message: str) -> str:
    kind, part = _get_record_type(record)
    if kind == "autosectionlabel":
        return kind  # its duplicates are titles, not labels, and its parts are pages
    if message.startswith("toctree contains reference to") and part in ("not_readable", "excluded"):
        return "missing-page"
    if kind == "press":
        return part
    if (kind, part) in LOSING_WARNINGS:
        return "markup"
    codes = {"": "warning", "docutils": "markup"}
    default = codes.get(kind) or ".".join(filter(None, (kind, part))).replace("_", "-")
    return _find_message_code(message, default)


def _find_message_code(message: str, default: str) -> str:
    return next((known for start, known in CODES.items() if message.startswith(start)), default)


def _parse_location(location: str, roots: Iterable[Path]) -> Place:
    """Return the place that Sphinx writes as `FILE:LINE` or `FILE:LINE:<translated>:N`."""
    match = LOCATION.match(location)
    if not match:
        return Place()
    line = int(match["line"]) if match["line"] else None
    path = Path(match["file"])
    base = next((root for root in roots if path.is_relative_to(root)), path)
    return Place(file=relativize_path(path, base), line=line)


@contextmanager
def collect_sphinx_log(root: Path, app: Sphinx, output: str = "") -> Iterator[FindingHandler]:
    """Collect the warnings of a running Sphinx inside the block; none reaches the terminal.

    `output` is what it wrote while it started, when it removes every handler. What the root's
    own `suppress_warnings` names is left out.
    """
    log = FindingHandler(root)
    for location, message in STARTUP_WARNING.findall(ANSI_COLOUR.sub("", output)):
        code = _find_message_code(message, "conf")
        log.add_finding(code, "error" if code in FATAL else "warning", message, location)
    log.addFilter(WarningSuppressor(app))
    log.addFilter(OnceFilter())
    logger = logging.getLogger("sphinx")
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)


def raise_first_error(findings: Sequence[Finding], edition: Edition) -> None:
    """Raise the first error among the findings as a UserError, with the other findings."""
    first = next((finding for finding in findings if finding.severity == "error"), None)
    if first is None:
        return
    raise UserError(
        first.code,
        first.message,
        remedy=_get_remedy(first),
        place=first.place,
        exit_code=1,
        findings=tuple(
            assign_finding(_append_remedy(finding), edition) for finding in findings if finding is not first
        ),
    )


def _append_remedy(finding: Finding) -> Finding:
    remedy = f" — {_get_remedy(finding)}" if finding.severity == "error" else ""
    return replace(finding, message=f"{finding.message}{remedy}")


def _get_remedy(finding: Finding) -> str:
    return REMEDIES.get(finding.code, "correct the source at that line")


REMEDIES = {
    "source/circle": "take that page out of the toctree",
    "source/label-twice": "give one of the two places another label",
    "source/missing-image": "add the file, or take the image out",
    "source/missing-page": "write the page, or take it out of the toctree",
    "source/not-a-file": "name a plain file",
    "source/no-formula": "write it in the TeX that docutils knows (docutils.org, “Mathematics”)",
    "source/no-picture": "put a PNG, JPEG, GIF, WebP or SVG in its place",
    "source/unreadable": "change its rights, so that it may be read",
}


def assign_finding(finding: Finding, edition: Edition) -> Finding:
    """Return a finding with publication and language of an edition."""
    return replace(finding, publication=edition.publication.id, language=edition.language.tag)
