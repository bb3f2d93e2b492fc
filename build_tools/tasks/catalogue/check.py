"""Run `editions catalogue check`: find what translations lose or break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import CommandResult, Edition, Finding, Language, Register
from build_tools.paths import Root
from build_tools.process import child
from build_tools.register import read_register, select_targets
from build_tools.tasks import output_guard
from build_tools.tasks.build.inputs import Inputs
from build_tools.tasks.catalogue import cache
from build_tools.tasks.options import Clock, Options
from build_tools.tasks.report import run_with_report

if TYPE_CHECKING:
    from build_tools.catalogues import PageCatalogue
    from build_tools.catalogues.lint.codes import Code
    from build_tools.runner.lint_reading import ReadingLint


def check_catalogues(options: Options, *, clock: Clock) -> CommandResult:
    """Find what a translation would lose or break; an error among the findings gives exit 1.

    A language that has not changed since the last time is not read again. Raises UserError if
    the register or a report is wrong.
    """
    return run_with_report(
        "catalogue check",
        output_guard.check_report_file(options),
        clock,
        lambda: _check_selection(options),
    )


def list_catalogue_codes() -> tuple[Code, ...]:
    """Return every code of a catalogue check, with its meaning and how to fix it."""
    from build_tools.catalogues.lint.codes import list_codes

    return list_codes()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LanguageCheck:
    """Hold a language, its editions, and a digest of all that decides its findings."""

    tag: str
    editions: tuple[Edition, ...]
    key: str


def _check_selection(options: Options) -> CommandResult:
    register = read_register(options.root)
    language_checks = tuple(_iter_language_checks(options, register))
    findings_by_tag = {
        one.tag: cache.read_catalogue_cache(options.build, one.tag, one.key)
        for one in language_checks
    }
    due = [one for one in language_checks if findings_by_tag[one.tag] is None]
    for language_check, findings in _read_and_lint(due, register, options) if due else ():
        findings_by_tag[language_check.tag] = findings
        cache.write_catalogue_cache(options.build, language_check.tag, language_check.key, findings)
    # What is wrong with the glossary is found in each language.
    all_findings = tuple(
        dict.fromkeys(
            one for tongue in language_checks for one in findings_by_tag[tongue.tag] or ()
        )
    )
    failed = any(finding.severity == "error" for finding in all_findings)
    return CommandResult(findings=all_findings, exit_code=1 if failed else 0)


def _iter_language_checks(options: Options, register: Register) -> Iterator[_LanguageCheck]:
    selection = options.selection
    targets = select_targets(register, selection.publications, selection.languages)
    names = dict.fromkeys((target.publication, target.language) for target in targets)
    inputs = Inputs(register=register, root=options.root, build=options.build)
    editions = [inputs.load_edition(*name) for name in names]
    for tag in dict.fromkeys(edition.language.tag for edition in editions):
        own = tuple(edition for edition in editions if edition.language.tag == tag)
        yield _LanguageCheck(
            tag=tag, editions=own, key=cache.digest_inputs(inputs.collect_text_inputs(tag))
        )


def _read_and_lint(
    due: Sequence[_LanguageCheck], register: Register, options: Options
) -> Iterator[tuple[_LanguageCheck, tuple[Finding, ...]]]:
    """Yield each language with its findings, once all of its editions have been read."""
    from build_tools.process import pool
    from build_tools.runner import lint_reading

    lint_reading.preload_reader()
    editions = [edition for language_check in due for edition in language_check.editions]
    works = [
        partial(lint_reading.lint_edition, edition, options.root, options.build)
        for edition in editions
    ]
    with child.make_scratch_folder() as work:
        readings = iter(pool.run_all(works, workers=options.workers, scratch=work))
    lint_works = [
        partial(
            _lint_language,
            tongue,
            list(islice(readings, len(tongue.editions))),
            register,
            options.root,
        )
        for tongue in due
    ]
    with child.make_scratch_folder() as work:
        findings = pool.run_all(lint_works, workers=options.workers, scratch=work)
    yield from zip(due, findings, strict=True)


def _lint_language(
    language_check: _LanguageCheck,
    readings: Sequence[ReadingLint],
    register: Register,
    root: Root,
    _work: Path,
) -> tuple[Finding, ...]:
    """Return the findings of a language whose editions have been read."""
    return tuple(_iter_language_findings(language_check, readings, register, root))


def _iter_language_findings(
    language_check: _LanguageCheck, readings: Sequence[ReadingLint], register: Register, root: Root
) -> Iterator[Finding]:
    from build_tools.catalogues.lint import waivers

    pages = [page for look in readings for page in look.pages]
    all_findings = (
        *_check_language_files(language_check.tag, register, root),
        *_lint_editions(language_check, readings, pages, root),
    )
    waived_findings = waivers.apply_waivers(
        dict.fromkeys(_drop_repeats(all_findings)), pages, language_check.tag
    )
    yield from sorted(waived_findings, key=lambda one: (one.place.file, one.place.line or 0))


def _drop_repeats(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, without those of a language that an edition has as well."""
    of_editions = {replace(one, publication="") for one in findings if one.publication}
    yield from (one for one in findings if one.publication or one not in of_editions)


def _lint_editions(
    language_check: _LanguageCheck,
    readings: Sequence[ReadingLint],
    pages: Sequence[PageCatalogue],
    root: Root,
) -> Iterator[Finding]:
    from build_tools.catalogues import lint, read_glossary_terms

    for edition, reading in zip(language_check.editions, readings, strict=True):
        yield from reading.findings
        other_pages = [page for page in pages if page not in reading.pages]
        try:
            glossary_terms = read_glossary_terms(root, edition.source.tag, language_check.tag)
        except UserError as error:
            yield convert_to_finding(error)
            glossary_terms = ()
        yield from lint.lint_pages(reading.pages, edition, glossary_terms, other_pages)


def _check_language_files(tag: str, register: Register, root: Root) -> Iterator[Finding]:
    """Yield findings on the UI strings, and on files of a language that no edition reads."""
    from build_tools import catalogues

    for findings in (
        _check_ui_language(register.languages[tag], root),
        catalogues.find_unused_catalogues(root, tag, register),
    ):
        try:
            yield from findings
        except UserError as error:
            yield convert_to_finding(error, language=tag)


def _check_ui_language(language: Language, root: Root) -> Iterator[Finding]:
    from build_tools import catalogues
    from build_tools.catalogues import lint

    ui_strings = catalogues.load_ui_strings(language, root)
    yield from ui_strings.findings
    yield from lint.check_ui_strings(language, ui_strings, root)
