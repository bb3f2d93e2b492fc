"""The manuals: the commands in them work, and the files that they name exist."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

import build_tools
from build_tools import checks
from build_tools.checks import CHECKS
from build_tools.cli import dispatch
from build_tools.cli.dispatch import editions
from build_tools.paths import PROJECT_DIR
from tests.helpers.checks import list_own_checks
from tests.helpers.commands import run_command
from tests.helpers.manuals import MANUALS, Manual

BIN = Path(sys.executable).parent
INSTEAD = tomllib.loads((PROJECT_DIR / "tests/data/docs/instead.toml").read_text("utf-8"))
COMMANDS = tuple(dict.fromkeys(each for manual in MANUALS for each in manual.commands()))
SOURCES = "\n".join(path.read_text("utf-8") for path in (PROJECT_DIR / "build_tools").rglob("*.py"))
# Codes of checks and findings, which look as files do.
CODES = {check.code for check in CHECKS} | set(re.findall(r'"([a-z]+/[a-z-]+)"', SOURCES))
PAGES = ("preamble", "right-2", "glossary")
INDEX = "Charter\n=======\n\n.. toctree::\n\n   " + "\n   ".join(PAGES)
by_name = pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.name)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader who types what the manuals say, in a project with fewer pages and languages."""

    folder: Path
    done: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)

    def types(self, command: str) -> subprocess.CompletedProcess[str]:
        """Return the result of a command; the same command, or what replaces it, is run only once."""
        line = INSTEAD.get(command, {}).get("run", command)
        if line not in self.done:
            self.done[line] = self._run(*shlex.split(line))
        return self.done[line]

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        if program == "editions":
            return run_command("--root", self.folder, *words, cwd=self.folder, env=path)
        return subprocess.run(
            [sys.executable if program == ".venv/bin/python" else program, *words],
            cwd=self.folder,
            env=os.environ | path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader of the manuals who has built already."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("locale", "benchmarks", "docs"):
        shutil.copytree(PROJECT_DIR / name, folder / name)
    text = folder / "source" / "charter-agenda"
    text.mkdir(parents=True)
    for name in ("conf.py", "index.rst"):
        shutil.copy(PROJECT_DIR / "source" / name, folder / "source")
    for page in PAGES:
        shutil.copy(PROJECT_DIR / "source" / "charter-agenda" / f"{page}.rst", text)
    (text / "index.rst").write_text(INDEX, encoding="utf-8")
    register = (PROJECT_DIR / "source" / "publications.toml").read_text("utf-8")
    first = register.partition("[publications.european-charter]")[0]
    fewer = re.sub(r"(?m)^languages = .*$", 'languages = ["en", "fr"]', first)
    fewer = re.sub(r"(?m)^(es|ar|ko) = .*\n", "", fewer)
    fewer = re.sub(r"(?m)^ca-\S+ = .*\n", "", fewer)  # the article of a successor is not copied
    (folder / "source" / "publications.toml").write_text(fewer, encoding="utf-8")
    made = Reader(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "CHECKS", list_own_checks())
        for command in COMMANDS:  # in the order of the manuals: what one makes another takes
            made.types(command)
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works(reader: Reader, command: str) -> None:
    """Every command in the manuals works as it is written."""
    done = reader.types(command)
    assert done.returncode in INSTEAD.get(command, {}).get("ends", [0]), done.stderr


def test_nothing_is_excused_that_no_manual_names() -> None:
    """Every command that is replaced in tests is in a manual, and has a reason."""
    assert set(INSTEAD) <= set(COMMANDS)
    assert all(each["reason"] for each in INSTEAD.values())


@by_name
def test_every_link_leads_to_a_file(manual: Manual) -> None:
    """Every link and picture of a manual leads to a file that exists."""
    assert [link for link in manual.links if not (manual.folder / link).is_file()] == []


@by_name
def test_every_place_is_there(manual: Manual, reader: Reader) -> None:
    """Every file and folder that a manual names exists, or exists after a build."""
    homes = [
        PROJECT_DIR,
        PROJECT_DIR / "build_tools",
        manual.folder,
        reader.folder,
        reader.folder / "build",
        reader.folder / "our-charter",
        reader.folder / "our-charter" / "build" / "editions",
    ]
    homes += (PROJECT_DIR / "locale").glob("*/LC_MESSAGES")
    lost = [
        place
        for place in manual.places()
        if place not in CODES and not any(list(home.glob(re.sub("<.*?>", "*", place))) for home in homes)
    ]
    assert lost == []
    assert [program for program in manual.programs() if not on_path(program)] == []


@by_name
def test_every_switch_is_known(manual: Manual) -> None:
    """Every option that a manual names belongs to a command or to the project's tests."""
    ours = {switch for _, command in commands(editions) for switch in switches(command)}
    pytests = (PROJECT_DIR / "tests" / "conftest.py").read_text("utf-8")
    assert [each for each in manual.switches() if each not in ours and each not in pytests] == []


def test_every_command_is_named() -> None:
    """Every command of `editions --help`, and of its groups, has a row in README.md."""
    rows = re.findall(r"^\| `\./editions ([^`]*)`", MANUALS[0].text, re.MULTILINE)
    names = [name for name, command in commands(editions) if not hasattr(command, "commands")]
    assert len(names) > 5
    assert [name for name in names if name not in rows] == []


def test_the_output_shown_is_the_output(reader: Reader) -> None:
    """The output in README.md is what a build prints, except for the figures."""
    blocks = [block for _, block in MANUALS[0].blocks]
    (shown,) = [block for block in blocks if "charter-agenda  en" in "".join(block)]
    printed = reader.types("editions build").stdout.splitlines()
    assert {shape(line) for line in shown} <= {shape(line) for line in printed}


def test_plain_tools_find_and_keep_the_translations(reader: Reader) -> None:
    """Sphinx alone shows the French text; sphinx-intl does not change a catalogue that is up to date."""
    page = reader.folder / "out" / "charter-agenda" / "right-2.html"
    assert "Droit à la démocratie participative" in page.read_text("utf-8")
    assert "/right-2.po: " in reader.types("sphinx-intl stat -d locale -l fr").stdout
    catalogue = "locale/fr/LC_MESSAGES/charter-agenda/right-2.po"
    assert (reader.folder / catalogue).read_bytes() == (PROJECT_DIR / catalogue).read_bytes()


def test_every_room_is_walked_through() -> None:
    """The life of an edition names every folder of build_tools, and no other."""
    (walk,) = [manual.text for manual in MANUALS if manual.name == "build_tools/README.md"]
    named = {name.split("/")[0].removesuffix(".py") for name in re.findall(r"\*\*`([^`]+)`\*\*", walk)}
    rooms = {path.stem for path in (PROJECT_DIR / "build_tools").iterdir() if path.stem[0] != "_"}
    assert named == rooms - {"README"}


def test_the_licences_agree() -> None:
    """The code is under the complete Apache License; the licence of the texts is that of the register."""
    digest = hashlib.sha256((PROJECT_DIR / "LICENSE").read_bytes()).hexdigest()
    assert digest == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    register = tomllib.loads((PROJECT_DIR / "source" / "publications.toml").read_text("utf-8"))
    texts = (PROJECT_DIR / "LICENSE-TEXTS").read_text("utf-8")
    licences = {each["licence"] for each in register["publications"].values()}
    assert {f"SPDX: {licence}" for licence in licences} <= set(re.findall(r"SPDX: [\w.-]+", texts))
    assert project["license"] == "Apache-2.0"
    assert "SPDX: Apache-2.0" in texts


def test_the_version_is_one() -> None:
    """The newest version in CHANGELOG.md is that of the project and of the command."""
    (changes,) = [manual.text for manual in MANUALS if manual.name == "CHANGELOG.md"]
    project = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.findall(r"^## ([\d.]+), \d{4}-\d\d-\d\d$", changes, re.MULTILINE)[0]
    assert newest == project["version"] == build_tools.__version__


def test_the_picture_is_light() -> None:
    """The picture in README.md has at most 400 kB."""
    (picture,) = [link for link in MANUALS[0].links if link.endswith(".png")]
    assert (PROJECT_DIR / picture).stat().st_size < 400_000


def test_the_pictures_of_the_guide_are_light_and_told() -> None:
    """Each picture for translators has at most 150 kB and a text alternative in words."""
    (guide,) = [manual for manual in MANUALS if manual.name == "docs/translating.md"]
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", guide.text)
    assert {name for _, name in pictures} == {path.name for path in guide.folder.glob("trans*.png")}
    assert [name for words, name in pictures if len(words.split()) < 15] == []
    assert [name for _, name in pictures if (guide.folder / name).stat().st_size > 150_000] == []


def on_path(program: str) -> bool:
    """Return whether a program is in the environment or on the machine."""
    return bool(shutil.which(program, path=f"{BIN}{os.pathsep}{os.environ['PATH']}"))


def shape(line: str) -> str:
    """Return a line of output with all figures, and the spaces before them, made equal."""
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", line))


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield a group and each command below it, with the words that call it."""
    yield before.strip(), group
    with click.Context(group) as context:
        for word in group.list_commands(context):
            command = group.get_command(context, word)
            if isinstance(command, click.Group):
                yield from commands(command, f"{before} {word}")
            elif command:
                yield f"{before} {word}".strip(), command


def switches(command: click.Command) -> set[str]:
    """Return the options of a command."""
    return {"--help", *(switch for param in command.params for switch in param.opts)}


def test_the_rest_of_the_guide_for_editors_is_printed_whole(tmp_path: Path) -> None:
    """The page in docs/editing.md builds in a new root, in every format, without a warning."""
    (guide,) = [manual for manual in MANUALS if manual.name == "docs/editing.md"]
    (page,) = ["\n".join(lines) for kind, lines in guide.blocks if kind == "rst"]
    assert dispatch.run_command(["new", str(tmp_path / "root"), "en"]) == 0
    text = tmp_path / "root" / "source" / "charter"
    (text / "article-3.rst").write_text(f"{page}\n", encoding="utf-8")
    with (text / "index.rst").open("a", encoding="utf-8") as index:
        index.write("   article-3\n")
    build = ["--root", str(tmp_path / "root"), "build", "--strict"]
    assert dispatch.run_command(build) == 0
    html = tmp_path / "root" / "build" / "editions" / "en" / "charter" / "html"
    web_page = (html / "article-3.html").read_text(encoding="utf-8")
    assert 'href="article-1.html#charter-1-p2"' in web_page
    assert "This sentence is on the web page alone." in web_page
