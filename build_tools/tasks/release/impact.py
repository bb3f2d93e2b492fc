"""Run `editions release impact`: say what a release of the texts as they stand would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model import CommandResult, Finding, Register, find_page_format
from build_tools.paths import BuildFolder
from build_tools.register import make_edition, read_register, select_targets
from build_tools.tasks.build.inputs import read_inputs
from build_tools.tasks.build.lost_labels import check_labels
from build_tools.tasks.catalogue.status import SourceMessage, read_sources_and_catalogues
from build_tools.tasks.options import Options, check_output
from build_tools.tasks.release.broken_addresses import find_broken_addresses
from build_tools.tasks.release.compare import BuildHelpers, TextComparison, build_pages, read_comparison
from build_tools.tasks.release.release_texts import EditionName, ReleaseText
from build_tools.tasks.report import run_with_report
from build_tools.tasks.requirements import use_requirements

if TYPE_CHECKING:
    from build_tools.catalogues import EditionCatalogues


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageImpact:
    """Say what changes in a language: its articles by publication, and what must be translated anew for them.

    `messages` and `words` count what of these articles has no translation, or a fuzzy one.
    """

    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    messages: int = 0
    words: int = 0

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of its articles, each once."""
        return tuple(dict.fromkeys(id for own in self.articles.values() for id in own))

    @property
    def editions(self) -> int:
        """Return how many editions change."""
        return sum(bool(own) for own in self.articles.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactResult(CommandResult):
    """Hold the impact on each language, and the addresses of the old release that would lead nowhere."""

    languages: Mapping[str, LanguageImpact] = field(default_factory=dict)
    broken: tuple[str, ...] = ()


def measure_impact(options: Options, old: Path, helpers: BuildHelpers) -> ImpactResult:
    """Compare a release with the texts as they stand; write the report.

    Web pages are built where they are out of date, and no book. Raises UserError for what is no release, and
    what `build_editions` raises.
    """
    reports = check_output(options)
    work = partial(_measure_texts, options, old, helpers)
    return run_with_report("impact", reports, helpers.clock, work)


def _measure_texts(options: Options, old: Path, helpers: BuildHelpers) -> ImpactResult:
    register = read_register(options.root)
    losing = _list_losing_publications(options, register)
    built = _build_texts(options, register, losing, helpers)
    if built.exit_code:
        return ImpactResult(rows=built.rows, findings=built.findings, exit_code=built.exit_code)
    comparison = read_comparison(options, old, None, dict.fromkeys(losing, _get_folder_apart(options)))
    articles = {name: own for name in comparison.changes if (own := _list_changed(comparison, name))}
    counts, findings = _count_untranslated(options, register, articles)
    broken = _list_broken(comparison.old, comparison.new, register)
    languages = _group_by_language(comparison, articles, counts)
    return ImpactResult(
        findings=(*built.findings, *findings),
        languages=languages,
        broken=broken,
        details={"languages": _format_languages(languages), "broken": list(broken)},
    )


def _list_losing_publications(options: Options, register: Register) -> tuple[str, ...]:
    """Return the publications that lost addresses."""
    targets = select_targets(register, formats=(find_page_format(),))
    lost = check_labels(read_inputs(options.root, options.build), targets)
    return tuple(dict.fromkeys(one.publication for one in lost))


def _get_folder_apart(options: Options) -> BuildFolder:
    """Return the folder of pages that lost addresses, apart from what may be published."""
    return BuildFolder(options.build.private / "impact")


def _build_texts(
    options: Options, register: Register, losing: tuple[str, ...], helpers: BuildHelpers
) -> CommandResult:
    """Build the pages of every publication where they are out of date, each into its folder."""
    usual = tuple(one.id for one in register.publications if one.id not in losing)
    built = build_pages(options, helpers, usual) if usual else CommandResult()
    if built.exit_code or not losing:
        return built
    apart = replace(options, build=_get_folder_apart(options), has_lost_labels=True)
    lost = build_pages(apart, helpers, losing)
    told = (one for one in lost.findings if one.severity != "note")  # nobody publishes these pages
    return replace(lost, rows=(*built.rows, *lost.rows), findings=(*built.findings, *told))


def _list_changed(comparison: TextComparison, name: EditionName) -> tuple[str, ...]:
    """Return the articles of an edition whose words or page change, or whose source does."""
    changes = comparison.changes[name]
    return tuple(one.article.id for one in changes if one.change != "same" or one.is_behind)


def _count_untranslated(
    options: Options, register: Register, articles: Mapping[EditionName, tuple[str, ...]]
) -> tuple[dict[EditionName, tuple[int, int]], tuple[Finding, ...]]:
    """Return how many messages and words of the changed articles lack a translation, by edition."""
    known = {one.id: one for one in register.publications}
    names = [(name, tag) for name, tag in articles if name in known and tag in known[name].all_languages[1:]]
    if not names:
        return {}, ()
    use_requirements(register, options.root)
    sources = {name: make_edition(register, name, known[name].source_language) for name, _ in names}
    editions = [make_edition(register, *name) for name in names]
    messages, compiled = read_sources_and_catalogues(sources, editions, options.root, options.workers)
    counts = {}
    for name, (catalogues, _) in zip(names, compiled, strict=True):
        wanted = {(one.page, one.msgid): one for one in messages[name[0]] if one.article in articles[name]}
        late = [one for one in wanted.values() if _lacks_translation(catalogues, one)]
        counts[name] = (len(late), sum(len(one.msgid.split()) for one in late))
    return counts, tuple(one for _, found in compiled for one in found)


def _lacks_translation(catalogues: EditionCatalogues, message: SourceMessage) -> bool:
    found = catalogues.get_message(message.page, message.msgid)
    return found is None or found.state != "translated"


def _group_by_language(
    comparison: TextComparison,
    articles: Mapping[EditionName, tuple[str, ...]],
    counts: Mapping[EditionName, tuple[int, int]],
) -> dict[str, LanguageImpact]:
    languages: dict[str, LanguageImpact] = {}
    for name in comparison.changes:
        publication, tag = name
        before = languages.get(tag, LanguageImpact())
        messages, words = counts.get(name, (0, 0))
        languages[tag] = LanguageImpact(
            articles={**before.articles, publication: articles.get(name, ())},
            messages=before.messages + messages,
            words=before.words + words,
        )
    return languages


def _list_broken(old: ReleaseText, new: ReleaseText, register: Register) -> tuple[str, ...]:
    """Return the addresses of the old release that lead nowhere in the new one, each once."""
    addresses = {name: edition.addresses for name, edition in old.editions.items()}
    ids = {name: edition.ids for name, edition in new.editions.items()}
    return tuple(dict.fromkeys(one.id for one in find_broken_addresses(addresses, ids, register)))


def _format_languages(languages: Mapping[str, LanguageImpact]) -> dict[str, object]:
    """Return the impact in the form of the contract."""
    return {
        tag: {
            "words": one.words,
            "messages": one.messages,
            "editions": one.editions,
            "articles": list(one.article_ids),
        }
        for tag, one in languages.items()
    }
