"""A root's `requirements`: installed only where a person allows it, into a folder of the root."""

from __future__ import annotations

import os
import pty
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.paths import Root
from tests.conftest import MakeRoot
from tests.helpers.editions import EDITIONS

CODE = """
from docutils.nodes import paragraph
from docutils.parsers.rst import Directive

class Hello(Directive):
    def run(self):
        self.state.document.settings.env.note_dependency(__file__)
        return [paragraph(text="{words}")]

def setup(app):
    app.add_directive("hello", Hello)
"""
QUESTION = (
    "This root asks for 1 package (hello-ext) in docs/requirements.txt."
    " Install into build/.press/packages? [y/N]: "
)
FAILED = "docs/requirements.txt: requirements/pip its packages could not be installed: "


def write_wheel(folder: Path, version: str, *, name: str = "hello_ext", words: str = "") -> None:
    """Write a package of one module as pip installs it."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        info = f"{name}-{version}.dist-info"
        wheel.writestr(f"{name}.py", CODE.format(words=words or f"Hello from {version}."))
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def ask_for(root: Root, *lines: str) -> None:
    """Write the file of requirements; pip finds packages in the root alone."""
    text = "\n".join(("--no-index", "--find-links ../wheels", *lines, ""))
    (root.path / "docs" / "requirements.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def root(make_root: MakeRoot) -> Root:
    """Return a root whose text needs an extension that its requirements name."""
    made = make_root({"a": ["en"]}, more='formats = ["html"]')
    register = made.register.read_text("utf-8")
    made.register.write_text(f'requirements = "docs/requirements.txt"\n{register}', encoding="utf-8")
    (made.source / "conf.py").write_text('extensions = ["hello_ext"]\n', encoding="utf-8")
    (made.source / "a" / "index.rst").write_text("Title\n=====\n\n.. hello::\n", encoding="utf-8")
    (made.path / "docs").mkdir()
    write_wheel(made.path / "wheels", "1.0")
    ask_for(made, "hello-ext  # ours")
    return made


def run(root: Root, *words: str, code: int, **variables: str) -> tuple[str, str]:
    """Run the command away from a terminal; return its output and its errors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    done = subprocess.run(
        [EDITIONS, "--root", str(root.path), *words],
        env=kept | {"PIP_CONFIG_FILE": os.devnull, "NO_PROXY": "*"} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def read_page(root: Root) -> str:
    """Return the page of the edition."""
    return (root.path / "build" / "editions" / "en" / "a" / "html" / "index.html").read_text("utf-8")


def test_nothing_is_installed_unasked(root: Root) -> None:
    """Off a terminal it is an error of one line with the remedy, in each command that reads the text."""
    line = (
        "source/publications.toml:1: requirements/not-installed docs/requirements.txt asks for 1 package"
        " (hello-ext), not installed here, or not as it is now — look at that file, then let it: editions"
        " build --install-packages\n"
    )
    for words in (["build"], ["catalogue", "update", "-l", "fr"], ["catalogue", "status"]):
        assert run(root, *words, code=2)[1] == line
    assert not root.packages.exists()


def test_what_is_asked_for_is_installed_and_imported(root: Root) -> None:
    """With --install-packages the extension is there for every command, and for the next build unasked."""
    out, _ = run(root, "build", "--install-packages", code=0)
    assert [line.split()[:4] for line in out.splitlines() if line.startswith("a ")] == [
        ["a", "en", "html", "built"]
    ]
    assert "Hello from 1.0." in read_page(root)
    (folder,) = root.packages.iterdir()
    assert {path.name for path in folder.iterdir()} - {"__pycache__"} == {
        "hello_ext.py",
        "hello_ext-1.0.dist-info",
    }
    run(root, "catalogue", "update", "-l", "fr", code=0)
    (root.source / "a" / "index.rst").write_text("Title\n=====\n\nWords.\n\n.. hello::\n", encoding="utf-8")
    run(root, "build", code=0)
    assert "Hello from 1.0." in read_page(root)


def test_other_requirements_make_editions_due(root: Root) -> None:
    """A changed file is the reason of --why; it asks again, and what was installed before is removed."""
    run(root, "build", "--install-packages", code=0)
    assert run(root, "build", "--why", code=0) == ("", "")
    write_wheel(root.path / "wheels", "2.0")
    ask_for(root, "hello-ext ==2.0")
    why, _ = run(root, "build", "--why", code=0)
    assert why == "a en html  requirements changed: docs/requirements.txt\n"
    run(root, "build", code=2)
    run(root, "build", "--install-packages", code=0)
    assert "Hello from 2.0." in read_page(root)
    assert len(list(root.packages.iterdir())) == 1
    assert run(root, "build", "--why", code=0) == ("", "")


def test_the_packages_of_this_program_stay(root: Root) -> None:
    """A package that it needs too has its version, or is refused; a module of the same name comes after."""
    write_wheel(root.path / "wheels", "99", name="sphinx")
    ask_for(root, "hello-ext", "sphinx")
    _, errors = run(root, "build", "-q", "--install-packages", code=2)
    assert re.fullmatch(rf"{re.escape(FAILED)}.*sphinx.* — correct .*\n", errors)
    assert list(root.packages.iterdir()) == []
    ask_for(root, "hello-ext", "jinja2-in-name-only")
    write_wheel(root.path / "wheels", "1", name="jinja2_in_name_only")
    with zipfile.ZipFile(root.path / "wheels" / "jinja2_in_name_only-1-py3-none-any.whl", "a") as wheel:
        wheel.writestr("jinja2/__init__.py", "1 / 0\n")
    run(root, "build", "-q", "--install-packages", code=0)
    assert "Hello from 1.0." in read_page(root)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no-such-package", "Could not find a version that satisfies the requirement no-such-package"),
        ("hello-ext==7", "Could not find a version that satisfies the requirement hello-ext==7"),
        ("???", "Invalid requirement: '???'"),
    ],
)
def test_a_failure_of_pip_is_a_line(root: Root, line: str, reason: str) -> None:
    """The file, the words of pip, the remedy; nothing is left behind."""
    ask_for(root, line)
    _, errors = run(root, "build", "-q", "--install-packages", code=2)
    assert errors.startswith(f"{FAILED}{reason}")
    assert errors.count("\n") == 1
    assert list(root.packages.iterdir()) == []


@pytest.fixture
def silent_index() -> Iterator[str]:
    """Yield the address of an index that takes connections and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/simple"


def test_an_index_that_never_answers(root: Root, silent_index: str) -> None:
    """One try: pip ends by itself, and the line says that nobody answered."""
    (root.path / "docs" / "requirements.txt").write_text("hello-ext\n", encoding="utf-8")
    _, errors = run(root, "build", "-q", "--install-packages", code=2, PIP_INDEX_URL=silent_index)
    assert errors.startswith(FAILED)
    assert "timed out. (read timeout=8" in errors
    assert errors.count("\n") == 1


def test_variables_of_pip_change_nothing(root: Root, tmp_path: Path) -> None:
    """What would send packages elsewhere, or install none, does not count."""
    run(root, "build", "-q", "--install-packages", code=0, PIP_TARGET=str(tmp_path / "else"), PIP_DRY_RUN="1")
    assert not (tmp_path / "else").exists()
    assert "Hello from 1.0." in read_page(root)


def test_a_file_that_includes_another(root: Root) -> None:
    """What it includes is asked for too, and a change there makes editions due."""
    other = root.path / "docs" / "more.txt"
    other.write_text("hello-ext\n", encoding="utf-8")
    ask_for(root, "-r more.txt")
    assert "1 package (hello-ext)" in run(root, "build", code=2)[1]
    run(root, "build", "--install-packages", code=0)
    other.write_text("hello-ext==1.0\n", encoding="utf-8")
    assert "requirements changed" in run(root, "build", "--why", code=0)[0]
    other.unlink()
    _, errors = run(root, "build", "--why", code=2)
    assert errors.startswith("more.txt: requirements/unreadable cannot be read: No such file or directory — ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"docs/none.txt"', "requirements is docs/none.txt, which is no file of the root"),
        ('"../none.txt"', "requirements is ../none.txt, which leads out of the root"),
        ("5", "requirements is 5, not a text"),
    ],
)
def test_a_wrong_key_is_an_error_at_its_line(root: Root, value: str, said: str) -> None:
    """The register names a file of the root."""
    text = root.register.read_text("utf-8").replace('"docs/requirements.txt"', value)
    root.register.write_text(f"# A remark\n{text}", encoding="utf-8")
    _, errors = run(root, "build", code=2)
    assert errors.startswith("source/publications.toml:2: register/")
    assert said in errors


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2), ("", 2)])
def test_a_terminal_is_asked_once(root: Root, answer: str, code: int) -> None:
    """Yes installs, and the next build asks nothing; anything else installs nothing."""
    shown, ended = answer_on_terminal(root, answer)
    assert (shown.count(QUESTION), ended) == (1, code)
    assert root.packages.exists() is (code == 0)
    if code == 0:
        assert QUESTION not in answer_on_terminal(root, "")[0]


def answer_on_terminal(root: Root, answer: str) -> tuple[str, int]:
    """Build on a terminal at which a person answers; return what it shows, and the exit code."""
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    process = subprocess.Popen(
        [sys.executable, EDITIONS, "--root", str(root.path), "build"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "200", "NO_COLOR": "1"},
    )
    os.close(theirs)
    shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return shown.decode("utf-8"), process.wait(timeout=120)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
