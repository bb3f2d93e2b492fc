"""Run checks on a folder or an edition that tests made."""

from __future__ import annotations

from pathlib import Path

from build_tools import checks
from build_tools.checks import CHECKS, BuiltEdition, Check
from build_tools.model import Finding, Language, Publication, Target
from build_tools.paths import BuildFolder
from tests.helpers.editions import Made

EN = Language(tag="en", name="English")
# What checks import; other things that they require are programs.
LIBRARIES = {"lxml", "pikepdf", "pdfium", "page-validation"}


def list_own_checks() -> tuple[Check, ...]:
    """Return the checks that start no program; tests/texts/test_judged.py runs the others."""
    return tuple(one for one in CHECKS if not set(one.requires) - LIBRARIES)


def built(home: Path, format: str, language: Language = EN) -> BuiltEdition:
    """Return publication `a` in a language, as a built edition below a folder."""
    build = BuildFolder(home / "build")
    target = Target("a", language.tag, format)
    return BuiltEdition(
        target=target,
        path=build.get_output(target),
        editions_folder=build.path / "editions",
        root=home,
        language=language,
        publication=Publication(id="a", languages=(language.tag,)),
        expected_text=build.get_expected_text("a", language.tag),
    )


def of(made: Made, format: str) -> BuiltEdition:
    """Return an edition that tests made as checks get it."""
    edition, build = made.edition, made.build
    target = Target(edition.publication.id, edition.language.tag, format)
    return BuiltEdition(
        target=target,
        path=build.get_output(target),
        editions_folder=build.path / "editions",
        root=build.path,
        language=edition.language,
        publication=edition.publication,
        expected_text=build.get_expected_text(target.publication, target.language),
    )


def findings(code: str, edition: BuiltEdition) -> tuple[Finding, ...]:
    """Return the findings of one check in an edition."""
    row = next(check for check in CHECKS if check.code == code)
    return checks.run_check(row, [edition])[edition.target]


def messages(code: str, edition: BuiltEdition) -> list[str]:
    """Return the messages of one check about an edition, without remedies."""
    return [finding.message.rpartition(" — ")[0] for finding in findings(code, edition)]


def amiss(made: Made) -> list[str]:
    """Return the findings of the text checks in every format of an edition."""
    codes = [row.code for row in CHECKS if row.code.startswith("text/")]
    formats = made.edition.publication.formats
    return [
        f"{format}: {finding.code} {finding.message}"
        for format in formats
        for code in codes
        for finding in findings(code, of(made, format))
    ]
