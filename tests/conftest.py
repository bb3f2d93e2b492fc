"""Fixtures: a small root, and stand-ins for the parts that start slowly."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

import build_tools
from build_tools import checks
from build_tools.paths import PROJECT_DIR, BuildFolder, Root
from tests.helpers.editions import Shelf

# A shell ignores Ctrl-C in a job of the background, nohup a closed terminal; commands under test hear both.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

# No test is decided by how busy the machine is.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
# Rooms whose tests are about the cache of fonts, or watch every file that a build touches.
OWN_FONTS = {"fonts", "hostile"}
STAND_INS = TESTS / "data" / "runner" / "stand_ins.py"
# Files of few tests that take long: without these, they would come last.
LONGEST = (
    "texts/test_judged.py",
    "test_docs.py",
    "test_benchmarks.py",
    "hostile/test_hostile.py",
    "formats/test_scripts.py",
    "formats/test_sources.py",
    "formats/test_proof.py",
    "texts/test_catalogues.py",
    "tasks/test_catalogue_update.py",
    "acceptance/test_promises.py",
    "acceptance/test_surroundings.py",
    "acceptance/test_release.py",
    "acceptance/test_saves_during_builds.py",
    "tasks/test_requirements.py",
)
MakeRoot = Callable[..., Root]
Start = Callable[..., subprocess.Popen[str]]
Golden = Callable[[str, str], None]


@pytest.fixture
def make_root(tmp_path: Path) -> MakeRoot:
    """Return a function that writes a root of one-page publications."""

    def make(
        languages: Mapping[str, Sequence[str]] | None = None,
        *,
        acts: Mapping[str, str] | None = None,
        more: str = "",
    ) -> Root:
        root = Root(tmp_path / "root")
        lines = []
        for name, tags in (languages or {"a": ["en", "fr"]}).items():
            folder = root.source / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.rst").write_text("Title\n=====\n")
            (folder / "acts.txt").write_text((acts or {}).get(name, ""))
            lines += [f"[publications.{name}]", f"languages = {list(tags)!r}", more]
        root.register.write_text("\n".join(lines))
        return root

    return make


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Replace catalogues, doctree, formats and fonts with stand-ins."""
    spec = importlib.util.spec_from_file_location("stand_ins", STAND_INS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "stand_ins", module)
    spec.loader.exec_module(module)

    def put(room: str, stand_in: ModuleType) -> None:
        monkeypatch.setitem(sys.modules, stand_in.__name__, stand_in)
        monkeypatch.setattr(build_tools, room, stand_in, raising=False)

    module.install(put)
    return module


@pytest.fixture
def start() -> Iterator[Start]:
    """Return a function that starts the command, with stand-ins, in its own process."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: object, **options: object) -> subprocess.Popen[str]:
        chosen: dict[str, object] = {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "env": os.environ | {"PYTHONPATH": str(PROJECT_DIR)},
            **options,
        }
        words = [sys.executable, "-W", "error", str(STAND_INS), *map(str, arguments)]
        running.append(subprocess.Popen(words, **chosen))  # type: ignore[call-overload]
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    # Each process of the tests has a folder of its own, below the one that they share.
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def shelf(shared_folder: Path) -> Shelf:
    """Return the folder where the editions of the roots in tests/data/roots are built, each once."""
    folder = shared_folder / "shelf"
    folder.mkdir(exist_ok=True)
    return Shelf(folder)


@pytest.fixture(scope="module", autouse=True)
def shared_fonts(request: pytest.FixtureRequest, shared_folder: Path) -> Iterator[None]:
    """Subset each font once for all tests, as a build folder does for its builds; see OWN_FONTS."""
    with pytest.MonkeyPatch.context() as patch:
        if request.path.parent.name not in OWN_FONTS:
            patch.setattr(BuildFolder, "fonts", property(lambda _: shared_folder / "fonts"))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a text with its golden file, or rewrites the file."""
    rewrites = bool(request.config.getoption("--update-golden"))

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if rewrites:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file} is missing: run pytest --update-golden"
        assert text == file.read_text("utf-8")

    return compare


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, then those of most tests, so that all processes end together."""
    names = {item: item.path.relative_to(TESTS).as_posix() for item in items}
    sizes = Counter(names.values())
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (ranks.get(names[item], len(ranks)), -sizes[names[item]], names[item]))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the golden files; their diff is then reviewed."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def structure_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep one check, which the files of stand-ins pass."""
    kept = tuple(check for check in checks.CHECKS if check.code == "html/duplicate-id")
    monkeypatch.setattr(checks, "CHECKS", kept)
