"""CHECKS: a row a check. A check takes what was built, gives findings, and knows no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from build_tools.layout import relative
from build_tools.model import Finding, Format, Place, Severity, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An edition in a format as it stands: `whole` is its folder or file.

    `editions` is the folder that holds every edition; findings name files from `home`.
    """

    target: Target
    whole: Path
    editions: Path
    home: Path


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check saw, where: a file, as the check opened it, and a line if it has one."""

    file: Path
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row: a code, how bad it is, the format it is for and the module whose `look` finds it."""

    code: str
    severity: Severity
    format: Format
    module: str

    @property
    def look(self) -> Callable[[Built], Iterable[Fault]]:
        """The function that finds the faults; its module's docstring says what and why."""
        found: Callable[[Built], Iterable[Fault]] = import_module(self.module).look
        return found


CHECKS: tuple[Check, ...] = (
    Check(
        code="epub/dead-link",
        severity="error",
        format="epub",
        module="build_tools.checks.epub_dead_link",
    ),
    Check(
        code="epub/structure",
        severity="error",
        format="epub",
        module="build_tools.checks.epub_structure",
    ),
    Check(
        code="html/dead-link",
        severity="error",
        format="html",
        module="build_tools.checks.html_dead_link",
    ),
    Check(
        code="html/duplicate-id",
        severity="error",
        format="html",
        module="build_tools.checks.html_duplicate_id",
    ),
    Check(
        code="pdf/structure",
        severity="error",
        format="pdf",
        module="build_tools.checks.pdf_structure",
    ),
)

# A proof is a folder with a page, in which links and ids must be as sound as in any other.
AS: Mapping[Format, Format] = MappingProxyType({"proof": "html"})


def inspect(built: Built, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what every check of its format finds in what was built."""
    return tuple(
        Finding(
            code=check.code,
            severity=check.severity,
            message=fault.message,
            place=Place(file=relative(fault.file, built.home), line=fault.line),
            publication=built.target.publication,
            language=built.target.language,
            format=built.target.format,
        )
        for check in checks
        if check.format == AS.get(built.target.format, built.target.format)
        for fault in check.look(built)
    )
