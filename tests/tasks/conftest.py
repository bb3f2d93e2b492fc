"""Options for commands on a small root."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools.model import CommandResult, Job, ProgressEvent, ReportRow
from build_tools.paths import BuildFolder, Root
from build_tools.tasks.build import inputs
from build_tools.tasks.build import run as task
from build_tools.tasks.options import OnEvent, Options, Selection
from build_tools.tasks.release import source_files
from build_tools.tasks.release.cut import CutProgress, CutResult, cut_release
from build_tools.tasks.release.request import CutRequest
from tests.helpers.translators import INDEX, RIGHT, MakeOrder, Translator

Building = Callable[..., CommandResult]
Cut = Callable[..., CutResult]
DAY = date(2026, 12, 2)
WHEN = "2026-12-02 12:00+0000"


def silent(jobs: tuple[Job, ...]) -> AbstractContextManager[OnEvent]:
    """Show nothing."""

    def watch(event: ProgressEvent | ReportRow | None) -> None:
        pass

    return nullcontext(watch)


@pytest.fixture
def order() -> Callable[..., Options]:
    """Return a function that makes options: for everything of a root, or as given."""

    def make(root: Root, **changes: Any) -> Options:
        given = {"build": BuildFolder(root.path / "build"), "selection": Selection(), "workers": 2}
        return Options(**{"root": root, **given, **changes})

    return make


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in place of the program's own, with a style and a line of code."""
    folder = tmp_path / "press"
    for name in ("styles/base/tokens.css", "styles/print/page.css", "build_tools/model.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("old")
    monkeypatch.setattr(inputs, "PROJECT_DIR", folder)
    monkeypatch.setattr(inputs, "STYLES_DIR", folder / "styles")
    return folder


@pytest.fixture
def build(order: Callable[..., Options], stand_ins: object, press: Path) -> Building:
    """Return a function that builds a root with stand-ins for the slow parts."""

    def run(root: Root, *, show: Any = silent, **changes: Any) -> CommandResult:
        messages: list[str] = []
        made = order(root, **changes)
        result = task.build_editions(made, clock=time.monotonic, show=show, echo=messages.append)
        assert messages == []
        return result

    return run


@pytest.fixture
def translator(make_root: Any, order: MakeOrder) -> Translator:
    """Return a translator with a root of two publications."""
    made: Root = make_root({"a": ["en", "fr"], "b": ["en", "fr"]}, more='licence = "CC0-1.0"')
    for name in ("a", "b"):
        (made.source / name / "index.rst").write_text(INDEX)
    one = Translator(root=made, order=order)
    one.page("a/right", RIGHT, title="The right")
    return one


@pytest.fixture
def cut(
    stand_ins: object, press: Path, structure_check: None, root: Root, order: Callable[..., Options]
) -> Cut:
    """Return a function that cuts a release of the root, of files of stand-ins."""

    def run(version: str, *, releases: Path | None = None, **changes: Any) -> CutResult:
        request = CutRequest(version=version, day=DAY, releases=releases or root.releases)
        names = {name for name in changes if name in ("note", "is_draft", "sign")}
        request = replace(request, **{name: changes.pop(name) for name in names})
        progress = CutProgress(
            show=silent, on_check=lambda _done, _of: None, on_step=lambda _: None, echo=pytest.fail
        )
        return cut_release(
            order(root, **changes), request, clock=time.monotonic, progress=progress, when=WHEN
        )

    return run


@pytest.fixture
def short_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all but some files of the program out of archives, where many are written."""
    monkeypatch.setattr(source_files, "PROGRAM_FOLDERS", ())
