"""Read and write the editions of a root in tests/data/roots, each once."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from build_tools import catalogues, formats, reader, register
from build_tools.errors import UserError
from build_tools.model import Article, Edition, Finding, Target, UiStrings
from build_tools.paths import PROJECT_DIR, BuildFolder, Root, format_output_name
from build_tools.process.lock import hold_lock
from build_tools.reader.reading import Chapter, Reading
from build_tools.runner.edition_findings import report_missing_glyphs
from build_tools.runner.expected_text_file import write_expected_text
from build_tools.sphinx_ext.text import spacing
from build_tools.tasks.build.inputs import Inputs
from build_tools.tasks.build.run import localize_edition
from tests.helpers.commands import run_command

ROOTS = Path(__file__).parents[1] / "data" / "roots"
# The name of the project's own texts in tests.
OWN = "own"
FORMATS: tuple[str, ...] = ("html", "epub", "pdf")
# The command, from the environment that runs the tests.
EDITIONS = str(Path(sys.executable).parent / "editions")
# The timeout for the end of a child process.
PATIENCE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition as it was read, and the paths of its formats; `wrong` has those that failed."""

    edition: Edition
    build: BuildFolder
    words: UiStrings
    title: str
    chapters: tuple[Chapter, ...]
    findings: tuple[Finding, ...]
    dependencies: tuple[Path, ...]
    wrong: Mapping[str, str]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article in reading order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    @property
    def html(self) -> Path:
        """The folder of its pages."""
        return self._whole("html")

    @property
    def epub(self) -> Path:
        """Its EPUB."""
        return self._whole("epub")

    @property
    def pdf(self) -> Path:
        """Its PDF."""
        return self._whole("pdf")

    def page(self, name: str) -> str:
        """Return a page as HTML."""
        return (self.html / f"{name}.html").read_text("utf-8")

    def _whole(self, format: str) -> Path:
        assert format not in self.wrong, self.wrong[format]
        return self.build.get_output(Target(self.edition.publication.id, self.edition.language.tag, format))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An edition to be built: a root, a publication, a language, and its folder."""

    root: Root
    publication: str
    language: str
    build: BuildFolder
    formats: tuple[str, ...] = FORMATS


def read(root: Root, publication: str, language: str, work: Path) -> Reading:
    """Read an edition of a root and its catalogues as a build does. Raises UserError."""
    build = BuildFolder(work / "build")
    edition = Inputs(register=register.read_register(root), root=root, build=build).load_edition(
        publication, language
    )
    compiled = catalogues.compile_edition(edition, root, work / "messages")
    date = edition.date or compiled.review_status.revision_date
    loaded = catalogues.leave_out_finding_meanings(catalogues.load_ui_strings(edition.language, root))
    words = spacing.set_ui_string_spaces(loaded, edition.language)
    reading = reader.read_edition(
        localize_edition(replace(edition, review_status=compiled.review_status, date=date)),
        root,
        messages=catalogues.write_sphinx_strings(words, edition.language, work / "messages"),
        ui_strings=words,
        work=work / "reading",
    )
    messages = [(f"{publication}/{page}", msgid) for page, msgid in reading.messages]
    reading = reader.apply_review_status(reading, catalogues.measure_review_status(compiled, messages))
    findings = (
        *compiled.findings,
        *reading.findings,
        *report_missing_glyphs(reading, compiled, root),
    )
    return replace(reading, findings=findings)


def make(wish: Wish) -> Made:
    """Read an edition and write its formats, each at its path. Raises UserError."""
    work = wish.build.get_work_folder(wish.publication, wish.language)
    reading = read(wish.root, wish.publication, wish.language, work)
    compiled = catalogues.compile_edition(reading.edition, wish.root, work / "messages")
    write_expected_text(
        reading, compiled, wish.root, wish.build.get_expected_text(wish.publication, wish.language)
    )
    found: list[Finding] = []
    wrong = dict(_write(reading, wish, work, found))
    return Made(
        edition=reading.edition,
        build=wish.build,
        words=reading.ui_strings,
        title=reading.title,
        chapters=reading.chapters,
        findings=(*reading.findings, *found),
        dependencies=reading.dependencies,
        wrong=wrong,
    )


def _write(reading: Reading, wish: Wish, work: Path, found: list[Finding]) -> Iterator[tuple[str, str]]:
    """Write each format; yield those that failed and why, so that the others are tested."""
    for format in wish.formats:
        folder = work / "made" / format
        folder.mkdir(parents=True)
        try:
            with reader.collect_write_findings(reading, wish.root) as findings:
                formats.load_writer(format)(reading, folder, cache=wish.build.fonts)
            found += findings
        except Exception:
            yield format, traceback.format_exc()
            continue
        whole = wish.build.get_output(Target(wish.publication, wish.language, format))
        whole.parent.mkdir(parents=True, exist_ok=True)
        (folder / format_output_name(wish.publication, wish.language, format)).rename(whole)


def make_apart(wishes: Iterable[Wish]) -> Iterator[Made]:
    """Build each edition in its own process, as a build does; two at a time."""
    waiting: list[Connection] = []
    for wish in wishes:
        waiting.append(_start(wish))
        if len(waiting) == 2:
            yield _take(waiting.pop(0))
    yield from map(_take, waiting)


def _start(wish: Wish) -> Connection:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    context.Process(target=_send, args=(wish, theirs), daemon=True).start()
    theirs.close()
    return ours


def _send(wish: Wish, out: Connection) -> None:
    gc.disable()  # as in a build: what the tests have made before is not looked through, nor copied
    gc.freeze()
    try:
        out.send(make(wish))
    except UserError as error:
        out.send(error)
    except BaseException:
        out.send(RuntimeError(traceback.format_exc()))


def _take(connection: Connection) -> Made:
    assert connection.poll(PATIENCE), "an edition took too long"
    made = connection.recv()
    connection.close()
    if isinstance(made, BaseException):
        raise made
    assert isinstance(made, Made)
    return made


def root_of(name: str) -> Root:
    """Return a root of tests/data/roots by its name, or that of the project itself."""
    return Root(PROJECT_DIR if name == OWN else ROOTS / name)


class Shelf:
    """The editions that are built once for all tests; a publication is built completely."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, str, str], Made] = {}

    def edition(self, root: str, publication: str, language: str) -> Made:
        """Return an edition; the first call builds its publication in every language."""
        if (root, publication, language) not in self.made:
            self._make(root, publication)
        return self.made[root, publication, language]

    def _make(self, name: str, publication: str) -> None:
        """Build a publication, or take it from the process of the tests that has built it."""
        stored = self.folder / f"{name}-{publication}.pickle"
        stored.touch()
        with hold_lock(stored):
            if not stored.stat().st_size:
                stored.write_bytes(pickle.dumps(tuple(self._build(name, publication))))
            made = pickle.loads(stored.read_bytes())
        self.made |= {(name, publication, each.edition.language.tag): each for each in made}

    def _build(self, name: str, publication: str) -> Iterator[Made]:
        root = root_of(name)
        languages = register.read_register(root).get_publication(publication).languages
        build = BuildFolder(self.folder / name)
        return make_apart(
            Wish(root=root, publication=publication, language=language, build=build) for language in languages
        )


def run_editions(*words: object, root: Path, out: Path | None = None, code: int = 0) -> str:
    """Run the command on a root, and return its output; it must end with `code`."""
    done = run_command(*words, "--root", root, *(("-o", out) if out else ()), cwd=PROJECT_DIR)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr
