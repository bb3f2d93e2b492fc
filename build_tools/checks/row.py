"""What a check is: a row that says what it looks at, what it is given, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal

from build_tools.model import Format, Language, Publication, Severity, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An edition in a format as it stands: `whole` is its folder or file.

    `editions` is the folder that holds every edition; findings name files from `home`. `said` is
    where the press has left what the edition's doctree says, in words (it may be missing).
    """

    target: Target
    whole: Path
    editions: Path
    home: Path
    language: Language
    publication: Publication
    said: Path


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check saw, where: a file, as the check opened it, and a line if it has one.

    `remedy` is there where it is nearer than that of the check's row.
    """

    file: Path
    message: str
    line: int | None = None
    article: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A row: a code, how bad it is, the formats it is for, and three sentences for people.

    `what` it looks at, `why` that matters, how to `mend` it. `clauses` are those of standards that
    it tests; `judges` the programs and packages that it asks, without which it is not run.
    What it finds depends on one edition, or on all that stand beside it (`sees`).

    The code `pdf/page-labels` names the module `build_tools.checks.pdf.page_labels`. That has
    `look(built)`, which gives faults; or, where one start of a judge serves many files,
    `look_at_all(all)`, which gives pairs of an edition and a fault.
    """

    code: str
    severity: Severity
    formats: tuple[Format, ...]
    what: str
    why: str
    mend: str
    clauses: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    sees: Literal["edition", "editions"] = "edition"

    @property
    def module(self) -> ModuleType:
        """The module that looks."""
        name = self.code.replace("/", ".").replace("-", "_")
        return import_module(f"build_tools.checks.{name}")

    @property
    def is_batch(self) -> bool:
        """Whether it looks at many editions at once."""
        return hasattr(self.module, "look_at_all")

    def is_for(self, built: Built) -> bool:
        """Return whether it looks at editions of this format."""
        return built.target.format in self.formats

    def faults(self, all: Sequence[Built]) -> Iterator[tuple[Built, Fault]]:
        """Yield every edition's faults; all of them must be of a format that it is for."""
        module = self.module
        if hasattr(module, "look_at_all"):
            yield from module.look_at_all(all)
        else:
            for built in all:
                for fault in module.look(built):
                    yield built, fault
