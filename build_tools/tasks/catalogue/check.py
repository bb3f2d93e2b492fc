"""Run `editions catalogue check`: find what translations lose or break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.errors import UserError, convert_to_finding
from build_tools.model import CommandResult, Edition, Finding, Register
from build_tools.paths import Root
from build_tools.process.scratch import make_scratch_folder
from build_tools.register import list_languages, select_targets
from build_tools.tasks import cache
from build_tools.tasks.build.inputs import Inputs, read_inputs
from build_tools.tasks.options import Clock, Options, check_report_file
from build_tools.tasks.page_selection import PageSelection, select_pages
from build_tools.tasks.report import run_with_report
from build_tools.tasks.requirements import use_requirements
from build_tools.tasks.root_lists import check_root_lists, read_root_entries

if TYPE_CHECKING:
    from build_tools.catalogues import PageCatalogue
    from build_tools.catalogues.lint.codes import Code
    from build_tools.runner.lint_reading import ReadingLint

# To store tens of thousands takes hundreds of megabytes.
MAX_CACHED_FINDINGS = 10_000


def check_catalogues(options: Options, *, clock: Clock) -> CommandResult:
    """Find what a translation would lose or break, in languages that changed; an error gives exit 1.

    Raises UserError if the register or a report is wrong.
    """
    return run_with_report(
        "catalogue check", check_report_file(options), clock, lambda: _check_selection(options)
    )


def list_catalogue_codes() -> tuple[Code, ...]:
    """Return every code of a catalogue check, with its meaning and how to fix it."""
    from build_tools.catalogues.lint.codes import list_codes

    return list_codes()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LanguageCheck:
    tag: str
    editions: tuple[Edition, ...]
    key: str


def _check_selection(options: Options) -> CommandResult:
    inputs = read_inputs(options.root, options.build)
    selection = select_pages(inputs.register, options.root, options.selection.pages)
    check_root_lists(options.root, inputs.register)
    checks = tuple(_iter_language_checks(options, inputs, selection))
    paths = {check.tag: options.build.get_catalogue_findings(check.tag) for check in checks}
    findings_by_tag = {
        check.tag: cache.read_cache(paths[check.tag], check.key, cache.load_findings) for check in checks
    }
    due = [check for check in checks if findings_by_tag[check.tag] is None]
    linted = tuple(_read_and_lint(due, inputs.register, selection, options)) if due else ()
    is_current = not (linted and inputs.watch.find_moved_files())
    for check, findings in linted:
        findings_by_tag[check.tag] = findings
        # Else they may be of other files than the key says, or not of all.
        if is_current and selection.is_whole and len(findings) <= MAX_CACHED_FINDINGS:
            cache.write_cache(paths[check.tag], check.key, findings)
    # What is wrong with the glossary is found in each language.
    every = chain(*(findings_by_tag[check.tag] or () for check in checks))
    all_findings = tuple(dict.fromkeys(finding for finding in every if selection.has_finding(finding)))
    failed = any(finding.severity == "error" for finding in all_findings)
    return CommandResult(findings=all_findings, exit_code=1 if failed else 0)


def _iter_language_checks(
    options: Options, inputs: Inputs, selection: PageSelection
) -> Iterator[_LanguageCheck]:
    languages = options.selection.languages or list_languages(inputs.register, selection.publications)
    targets = select_targets(inputs.register, selection.publications, languages)
    names = dict.fromkeys((target.publication, target.language) for target in targets)
    editions = [inputs.load_edition(*name) for name in names]
    for tag in dict.fromkeys(edition.language.tag for edition in editions):
        own = tuple(edition for edition in editions if edition.language.tag == tag)
        key = cache.digest_inputs(inputs.collect_text_inputs(tag))
        yield _LanguageCheck(tag=tag, editions=own, key=key)


def _read_and_lint(
    due: Sequence[_LanguageCheck], register: Register, selection: PageSelection, options: Options
) -> Iterator[tuple[_LanguageCheck, tuple[Finding, ...]]]:
    """Yield each language with its findings, once all of its editions have been read."""
    from build_tools.process import pool
    from build_tools.runner import lint_reading

    root = options.root
    use_requirements(register, root)
    lint_reading.preload_reader()
    editions = [edition for check in due for edition in check.editions]
    works = [
        partial(lint_reading.lint_edition, each, root, options.build, selection.has_page) for each in editions
    ]
    with make_scratch_folder() as work:
        names = [edition.file_stem for edition in editions]
        readings = iter(pool.run_all(works, workers=options.workers, scratch=work, names=names))
    lint_works = [
        partial(_lint_language, check, list(islice(readings, len(check.editions))), register, root)
        for check in due
    ]
    with make_scratch_folder() as work:
        tags = [check.tag for check in due]
        findings = pool.run_all(lint_works, workers=options.workers, scratch=work, names=tags)
    yield from zip(due, findings, strict=True)


def _lint_language(
    check: _LanguageCheck, readings: Sequence[ReadingLint], register: Register, root: Root, _work: Path
) -> tuple[Finding, ...]:
    from build_tools.catalogues.lint import waivers

    pages = [page for reading in readings for page in reading.pages]
    findings = (
        *_check_language_files(check.tag, register, root),
        *_lint_editions(check, readings, pages, root),
    )
    waived = waivers.apply_waivers(dict.fromkeys(_drop_repeats(findings)), pages, check.tag)
    return tuple(sorted(waived, key=lambda one: (one.place.file, one.place.line or 0)))


def _drop_repeats(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, without those of a language that an edition has as well."""
    of_editions = {replace(one, publication="") for one in findings if one.publication}
    yield from (one for one in findings if one.publication or one not in of_editions)


def _lint_editions(
    check: _LanguageCheck, readings: Sequence[ReadingLint], pages: Sequence[PageCatalogue], root: Root
) -> Iterator[Finding]:
    from build_tools.catalogues import lint, read_glossary_terms

    for edition, reading in zip(check.editions, readings, strict=True):
        yield from reading.findings
        other_pages = [page for page in pages if page not in reading.pages]
        try:
            glossary_terms = read_glossary_terms(root, edition.source.tag, check.tag)
        except UserError as error:
            yield convert_to_finding(error)
            glossary_terms = ()
        yield from lint.lint_pages(reading.pages, edition, glossary_terms, other_pages)


def _check_language_files(tag: str, register: Register, root: Root) -> Iterator[Finding]:
    """Yield findings on the UI strings, and on files of a language that no edition reads."""
    from build_tools import catalogues

    for findings in (
        _check_ui_language(register, tag, root),
        catalogues.find_unused_catalogues(root, tag, register),
    ):
        try:
            yield from findings
        except UserError as error:
            yield convert_to_finding(error, language=tag)


def _check_ui_language(register: Register, tag: str, root: Root) -> Iterator[Finding]:
    from build_tools import catalogues
    from build_tools.catalogues import lint

    language = register.languages[tag]
    ui_strings = catalogues.load_ui_strings(language, root)
    yield from ui_strings.findings
    yield from lint.check_ui_strings(language, ui_strings, root, read_root_entries(root, register, tag))
