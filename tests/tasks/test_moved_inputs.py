"""Files that are written while a build runs: fresh means made from what is there now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.model import CommandResult, Target
from build_tools.paths import BuildFolder, Root

Building = Callable[..., CommandResult]


def built(result: CommandResult) -> set[str]:
    """Return the short names of what was built."""
    return {f"{row.target.language} {row.target.format}" for row in result.rows if row.status == "built"}


def says(root: Root, format: str = "html") -> str:
    """Return the words of the French edition."""
    return BuildFolder(root.path / "build").get_main_file(Target("a", "fr", format)).read_text()


@pytest.fixture
def root(make_root: Any) -> Root:
    """Return a root of one publication in two languages."""
    made: Root = make_root({"a": ["en", "fr"]}, more='formats = ["html", "epub"]')
    (made.locale / "fr/LC_MESSAGES/a").mkdir(parents=True)
    (made.locale / "fr/LC_MESSAGES/a/index.po").write_text("old")
    (made.locale / "fr/LC_MESSAGES/press.po").write_text("old")
    (made.path / "elsewhere.txt").write_text("old")
    return made


def acts(root: Root, *lines: str) -> None:
    """Write what happens while the editions are built; `ROOT` is the folder, `ONCE` means the first time."""
    text = "".join(f"{line}\n" for line in lines)
    text = text.replace("ONCE", f"once {root.path}/marker").replace("ROOT", str(root.path))
    (root.source / "a" / "acts.txt").write_text(text)


SAVED = ["source/a/index.rst", "source/a/new.rst", "source/conf.py", "locale/fr/LC_MESSAGES/a/index.po"]


@pytest.mark.parametrize("file", [*SAVED, "locale/fr/LC_MESSAGES/press.po"])
@pytest.mark.parametrize("phase", ["reading", "html"])
def test_a_file_that_is_saved_meanwhile_is_built_from_again(
    root: Root, build: Building, file: str, phase: str
) -> None:
    """A command that meets a new state of a file ends with editions of that state, and says nothing."""
    acts(root, f"fr {phase} ONCE put ROOT/{file} saved")
    result = build(root)
    assert (result.exit_code, result.findings) == (0, ())
    assert {row.reason for row in result.rows} == {"new"}
    assert len(result.rows) == 4
    assert ("saved" in says(root)) == (".rst" in file)
    assert says(root).split()[-1] == says(root, "epub").split()[-1]
    assert built(build(root)) == set()


@pytest.mark.parametrize("file", SAVED)
def test_a_file_that_goes_and_comes_back(root: Root, build: Building, file: str) -> None:
    """If a file was another while it was read and is the first one again, the edition is of the first one."""
    text = "was there"
    (root.path / file).write_text(text)
    once = f"once {root.path}/marker"
    again = f"once {root.path}/marker-2"
    acts(root, f"fr reading {once} put ROOT/{file} other", f"fr html {again} put ROOT/{file} {text}")
    build(root)
    assert "other" not in says(root)
    assert "other" not in says(root, "epub")
    assert built(build(root)) == set()


@pytest.mark.parametrize("phase", ["reading", "html"])
def test_a_file_that_only_the_reading_names(root: Root, build: Building, phase: str) -> None:
    """A file from elsewhere that is saved after it was read is an input in its new state."""
    log = root.path / "log"
    acts(
        root,
        f"fr reading log {log}",
        "* reading take elsewhere.txt",
        f"fr {phase} ONCE put ROOT/elsewhere.txt saved",
    )
    assert len(built(build(root))) == 4
    assert len(log.read_text().splitlines()) == 2
    assert built(build(root)) == set()


def test_a_file_that_never_rests(root: Root, build: Building) -> None:
    """If a file is written each time it is read, the editions are built, told as stale, and due again."""
    acts(root, "fr reading add ROOT/source/a/index.rst")
    result = build(root)
    assert (result.exit_code, len(built(result))) == (0, 4)
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("build/inputs-moved", "warning")
    assert finding.place.file == "source/a/index.rst"
    assert finding.message.endswith("build again")
    assert says(root).count("more") <= 3
    assert "fr html" in built(build(root))


def test_the_register_is_read_again(root: Root, build: Building) -> None:
    """A language that is added while a build runs is built by the same command."""
    (root.path / "next").write_text(root.register.read_text().replace("'fr'", "'fr', 'es'"))
    acts(root, f"fr reading ONCE copy ROOT/next {root.register}")
    assert {row.target.language for row in build(root).rows} == {"en", "fr", "es"}


def test_an_edition_that_fails_for_a_half_saved_file(root: Root, build: Building) -> None:
    """A failure is tried again if its files were saved meanwhile, and only then."""
    log = root.path / "log"
    acts(root, f"fr reading log {log}", f"fr reading once {root.path}/done crash half")
    assert build(root).exit_code == 1
    page = root.source / "a" / "index.rst"
    acts(root, f"fr reading log {log}", f"fr reading once {root.path}/done-2 spoil {page}")
    log.unlink()
    result = build(root)
    assert result.exit_code == 0
    assert result.findings == ()
    assert len(log.read_text().splitlines()) == 2


def test_a_style_that_is_saved_meanwhile(root: Root, build: Building, press: Path) -> None:
    """A style is read when a format is written: what was written before it was saved is written again."""
    log = root.path / "log"
    acts(root, f"fr html ONCE put {press}/styles/base/tokens.css saved", f"* html log {log}")
    build(root)
    assert sorted(log.read_text().splitlines()) == ["a en", "a en", "a fr", "a fr"]
    assert built(build(root)) == set()
