"""Run `editions release compare`: say what changed between two releases, article by article."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from build_tools.errors import UserError
from build_tools.model import CommandResult, Language, Register, find_page_format
from build_tools.paths import BuildFolder, iter_files, safe_join, write_atomically
from build_tools.process import os_errors
from build_tools.register import read_register
from build_tools.register.languages import read_layers, resolve_language
from build_tools.tasks.build import run
from build_tools.tasks.options import Clock, Confirm, Echo, Options, ProgressDisplay, Selection, check_output
from build_tools.tasks.release.article_changes import (
    ArticleChange,
    compare_articles,
    mark_late_translations,
)
from build_tools.tasks.release.comparison_page import ComparedEdition, render_comparison
from build_tools.tasks.release.release_texts import (
    EditionName,
    EditionText,
    PageReader,
    ReleaseText,
    read_current_texts,
    read_release,
)

Changes = Mapping[EditionName, tuple[ArticleChange, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildHelpers:
    """Hold what a build of the texts as they stand needs of the command line."""

    clock: Clock
    show: ProgressDisplay
    echo: Echo
    confirm: Confirm = lambda _question: False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextComparison:
    """Hold two releases, and what became of the articles of each edition that either has."""

    old: ReleaseText
    new: ReleaseText
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareResult(CommandResult):
    """Hold a comparison, and the folder it was written to; without one the findings say why."""

    comparison: TextComparison | None = None
    folder: Path | None = None
    written: tuple[Path, ...] = field(default=())


def compare_releases(
    options: Options, old: Path | None, new: Path | None, helpers: BuildHelpers
) -> CompareResult:
    """Compare two releases, None for the texts as they stand, and write a page for each edition.

    The texts as they stand are built first where they are out of date, as web pages. Raises UserError
    `release/…` for what is no release, or has nothing in common with the other.
    """
    check_output(options)
    built = CommandResult()
    if old is None or new is None:
        built = build_pages(options, helpers)
        if built.exit_code:
            return CompareResult(rows=built.rows, findings=built.findings, exit_code=built.exit_code)
    wanted = options.selection.languages
    comparison = read_comparison(options, old, new)
    _reject_unknown_languages(comparison, wanted)
    with os_errors.raise_as_lines(options.root.path, options.build.path):
        folder, written = write_comparison(options, comparison, options.build.path / "compare", wanted)
    return CompareResult(findings=built.findings, comparison=comparison, folder=folder, written=written)


def build_pages(options: Options, helpers: BuildHelpers, publications: tuple[str, ...] = ()) -> CommandResult:
    """Build the web pages of the languages of a selection, and of the sources, where they are out of date.

    Without `publications`, of all of them.
    """
    register = read_register(options.root)
    known = {tag for one in register.publications for tag in one.all_languages}
    languages = _add_sources(options.selection.languages, register)
    selection = Selection(
        publications=publications,
        languages=tuple(one for one in languages if one in known),
        formats=(find_page_format(),),
    )
    return run.build_editions(
        replace(options, selection=selection, report=None),
        clock=helpers.clock,
        show=helpers.show,
        echo=helpers.echo,
        confirm=helpers.confirm,
    )


def _add_sources(languages: Iterable[str], register: Register | None) -> tuple[str, ...]:
    """Return languages with those of the sources, which translations are compared with; none for all."""
    named = tuple(languages)
    sources = (one.source_language for one in register.publications) if register else ()
    return tuple(dict.fromkeys((*named, *sources))) if named else ()


def read_comparison(
    options: Options, old: Path | None, new: Path | None, apart: Mapping[str, BuildFolder] | None = None
) -> TextComparison:
    """Return what changed between two releases, whose pages are built. Raises UserError `release/…`.

    `apart` are the folders of publications that are not built into the usual one.
    """
    register = read_register(options.root) if options.root.has_register else None
    wanted = _add_sources(options.selection.languages, register)
    reader = PageReader()

    def read(folder: Path | None) -> ReleaseText:
        """Return the texts of a release, or those that stand."""
        if folder is not None:
            return read_release(folder, reader, wanted)
        current = register or read_register(options.root)
        known = {tag for one in current.publications for tag in one.all_languages}
        tags = [tag for tag in wanted if tag in known]
        return read_current_texts(current, options.build, reader, tags, apart or {})

    old_text, new_text = read(old), read(new)
    changes = compare_editions(old_text, new_text)
    _reject_unrelated(old_text, new_text, changes)
    return TextComparison(
        old=old_text, new=new_text, changes=_mark_translations(changes, register) if register else changes
    )


def compare_editions(old: ReleaseText, new: ReleaseText) -> Changes:
    """Return what became of the articles of every edition that either release has."""
    none = EditionText(folder=Path())
    changes = {}
    for name in dict.fromkeys((*new.editions, *old.editions)):
        before, after = old.editions.get(name, none), new.editions.get(name, none)
        has_other_style = name in old.editions and name in new.editions and before.style != after.style
        changes[name] = compare_articles(before.articles, after.articles, has_other_style=has_other_style)
    return changes


def _mark_translations(changes: Changes, register: Register) -> Changes:
    sources = {one.id: one.source_language for one in register.publications}
    marked = {}
    for (publication, language), own in changes.items():
        source = sources.get(publication, "")
        of_source = changes.get((publication, source))
        is_translation = of_source is not None and language != source
        marked[publication, language] = (
            mark_late_translations(own, of_source or (), source) if is_translation else own
        )
    return marked


def _reject_unrelated(old: ReleaseText, new: ReleaseText, changes: Changes) -> None:
    """Raise UserError where two releases have no article in common."""
    if any(one.match.old and one.match.new for every in changes.values() for one in every):
        return
    if not (old.editions or new.editions):  # their languages were not asked for
        return
    message = f"{old.name} and {new.name} have no article in common, so there is nothing to compare"
    remedy = "name two releases of the same publications, in the same languages"
    raise UserError("release/unrelated", message, remedy=remedy)


def _reject_unknown_languages(comparison: TextComparison, wanted: Iterable[str]) -> None:
    known = comparison.old.languages | comparison.new.languages
    unknown = [tag for tag in wanted if tag not in known]
    if unknown:
        message = f"neither {comparison.old.name} nor {comparison.new.name} has {', '.join(unknown)[:80]}"
        remedy = f"name one of {', '.join(sorted(known))[:200]}" if known else "leave out -l"
        raise UserError("release/language", message, remedy=remedy)


def write_comparison(
    options: Options, comparison: TextComparison, comparisons: Path, wanted: Collection[str] = ()
) -> tuple[Path, tuple[Path, ...]]:
    """Write the pages and compare.json into a folder of `comparisons`; return that folder, and the files.

    What an earlier comparison of the same two left there is removed.
    """
    register = read_register(options.root) if options.root.has_register else None
    names = [name for name in comparison.changes if not wanted or name[1] in wanted]
    home = safe_join(comparisons, f"{comparison.old.name}..{comparison.new.name}")
    written = []
    for publication, tag in names:
        file = safe_join(home, f"{tag}/{publication}.html")
        edition = _make_compared_edition(comparison, (publication, tag), file.parent)
        html = render_comparison(edition, _find_language(tag, register, options), options.root)
        write_atomically(file, html.encode("utf-8", "replace"))
        written.append(file)
    file = home / "compare.json"
    write_atomically(file, format_comparison({name: comparison.changes[name] for name in names}))
    for left in set(iter_files(home)) - {*written, file}:
        left.unlink()
    return home, tuple(written)


def _find_language(tag: str, register: Register | None, options: Options) -> Language:
    known = register.languages.get(tag) if register else None
    return known or resolve_language(tag, read_layers(options.root))


def _make_compared_edition(comparison: TextComparison, name: EditionName, folder: Path) -> ComparedEdition:
    texts = [release.editions.get(name) for release in (comparison.old, comparison.new)]
    old, new = (_make_linker(text, folder) for text in texts)
    title = next((text.title for text in reversed(texts) if text and text.title), name[0])
    return ComparedEdition(
        title=title,
        old_name=comparison.old.name,
        new_name=comparison.new.name,
        changes=comparison.changes[name],
        link_old=old,
        link_new=new,
    )


def _make_linker(text: EditionText | None, folder: Path) -> Callable[[str, str], str]:
    """Return what makes the address of an article from its page and its id, relative to a folder."""
    home = Path(os.path.relpath((text.folder if text else folder).resolve(), folder.resolve())).as_posix()

    def link(page: str, id: str) -> str:
        """Return the address of an article."""
        return f"{quote(f'{home}/{page}.html')}#{quote(id)}"

    return link


def format_comparison(changes: Changes) -> bytes:
    """Return a comparison as JSON, in the form of the contract."""
    languages: dict[str, dict[str, list[dict[str, object]]]] = {}
    for (publication, language), own in changes.items():
        languages.setdefault(language, {})[publication] = [_format_change(one) for one in own]
    return (json.dumps({"languages": languages}, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "replace"
    )


def _format_change(change: ArticleChange) -> dict[str, object]:
    """Return what became of an article; what does not apply is left out."""
    parts = {
        "moved_from": change.moved_from,
        "renumbered_from": change.renumbered_from,
        "likely_from": change.likely_from,
        "look": change.look,
        "behind": change.is_behind,
        "ahead": change.is_ahead,
        **_name_parts(change),
    }
    return {
        "article": change.article.id,
        "change": change.change,
        "inserted": change.inserted,
        "deleted": change.deleted,
        "page": change.article.page,
        "title": change.article.name,
        **{name: value for name, value in parts.items() if value},
    }


def _name_parts(change: ArticleChange) -> dict[str, list[str]]:
    """Return the ids of what an article was divided into, or merged into, or has parts of."""
    match = change.match
    targets = [one.id for one in match.targets]
    sources = [one.id for one in match.sources]
    if match.new is None:
        split = len(targets) > 1
        return {"split_into" if split else "merged_into": targets}
    if match.old is None:
        return {"merged_from" if len(sources) > 1 else "split_from": sources}
    return {"split_into": [match.new.id, *targets] if targets else [], "merged_from": sources}
