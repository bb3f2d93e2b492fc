"""Define the row of a check, the edition it is given, and the violation it returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal

from build_tools.model import FORMATS, Language, Publication, Severity, Target

EDITION_FORMATS: tuple[str, ...] = ("html", "pdf", "epub")
PAGE_FORMATS: tuple[str, ...] = ("html", "proof")
REPORT = "report this line: the build is wrong, not the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEdition:
    """Describe a built edition in one format; `path` is its folder or file.

    `editions_folder` contains every edition; findings name files relative to `root`.
    `expected_text` is the file in which the build left the words of the doctree; it may be
    missing.
    """

    target: Target
    path: Path
    editions_folder: Path
    root: Path
    language: Language
    publication: Publication
    expected_text: Path

    @property
    def medium(self) -> str:
        """Return the format that decides which checks apply: that of a book in large print is pdf."""
        return FORMATS[self.target.format].medium

    @property
    def sheet(self) -> str:
        """Return the sheet of a book; empty for that of the design."""
        return FORMATS[self.target.format].sheet or self.publication.sheet


@dataclass(frozen=True, slots=True)
class Violation:
    """Describe what is wrong, and where: a file as the check opened it, and a line if it has one.

    `remedy` is given if it is more specific than the `fix` of the check.
    """

    file: Path
    message: str
    line: int | None = None
    article: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Describe a check: code, severity, formats, and three sentences for people.

    `what` it checks, `why` that matters, how to `fix` it. `standards` are the clauses that it
    tests; `requires` the programs and packages without which it is not run. Its result depends
    on one edition, or on all editions of the build (`scope`).

    The code `type/last-page` names the module `build_tools.checks.type.last_page`. It has this row
    as CHECK, and `check(built)`, which yields violations; or, if one run of a validator serves
    many files, `check_batch(editions)`, which yields pairs of an edition and a violation.
    """

    code: str
    severity: Severity
    formats: tuple[str, ...]
    what: str
    why: str
    fix: str
    standards: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    scope: Literal["edition", "editions"] = "edition"

    @property
    def module(self) -> ModuleType:
        """The module of the check."""
        name = self.code.replace("/", ".").replace("-", "_")
        return import_module(f"build_tools.checks.{name}")

    @property
    def is_batch(self) -> bool:
        """Whether it takes many editions at once."""
        return hasattr(self.module, "check_batch")

    def is_applicable_to(self, built: BuiltEdition) -> bool:
        """Return whether it applies to the format of an edition."""
        return built.medium in self.formats

    def find_violations(self, editions: Sequence[BuiltEdition]) -> Iterator[tuple[BuiltEdition, Violation]]:
        """Yield the violations of each edition; the check must apply to all of their formats."""
        if self.is_batch:
            yield from self.module.check_batch(editions)
        else:
            yield from ((built, violation) for built in editions for violation in self.module.check(built))
