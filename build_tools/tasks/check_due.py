"""Which checks are due: takes what is built and what was said of it, gives what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import checks, judges
from build_tools.checks import Built, Check
from build_tools.layout import (
    PROJECT_DIR,
    compute_digest,
    compute_file_digest,
    iter_files,
    relativize_path,
)
from build_tools.model import CheckResult, Target

# The rooms whose code decides what is found, and the knobs by which pages are measured.
ROOMS = ("build_tools/checks", "build_tools/judges", "build_tools/seeing", "styles/base")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A check that is due on an edition, and the digest under which its verdict is kept."""

    check: Check
    built: Built
    digest: str


@dataclass(slots=True, kw_only=True)
class Digests:
    """Digests of what is built, each taken once; `every` is all that stands beside it."""

    every: Sequence[Built]
    known: dict[Path, str] = field(default_factory=dict)
    rooms: str = ""
    editions: str = ""

    def of(self, check: Check, built: Built) -> str:
        """Return the digest of all that decides what a check says of an edition."""
        self.rooms = self.rooms or _rooms()
        parts = [self.rooms, check.code, self.edition(built)]
        parts += [
            f"{name} {judges.get_validator_version(name)}"
            for name in judges.collect_requirements(check.judges)
        ]
        if check.sees == "editions":
            self.editions = self.editions or compute_digest("".join(map(self.edition, self.every)))
            parts.append(self.editions)
        return compute_digest("\n".join(parts))

    def edition(self, built: Built) -> str:
        """Return the digest of an edition, of what its doctree says and of its register."""
        if built.whole not in self.known:
            facts = [_content(built.whole), _content(built.said)]
            facts += [repr(built.target), repr(built.language), repr(built.publication)]
            self.known[built.whole] = compute_digest("\n".join(facts))
        return self.known[built.whole]


def _content(path: Path) -> str:
    if path.is_dir():
        return "\n".join(
            f"{relativize_path(file, path)} {compute_file_digest(file)}"
            for file in iter_files(path)
        )
    return compute_file_digest(path) if path.is_file() else ""


def _rooms() -> str:
    return compute_digest("\n".join(_content(PROJECT_DIR / room) for room in ROOMS))


def due(
    built: Sequence[Built], kept: Mapping[Target, Mapping[str, CheckResult]], digests: Digests
) -> Iterator[Due]:
    """Yield each check that can be run and whose last verdict is not of the same things."""
    for check in checks.CHECKS:
        if checks.lacking(check):
            continue
        for one in built:
            if check.is_for(one):
                key = digests.of(check, one)
                known = kept[one.target].get(check.code)
                if known is None or known.digest != key:
                    yield Due(check=check, built=one, digest=key)
