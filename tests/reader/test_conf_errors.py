"""A conf.py may do anything: it is told in one line at its place, and nothing waits for it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from build_tools import register
from build_tools.paths import PROJECT_DIR, BuildFolder, Root
from build_tools.process import os_errors, pool
from tests.helpers.commands import run_command

MakeRoot = Callable[..., Root]
DATA = PROJECT_DIR / "tests" / "data" / "reader" / "conf_faults.toml"
CASES = tomllib.loads(DATA.read_text("utf-8"))["case"]


def _extract(root: Root, work: Path) -> list[str]:
    from build_tools import reader

    edition = register.make_edition(register.read_register(root), "a", "en")
    folder = reader.extract_templates(edition, root, work=work).folder
    return [path.name for path in folder.rglob("*.pot")]


def _read(root: Root, tmp_path: Path) -> str:
    """Return the line of the error that a reading ends with, or what it wrote."""
    (tmp_path / "scratch").mkdir()
    try:
        names = pool.run_all([partial(_extract, root)], workers=1, scratch=tmp_path / "scratch", names=["a"])
    except Exception as error:
        return str(os_errors.convert_crash(error, root.path, BuildFolder(tmp_path / "build"), "command"))
    return " ".join(names[0])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_fault_of_conf_is_a_line(make_root: MakeRoot, tmp_path: Path, case: dict[str, str]) -> None:
    """Whatever it raises, and whenever: its place, its own words, the remedy."""
    root = make_root()
    (root.source / "conf.py").write_text(case["conf"])
    (root.source / "own.py").write_text(case.get("own", ""))
    line = _read(root, tmp_path)
    assert line.startswith(case["says"])
    assert len(line) < 700
    assert "\n" not in line


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_what_is_no_plain_file_is_refused(make_root: MakeRoot, tmp_path: Path, kind: str) -> None:
    """A pipe is not waited for, a device not read, a folder not passed over."""
    root = make_root()
    conf = root.source / "conf.py"
    if kind == "pipe":
        os.mkfifo(conf)
    elif kind == "device":
        conf.symlink_to("/dev/zero")
    elif kind == "folder":
        conf.mkdir()
    else:
        with conf.open("wb") as stream:
            stream.truncate(1 << 32)
    said = "it is larger than 1 MB" if kind == "large" else "it is not a plain file"
    assert _read(root, tmp_path).startswith(f"source/conf.py: source/conf {said} — ")


@pytest.mark.parametrize(
    "conf",
    [
        "import os\nos.fork()\n",
        "import threading\nthreading.Thread(target=threading.Event().wait).start()\n",
        "import os\nos.chdir('/')\nos.environ.clear()\n",
        "import sys\nsys.stdout.close()\nsys.stdout = sys.stderr = None\n",
        "print('words')\n",
        "master_doc = root_doc = 'elsewhere'\n",
    ],
)
def test_what_does_no_harm_is_borne(make_root: MakeRoot, tmp_path: Path, conf: str) -> None:
    """A second process, a thread without end, another folder, no streams: the text is read, once."""
    root = make_root()
    (root.source / "conf.py").write_text(conf)
    assert _read(root, tmp_path) == "index.pot"


def test_a_value_that_fails_in_writing_is_conf_s(make_root: MakeRoot) -> None:
    """Sphinx goes on with a value of a wrong type: the error at its first use is told as conf.py's."""
    root = make_root(more='formats = ["html"]')
    (root.source / "a" / "index.rst").write_text("Title\n=====\n\n::\n\n   code\n")
    (root.source / "conf.py").write_text("highlight_language = 5\n")
    done = run_command("build", "--root", root.path, "-l", "en")
    assert done.returncode == 1
    assert "source/conf.py: source/conf The config value `highlight_language' has type `int'" in done.stderr
    assert "press/internal" not in done.stderr


@pytest.mark.parametrize("where", ["handler", "directive"])
def test_an_installed_extension_is_named(make_root: MakeRoot, tmp_path: Path, where: str) -> None:
    """An error of an extension that is not the root's own is told with its module, not as this program's."""
    root = make_root()
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "foreign.py").write_text(
        "from docutils.parsers.rst import Directive\n\n\n"
        "class Broken(Directive):\n    def run(self):\n        return 1 / 0\n\n\n"
        "def setup(app):\n    app.add_directive('broken', Broken)\n"
        + ("    app.connect('source-read', lambda *a: 1 / 0)\n" if where == "handler" else "")
    )
    conf = f"import sys\nsys.path.insert(0, {str(tmp_path / 'lib')!r})\nextensions = ['foreign']\n"
    (root.source / "conf.py").write_text(conf)
    (root.source / "a" / "index.rst").write_text("Title\n=====\n\n.. broken::\n")
    assert _read(root, tmp_path).startswith(
        "source/conf.py: source/extension foreign: ZeroDivisionError: division by zero — correct what it"
        " needs, or take it out of extensions; its traceback is in "
    )
