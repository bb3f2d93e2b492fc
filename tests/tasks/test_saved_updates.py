"""Nothing that a translator saves while an update or a review runs is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from build_tools.catalogues import discovery, update
from build_tools.catalogues.po_model import Entry, Template, UpdateRequest
from build_tools.catalogues.review.review_record import ReviewRequest, prepare_reviews, record_reviews
from build_tools.errors import UserError
from build_tools.paths import PROJECT_DIR, Root, write_atomically
from build_tools.tasks.catalogue.language_lock import hold_languages
from build_tools.tasks.catalogue.saved_updates import (
    MAX_ATTEMPTS,
    SavedUpdates,
    save_glossary,
    save_updates,
)
from tests.helpers.translators import NOW, RIGHT, Translator

HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
SAVED = '\nmsgid "{0}"\nmsgstr "mot {0}"\n'
PATIENCE = 30


def _find_path(root: Root, page: str = "a/right") -> Path:
    return root.get_messages_folder("fr") / f"{page}.po"


def _put(root: Root, page: str, text: str) -> Path:
    path = _find_path(root, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _save(path: Path, name: object) -> None:
    """Save a file with another translation, as an editor does: all of it, by a rename."""
    write_atomically(path, path.read_bytes() + SAVED.format(name).encode())


def _request(root: Root, **pages: Sequence[str]) -> UpdateRequest:
    templates = tuple(
        Template(page=f"a/{page}", entries=tuple(Entry(msgid=msgid) for msgid in msgids))
        for page, msgids in pages.items()
    )
    return UpdateRequest(
        tag="fr",
        root=root,
        templates=templates,
        pages=frozenset(template.page for template in templates),
        publications=frozenset({"a"}),
        ui_template=None,
        creation_date=NOW,
    )


def _update(
    request: UpdateRequest, scratch: Path, meanwhile: Callable[[], object] = lambda: None
) -> SavedUpdates:
    """Update a language; `meanwhile` is done each time between what is computed and what is written."""

    def compute(due: Sequence[UpdateRequest]) -> list[update.LanguageUpdate]:
        updated = [update.update_language(each, scratch) for each in due]
        meanwhile()
        return updated

    return save_updates([request], compute, request.root)


def test_what_is_saved_meanwhile_is_kept_and_updated(make_root: Callable[[], Root], tmp_path: Path) -> None:
    """The language is computed again from the new file; other pages are written too, once each."""
    root = make_root()
    path = _put(root, "a/right", HEADER + SAVED.format("old"))
    names = iter(["new"])

    def save() -> None:
        """Save the file, the first time."""
        for name in names:
            _save(path, name)

    saved = _update(_request(root, right=["old", "more"], other=["x"]), tmp_path, save)
    text = path.read_text("utf-8")
    assert 'msgid "old"\nmsgstr "mot old"' in text
    assert '#~ msgid "new"\n#~ msgstr "mot new"' in text
    assert 'msgid "more"\nmsgstr ""' in text
    assert _find_path(root, "a/other").is_file()
    assert saved.findings == ()
    assert sorted(change.file[-8:] for change in saved.changes) == ["other.po", "right.po"]
    assert saved.catalogues == 2


def test_a_file_that_appears_meanwhile_is_kept(make_root: Callable[[], Root], tmp_path: Path) -> None:
    """A catalogue that was to be made is updated instead."""
    root = make_root()
    path = _find_path(root)
    saved = _update(
        _request(root, right=["old", "more"]),
        tmp_path,
        lambda: path.exists() or _put(root, "a/right", HEADER + SAVED.format("old")),
    )
    assert 'msgid "old"\nmsgstr "mot old"' in path.read_text("utf-8")
    assert 'msgid "more"\nmsgstr ""' in path.read_text("utf-8")
    assert saved.findings == ()


def test_a_file_that_goes_meanwhile_is_made_anew(make_root: Callable[[], Root], tmp_path: Path) -> None:
    """Who removed a file gets an empty one, not the one of before."""
    root = make_root()
    path = _put(root, "a/right", HEADER + SAVED.format("old"))
    removals = iter([path])

    def remove() -> None:
        """Remove the file, the first time."""
        for each in removals:
            each.unlink()

    saved = _update(_request(root, right=["old", "more"]), tmp_path, remove)
    assert 'msgid "old"\nmsgstr ""' in path.read_text("utf-8")
    assert saved.findings == ()


def test_what_is_saved_again_and_again_is_left_as_saved(
    make_root: Callable[[], Root], tmp_path: Path
) -> None:
    """One line says so, nothing of the language is overwritten, and every save is there."""
    root = make_root()
    path = _put(root, "a/right", HEADER + SAVED.format("old"))
    names = iter(range(100))
    saved = _update(_request(root, right=["old", "more"]), tmp_path, lambda: _save(path, next(names)))
    (finding,) = saved.findings
    assert (finding.code, finding.severity) == ("catalogue/changed-meanwhile", "error")
    assert finding.place.file == "locale/fr/LC_MESSAGES/a/right.po"
    assert saved.changes == ()
    expected = [SAVED.format(name) for name in ("old", *range(MAX_ATTEMPTS))]
    assert path.read_text("utf-8") == HEADER + "".join(expected)


def test_a_pipe_put_in_the_place_is_not_overwritten(make_root: Callable[[], Root], tmp_path: Path) -> None:
    """Nor waited for: it is left, with a line."""
    root = make_root()
    path = _put(root, "a/right", HEADER + SAVED.format("old"))

    def swap() -> None:
        """Put a pipe where the file was."""
        path.unlink()
        os.mkfifo(path)

    saved = _update(_request(root, right=["old", "more"]), tmp_path, swap)
    assert path.is_fifo()
    assert [finding.code for finding in saved.findings] == ["catalogue/not-a-file"]


@pytest.mark.parametrize("again", [1, 100])
def test_a_glossary_saved_meanwhile_is_kept(
    again: int, make_root: Callable[[], Root], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its new row is there beside the new column; saved again and again, it is left, with a line."""
    root = make_root()
    root.locale.mkdir()
    root.glossary.write_text("key\ten\tnote\n", encoding="utf-8")
    saves = iter(range(again))
    add_columns = update.add_glossary_columns

    def save_after_reading(*given: object) -> object:
        """Return the change of the glossary as it was, then save another one."""
        change = add_columns(*given)  # type: ignore[arg-type]
        for number in (next(saves, None),):
            if number is not None:
                write_atomically(root.glossary, root.glossary.read_bytes() + b"k%d\tcity\t\n" % number)
        return change

    monkeypatch.setattr(update, "add_glossary_columns", save_after_reading)
    saved = save_glossary(SavedUpdates(), root, ["fr"])
    if again == 1:
        assert root.glossary.read_text("utf-8") == "key\ten\tfr\tnote\nk0\tcity\t\t\n"
        assert saved.findings == ()
    else:
        assert [finding.place.file for finding in saved.findings] == ["locale/glossary.tsv"]
        assert root.glossary.read_text("utf-8").count("city") == MAX_ATTEMPTS


def test_a_review_leaves_what_was_saved_meanwhile(make_root: Callable[[], Root]) -> None:
    """Not one header is written, and the line names the file."""
    root = make_root()
    paths = [_put(root, f"a/{name}", HEADER + SAVED.format(name)) for name in ("one", "two")]
    request = ReviewRequest(state="reviewed", reviewer="Ana Pérez", day=date(2030, 1, 2))
    reviews = prepare_reviews(discovery.find_catalogues(root, "fr", "a"), request)
    _save(paths[1], "new")
    before = [path.read_bytes() for path in paths]
    with pytest.raises(UserError) as caught:
        record_reviews(reviews)
    assert (caught.value.code, caught.value.exit_code) == ("catalogue/changed-meanwhile", 1)
    assert caught.value.place.file == "locale/fr/LC_MESSAGES/a/two.po"
    assert [path.read_bytes() for path in paths] == before


def _save_often(path: Path, count: int) -> None:
    """Save a word, look at the file for a while, and save the next one."""
    pace = random.Random(count)
    for number in range(count):
        _save(path, f"s{number}")
        for _ in range(pace.randrange(1500)):
            path.read_bytes()


def test_no_save_of_many_is_lost(make_root: Callable[[], Root], tmp_path: Path) -> None:
    """A translator saves a hundred words while updates run: each of them is there."""
    root = make_root()
    path = _put(root, "a/right", HEADER + SAVED.format("old"))
    saver = multiprocessing.get_context("fork").Process(target=_save_often, args=(path, 100))
    saver.start()
    runs = 0
    while saver.is_alive():
        runs += 1
        saved = _update(_request(root, right=["old", f"more {runs}"]), tmp_path)
        assert {finding.code for finding in saved.findings} <= {"catalogue/changed-meanwhile"}
    saver.join()
    assert (saver.exitcode, runs > 1) == (0, True)
    text = path.read_text("utf-8")
    assert [name for name in range(100) if f'msgstr "mot s{name}"' not in text] == []


RUN = "import sys; from build_tools.cli.dispatch import run_command; sys.exit(run_command(sys.argv[1:]))"
REVIEW = ["catalogue", "review", "fr", "a", "--state", "reviewed", "--by", "Ana Pérez"]


@pytest.mark.parametrize("command", [["catalogue", "update", "-l", "fr"], REVIEW], ids=["update", "review"])
@pytest.mark.parametrize("quiet", [False, True])
def test_a_command_waits_for_another_of_its_language(
    translator: Translator, command: list[str], quiet: bool
) -> None:
    """It says so once on stderr, unless quiet, goes on when the other ends, and leaves nothing behind."""
    root = translator.root
    translator.updates("fr")
    translator.translates("a/right", Everyone="Chacun a droit à la ville.")
    translator.page("a/right", RIGHT, "New here.", title="The right")
    names, pipe = sorted(path.name for path in root.locale.rglob("*")), subprocess.PIPE
    program = [sys.executable, "-c", RUN, *command, "--root", str(root.path), *(["-q"] if quiet else [])]
    with hold_languages(root, ["fr"], print):
        before = _find_path(root).read_bytes()
        other = subprocess.Popen(program, stderr=pipe, stdout=subprocess.DEVNULL, text=True, cwd=PROJECT_DIR)
        assert other.stderr is not None
        if not quiet:
            assert select.select([other.stderr], [], [], PATIENCE)[0]
            assert other.poll() is None
        assert _find_path(root).read_bytes() == before
    stderr = other.communicate(timeout=PATIENCE)[1]
    assert stderr == ("" if quiet else "another command is writing to locale/fr; waiting\n")
    assert other.returncode == 0
    assert _find_path(root).read_bytes() != before
    assert sorted(path.name for path in root.locale.rglob("*")) == names


def test_other_languages_do_not_wait(translator: Translator) -> None:
    """The lock is that of a language, and that of one that does not exist makes no folder."""
    waits: list[str] = []
    with hold_languages(translator.root, ["fr"], waits.append):
        assert not (translator.root.locale / "fr").exists()
    translator.updates("fr")
    with (
        hold_languages(translator.root, ["fr"], waits.append),
        hold_languages(translator.root, ["es", "de"], waits.append),
    ):
        assert sorted(path.name for path in translator.root.locale.iterdir()) == ["fr"]
    assert waits == []


def test_a_folder_made_while_one_waits_is_locked(make_root: Callable[[], Root]) -> None:
    """Who waited for the folder above holds the new one."""
    root = make_root()
    root.locale.mkdir()
    code = (
        "import sys; from pathlib import Path; from build_tools.paths import Root\n"
        "from build_tools.tasks.catalogue.language_lock import hold_languages\n"
        "with hold_languages(Root(Path(sys.argv[1])), ['fr'], lambda line: print(line, flush=True)):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    pipe = subprocess.PIPE
    with hold_languages(root, ["fr"], print):
        program = [sys.executable, "-c", code, str(root.path)]
        other = subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, cwd=PROJECT_DIR)
        assert other.stdout is not None
        assert other.stdout.readline() == "another command is writing to locale; waiting\n"
        (root.locale / "fr").mkdir()
    assert other.stdout.readline() == "held\n"
    waits: list[str] = []

    def stop(line: str) -> None:
        """Let the other one end."""
        waits.append(line)
        assert other.stdin is not None
        other.stdin.close()

    with hold_languages(root, ["fr"], stop):
        assert waits == ["another command is writing to locale/fr; waiting"]
    assert other.wait(PATIENCE) == 0
    other.stdout.close()
