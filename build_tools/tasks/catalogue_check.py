"""`editions catalogue check`: takes an Order, says what its translations lose or break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import register
from build_tools.errors import UserError, convert_to_finding
from build_tools.layout import Root
from build_tools.model import CommandResult, Edition, Finding, Language, Register
from build_tools.press import process
from build_tools.tasks import catalogue_kept, places
from build_tools.tasks.inputs import Inputs
from build_tools.tasks.order import Clock, Order
from build_tools.tasks.report import reported

if TYPE_CHECKING:
    from build_tools.catalogues import PageCatalogue
    from build_tools.catalogues.codes import Code
    from build_tools.press.looking import Looked


def check(order: Order, *, clock: Clock) -> CommandResult:
    """Find what a translation would lose or break; an error among the findings gives exit 1.

    What has not changed since the last time is not looked at again. Raises Mendable where the
    register or a report is wrong.
    """
    return reported("catalogue check", places.report(order), clock, lambda: _check(order))


def codes() -> tuple[Code, ...]:
    """Return every code that a check knows, with what it is about and how to mend it."""
    from build_tools.catalogues.codes import list_codes

    return list_codes()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tongue:
    """A language, its editions, and a digest of all that decides what is found in it."""

    tag: str
    editions: tuple[Edition, ...]
    key: str


def _check(order: Order) -> CommandResult:
    listed = register.read(order.root)
    tongues = tuple(_tongues(order, listed))
    found = {one.tag: catalogue_kept.read(order.build, one.tag, one.key) for one in tongues}
    due = [one for one in tongues if found[one.tag] is None]
    for tongue, findings in _looked(due, listed, order) if due else ():
        found[tongue.tag] = findings
        catalogue_kept.write(order.build, tongue.tag, tongue.key, findings)
    # What is wrong with the glossary is found in each language.
    every = tuple(dict.fromkeys(one for tongue in tongues for one in found[tongue.tag] or ()))
    failed = any(finding.severity == "error" for finding in every)
    return CommandResult(findings=every, exit_code=1 if failed else 0)


def _tongues(order: Order, listed: Register) -> Iterator[_Tongue]:
    asked = order.selection
    targets = register.select_targets(listed, asked.publications, asked.languages)
    names = dict.fromkeys((target.publication, target.language) for target in targets)
    inputs = Inputs(register=listed, root=order.root, build=order.build)
    editions = [inputs.edition(*name) for name in names]
    for tag in dict.fromkeys(edition.language.tag for edition in editions):
        own = tuple(edition for edition in editions if edition.language.tag == tag)
        yield _Tongue(tag=tag, editions=own, key=catalogue_kept.key(inputs.of_texts(tag)))


def _looked(
    due: Sequence[_Tongue], listed: Register, order: Order
) -> Iterator[tuple[_Tongue, tuple[Finding, ...]]]:
    """Yield each language with what was found, once all of its editions have been read."""
    from build_tools.press import lanes, looking

    looking.prepare()
    editions = [edition for tongue in due for edition in tongue.editions]
    works = [partial(looking.look, edition, order.root, order.build) for edition in editions]
    with process.scratch() as work:
        seen = iter(lanes.answers(works, workers=order.workers, scratch=work))
    judging = [
        partial(_judged, tongue, list(islice(seen, len(tongue.editions))), listed, order.root)
        for tongue in due
    ]
    with process.scratch() as work:
        found = lanes.answers(judging, workers=order.workers, scratch=work)
    yield from zip(due, found, strict=True)


def _judged(
    tongue: _Tongue, looks: Sequence[Looked], listed: Register, root: Root, _work: Path
) -> tuple[Finding, ...]:
    """Return what is found in a language whose editions have been read."""
    return tuple(_findings(tongue, looks, listed, root))


def _findings(
    tongue: _Tongue, looks: Sequence[Looked], listed: Register, root: Root
) -> Iterator[Finding]:
    from build_tools.catalogues import waivers

    pages = [page for look in looks for page in look.pages]
    told = (*_of_language(tongue.tag, listed, root), *_of_editions(tongue, looks, pages, root))
    found = waivers.apply_waivers(dict.fromkeys(_once(told)), pages, tongue.tag)
    yield from sorted(found, key=lambda one: (one.place.file, one.place.line or 0))


def _once(told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, but none of a language that is told of an edition as well."""
    of_editions = {replace(one, publication="") for one in told if one.publication}
    yield from (one for one in told if one.publication or one not in of_editions)


def _of_editions(
    tongue: _Tongue, looks: Sequence[Looked], pages: Sequence[PageCatalogue], root: Root
) -> Iterator[Finding]:
    from build_tools.catalogues import read_glossary_terms, rules

    for edition, look in zip(tongue.editions, looks, strict=True):
        yield from look.findings
        others = [page for page in pages if page not in look.pages]
        try:
            known = read_glossary_terms(root, edition.source.tag, tongue.tag)
        except UserError as error:
            yield convert_to_finding(error)
            known = ()
        yield from rules.lint_pages(look.pages, edition, known, others)


def _of_language(tag: str, listed: Register, root: Root) -> Iterator[Finding]:
    """Yield what is wrong with the words of the design, and what lies beside every edition."""
    from build_tools import catalogues

    for found in (
        _of_design(listed.languages[tag], root),
        catalogues.find_unused_catalogues(root, tag, listed),
    ):
        try:
            yield from found
        except UserError as error:
            yield convert_to_finding(error, language=tag)


def _of_design(language: Language, root: Root) -> Iterator[Finding]:
    from build_tools import catalogues
    from build_tools.catalogues import rules

    words = catalogues.load_ui_strings(language, root)
    yield from words.findings
    yield from rules.check_ui_strings(language, words, root)
