"""Find the checks whose cached results are out of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import checks, validators
from build_tools.checks import BuiltEdition, Check
from build_tools.model import CheckResult, Target
from build_tools.paths import PROJECT_DIR, compute_digest, compute_file_digest, iter_files, relativize_path

# The rooms whose code decides what is found, and the knobs by which pages are measured.
_ROOMS = ("checks", "validators", "inspection")
CODE_FOLDERS = (*(f"build_tools/{room}" for room in _ROOMS), "styles/base")


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingCheck:
    """Describe a check to run on an edition, and the digest under which its result is cached."""

    check: Check
    built: BuiltEdition
    digest: str


@dataclass(slots=True, kw_only=True)
class CheckDigests:
    """Compute digests of what is built, each once; `all_editions` is all that is built."""

    all_editions: Sequence[BuiltEdition]
    edition_digests: dict[Path, str] = field(default_factory=dict)
    code_digest: str = ""
    all_editions_digest: str = ""

    def digest_check(self, check: Check, built: BuiltEdition) -> str:
        """Return the digest of all that decides the result of a check on an edition."""
        self.code_digest = self.code_digest or _digest_code()
        parts = [self.code_digest, check.code, self.digest_edition(built)]
        parts += [
            f"{name} {validators.get_validator_version(name)}"
            for name in validators.collect_requirements(check.requires)
        ]
        if check.scope == "editions":
            self.all_editions_digest = self.all_editions_digest or compute_digest(
                "".join(map(self.digest_edition, self.all_editions))
            )
            parts.append(self.all_editions_digest)
        return compute_digest("\n".join(parts))

    def digest_edition(self, built: BuiltEdition) -> str:
        """Return the digest of an edition, of its expected text and of its register entries."""
        if built.path not in self.edition_digests:
            facts = [_digest_content(built.path), _digest_content(built.expected_text)]
            facts += [repr(built.target), repr(built.language), repr(built.publication)]
            self.edition_digests[built.path] = compute_digest("\n".join(facts))
        return self.edition_digests[built.path]


def _digest_content(path: Path) -> str:
    if path.is_dir():
        return "\n".join(
            f"{relativize_path(file, path)} {compute_file_digest(file)}" for file in iter_files(path)
        )
    return compute_file_digest(path) if path.is_file() else ""


def _digest_code() -> str:
    return compute_digest("\n".join(_digest_content(PROJECT_DIR / room) for room in CODE_FOLDERS))


def find_pending_checks(
    built: Sequence[BuiltEdition], cached: Mapping[Target, Mapping[str, CheckResult]], digests: CheckDigests
) -> Iterator[PendingCheck]:
    """Yield each check that can run and has no cached result for the same inputs."""
    for check in checks.CHECKS:
        if checks.find_missing_tools(check):
            continue
        for edition in built:
            if check.is_applicable_to(edition):
                key = digests.digest_check(check, edition)
                cached_result = cached[edition.target].get(check.code)
                if cached_result is None or cached_result.digest != key:
                    yield PendingCheck(check=check, built=edition, digest=key)
