"""Read editions with Sphinx, which no other room starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from io import StringIO
from itertools import pairwise, repeat
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx, builtin_extensions
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from build_tools import sphinx_ext
from build_tools.errors import UserError
from build_tools.model import Edition, Finding, Place, ReviewStatus, UiStrings, Unchecked, Unnumbered
from build_tools.paths import Root, find_invalid_utf8, relativize_path
from build_tools.reader.article_words import LabelledArticle, list_labelled_articles
from build_tools.reader.characters import collect_characters
from build_tools.reader.conf_errors import convert_extension_errors
from build_tools.reader.errata_page import find_unshown_errata, write_errata_page
from build_tools.reader.generated_pages import store_doctree
from build_tools.reader.ignored_settings import report_ignored_settings
from build_tools.reader.index_page import write_index_page
from build_tools.reader.message_notes import MessageNotes, collect_message_notes
from build_tools.reader.outline import GetDoctree, build_chapters
from build_tools.reader.reading import Chapter, Reading
from build_tools.reader.source_files import reject_odd_files
from build_tools.reader.sphinx_app import start_sphinx
from build_tools.reader.sphinx_log import assign_finding, collect_sphinx_log, raise_first_error
from build_tools.reader.versions_page import write_versions_page
from build_tools.sphinx_ext import citing_line, directives, imprint
from build_tools.sphinx_ext.articles import cross_publication, labels, paragraphs
from build_tools.sphinx_ext.articles.equations import renumber_equations
from build_tools.sphinx_ext.translation import field_labels
from build_tools.sphinx_ext.translation.message_outcomes import MESSAGE_OUTCOMES, MessageOutcome
from build_tools.sphinx_ext.translation.untranslated import MESSAGES

logger = logging.getLogger(__name__)


def preload_extensions() -> None:
    """Import what Sphinx loads for each application, once, before any worker forks."""
    for extension in builtin_extensions:
        import_module(extension)


def read_edition(
    edition: Edition, root: Root, *, messages: Path | None, ui_strings: UiStrings, work: Path
) -> Reading:
    """Read an edition's texts once; `messages` holds its compiled catalogues and Sphinx's strings.

    Raises UserError with exit 1 where the text cannot be read completely.
    """
    reject_odd_files(edition, root)
    output = StringIO()
    app = start_sphinx(edition, root, messages, work, output)
    with convert_extension_errors(app), collect_sphinx_log(root.path, app, output.getvalue()) as log_handler:
        sphinx_ext.setup_app(app, edition, ui_strings)
        with _convert_decode_errors(app):
            docnames = set(app.builder.read())
        list(app.env.check_dependents(app, docnames))  # numbers sections and figures
        app.env.check_consistency()
        start = f"{edition.publication.id}/{edition.publication.start}"
        _report_toctree_cycle(app.env, start)
        raise_first_error(log_handler.findings, edition)
        return collect_reading(edition, ui_strings, app, root, log_handler.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedTemplates:
    """Hold the folder of a source's templates, a .pot a page, and where each message stands."""

    folder: Path
    notes: MessageNotes


def extract_templates(edition: Edition, root: Root, *, work: Path) -> ExtractedTemplates:
    """Write the messages of a source edition as templates, and say of each where it stands.

    Raises UserError with exit 1 where the text cannot be read completely.
    """
    reject_odd_files(edition, root)
    output = StringIO()
    app = start_sphinx(edition, root, None, work, output, builder="gettext")
    directives.guard_file_directives(app)
    field_labels.skip_field_labels(app)
    app.config.gettext_uuid = False
    app.config.gettext_location = True
    with (
        collect_sphinx_log(root.path, app, output.getvalue()) as log_handler,
        _convert_decode_errors(app),
        convert_extension_errors(app),
    ):
        app.build(force_all=True)
    raise_first_error(log_handler.findings, edition)
    return ExtractedTemplates(folder=Path(app.outdir), notes=collect_message_notes(app, edition))


@contextmanager
def _convert_decode_errors(app: Sphinx) -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        folder = str(app.srcdir.parent)
        if folder.isprintable():  # the names below it were looked at before
            raise
        message = f"the path of the root is not UTF-8: {folder}"
        remedy = "give its folder another name"
        raise UserError("source/bad-name", message, remedy=remedy, exit_code=1) from error
    except UnicodeDecodeError as error:
        file = Path(app.env.doc2path(app.env.current_document.docname))
        raise UserError(
            "source/not-utf8",
            "the page is not UTF-8",
            remedy="save the file as UTF-8",
            place=Place(file=relativize_path(file, app.srcdir.parent), line=find_invalid_utf8(file)),
            exit_code=1,
        ) from error


def apply_review_status(reading: Reading, review_status: ReviewStatus) -> Reading:
    """Return a reading with the review status of its edition, and the characters that name it."""
    edition = replace(reading.edition, review_status=review_status)
    parts = imprint.describe_review_status(edition, reading.ui_strings)
    words = "".join((*(part.text for part in parts), *review_status.reviewers))
    characters = frozenset("".join(words.split()))
    return replace(reading, edition=edition, characters=reading.characters | characters)


@contextmanager
def collect_write_findings(reading: Reading, root: Root) -> Iterator[list[Finding]]:
    """Collect the findings of writing a format, which is when references are resolved.

    Raises UserError with exit 1 where the text cannot be written completely.
    """
    findings: list[Finding] = []
    with collect_sphinx_log(root.path, reading.app) as log_handler, convert_extension_errors(reading.app):
        yield findings
    raise_first_error(log_handler.findings, reading.edition)
    findings += (assign_finding(finding, reading.edition) for finding in log_handler.findings)


def resolve_references(reading: Reading) -> None:
    """Resolve the references of every page for Sphinx's warnings; nothing is written."""
    for chapter in reading.chapters:
        tree, docname = reading.get_doctree(chapter), reading.get_docname(chapter)
        reading.app.env.resolve_references(tree, docname, reading.app.builder)


def _report_toctree_cycle(env: BuildEnvironment, start: str) -> None:
    """Log the toctree that closes a cycle, if there is one: Sphinx would follow it for ever."""
    try:
        TopologicalSorter(env.toctree_includes).prepare()
    except CycleError as error:
        cycle = error.args[1]
        top = min(cycle, key=lambda name: (name != start, name))
        page = next(page for name, page in pairwise(cycle) if name == top)
        trees = env.get_doctree(page).findall(addnodes.toctree)
        location = next((tree for tree in trees if top in tree["includefiles"]), page)
        text = "the toctree leads back to %s, which leads to this page"
        logger.warning(text, top, location=location, type="press", subtype="circle")


PageTree = tuple[str, nodes.document]


def collect_reading(
    edition: Edition, ui_strings: UiStrings, app: Sphinx, root: Root, log: Iterable[Finding]
) -> Reading:
    """Return the Reading of an edition; `log` are the warnings of reading it."""
    get_doctree = cache(app.env.get_doctree)
    chapters, articles = _write_generated_pages(app, edition, ui_strings, get_doctree)
    renumber_equations(app.env, (f"{edition.publication.id}/{chapter.page}" for chapter in chapters))
    pages = [(c.page, get_doctree(f"{edition.publication.id}/{c.page}")) for c in chapters]
    unlabelled = _find_unlabelled_sections(pages, edition, root)
    unknown = _find_unknown_articles(pages, edition, root)
    unshown = find_unshown_errata((tree for _, tree in pages), edition, root)
    ignored = report_ignored_settings(app, root)
    messages: list[tuple[str, str]] = []
    outcomes: list[MessageOutcome] = []
    for page, tree in pages:
        messages += zip(repeat(page), tree.get(MESSAGES, ()), strict=False)
        outcomes += tree.get(MESSAGE_OUTCOMES, ())
    _report_missing_title(app.env, edition, root, chapters)
    return Reading(
        edition=edition,
        ui_strings=ui_strings,
        app=app,
        title=chapters[0].title,
        chapters=chapters,
        messages=tuple(messages),
        message_outcomes=tuple(outcomes),
        article_words=tuple(one.words for one in articles),
        characters=collect_characters(tree for _, tree in pages).union(
            cross_publication.collect_title_characters(edition.references.values()),
            paragraphs.collect_reference_characters(app.env),
        ),
        dependencies=_list_dependencies(app, root, edition),
        root=root,
        findings=tuple(
            assign_finding(one, edition) for one in (*log, *unlabelled, *unknown, *unshown, *ignored)
        ),
    )


def _write_generated_pages(
    app: Sphinx, edition: Edition, ui_strings: UiStrings, get_doctree: GetDoctree
) -> tuple[tuple[Chapter, ...], tuple[LabelledArticle, ...]]:
    """Write the pages that no author wrote; return all chapters, and the articles of authors' pages."""
    chapters = build_chapters(app, edition, get_doctree)
    names = [f"{edition.publication.id}/{one.page}" for one in chapters]
    articles = list_labelled_articles(((name, get_doctree(name)) for name in names), edition, ui_strings)
    _add_article_address(app, edition, ui_strings, articles, get_doctree)
    written = [
        write_errata_page(app, edition, ui_strings, chapters, get_doctree),
        write_versions_page(app, edition, ui_strings, articles),
        write_index_page(app, edition, ui_strings, chapters, get_doctree),
    ]
    return build_chapters(app, edition, get_doctree) if any(written) else chapters, articles


def _add_article_address(
    app: Sphinx,
    edition: Edition,
    ui_strings: UiStrings,
    articles: Iterable[LabelledArticle],
    get_doctree: GetDoctree,
) -> None:
    """Name in the imprint the permanent address of the first numbered article, else of the first one."""
    ranked = sorted(articles, key=lambda one: not one.is_numbered)
    if ranked and edition.publisher.url:
        docname = f"{edition.publication.id}/{edition.publication.start}"
        tree = get_doctree(docname)
        citing_line.add_article_address(tree, edition, ui_strings, ranked[0].words.anchor)
        store_doctree(app, docname, tree)


def _report_missing_title(
    env: BuildEnvironment, edition: Edition, root: Root, chapters: Iterable[Chapter]
) -> None:
    """Raise UserError where the start page has no title, or one that a toctree names."""
    publication = edition.publication
    named = {name for names in env.toctree_includes.values() for name in names}
    start = f"{publication.id}/{publication.start}"
    for chapter in chapters:
        docname = f"{publication.id}/{chapter.page}"
        if not chapter.articles and docname in {start, *named}:
            lost = "the publication has none" if docname == start else "contents cannot name it"
            raise UserError(
                "source/no-title",
                f"the {'start page' if docname == start else 'page'} has no title, and so {lost}",
                remedy="write its title in the first line, with a line of = below it",
                place=Place(file=root.name_page(docname), line=1),
                exit_code=1,
            )


def _find_unlabelled_sections(pages: Iterable[PageTree], edition: Edition, root: Root) -> Iterator[Finding]:
    for page, tree in pages:
        if labels.UNLABELLED in tree:
            file = root.name_page(f"{edition.publication.id}/{page}")
            yield Finding(
                code="id/unlabelled",
                severity="note",
                message="a section without a label: its address may change with its title",
                place=Place(file=file, line=tree[labels.UNLABELLED]),
            )


def _find_unknown_articles(pages: Iterable[PageTree], edition: Edition, root: Root) -> Iterator[Finding]:
    """Yield a warning for each article that the register lists and no page has."""
    listed: tuple[Unnumbered | Unchecked, ...] = (*edition.unnumbered, *edition.publication.unchecked)
    anchors = {id for _, tree in pages if listed for id in labels.iter_label_anchors(tree)}
    for article in listed:
        if labels.make_anchor(article.label) not in anchors:
            yield Finding(
                code="register/no-article",
                severity="warning",
                message=f"no section has the label {article.label} — write it as a page has it",
                place=Place(file=root.relativize(root.register), line=article.line),
            )


def _list_dependencies(app: Sphinx, root: Root, edition: Edition) -> tuple[Path, ...]:
    names = {name for page_names in app.env.dependencies.values() for name in page_names}
    files = {(root.source / name).resolve() for name in names}
    own_folder = root.get_source_folder(edition.publication.id).resolve()
    return tuple(sorted(path for path in files if not path.is_relative_to(own_folder)))
