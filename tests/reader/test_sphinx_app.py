"""Sphinx is started for one edition: its own pages, our settings before those of conf.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from build_tools import register
from build_tools.errors import UserError
from build_tools.paths import BuildFolder, Root
from build_tools.process.pool import run_all
from build_tools.tasks.build.inputs import Inputs

MakeRoot = Callable[..., Root]
READ = ("language", "root_doc", "html_theme", "numfig", "rst_prolog", "today", "version")


def start(root: Root, tmp_path: Path, conf: str | None = None, language: str = "fr") -> Mapping[str, Any]:
    """Return what an application says of itself, started in a process of its own as a build does."""
    if conf is not None:
        (root.source / "conf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    (found,) = run_all(
        [lambda folder: _start(root, folder, language)], workers=1, scratch=tmp_path / "scratch"
    )
    return found


def _start(root: Root, folder: Path, language: str) -> Mapping[str, Any]:
    from docutils.utils.smartquotes import smartchars

    from build_tools.reader.sphinx_app import start_sphinx

    inputs = Inputs(register=register.read_register(root), root=root, build=BuildFolder(folder / "build"))
    edition = inputs.load_edition("a", language)
    app = start_sphinx(edition, root, folder / "messages", folder / "work", StringIO())
    config = {name: getattr(app.config, name) for name in READ}
    pages = {Path(page).parts[0] for page in app.project.discover(app.config.exclude_patterns)}
    locale_dirs = [Path(path).name for path in app.config.locale_dirs]
    return {**config, "pages": pages, "locale_dirs": locale_dirs, "quotes": smartchars.quotes[language]}


def test_settings_of_output_are_ours(make_root: MakeRoot, tmp_path: Path) -> None:
    """Language, catalogues, first page and theme are those of the edition, whatever conf.py says."""
    conf = 'language = "de"\nroot_doc = "other"\nhtml_theme = "alabaster"\nlocale_dirs = ["elsewhere"]\n'
    found = start(make_root(), tmp_path, conf)
    assert (found["language"], found["root_doc"], found["html_theme"]) == ("fr", "a/index", "basic")
    assert found["locale_dirs"] == ["messages"]


def test_settings_of_the_text_are_honoured(make_root: MakeRoot, tmp_path: Path) -> None:
    """What a root's conf.py says of the text itself holds."""
    found = start(
        make_root(), tmp_path, 'numfig = True\nrst_prolog = ".. |x| replace:: y"\ntoday = "a day"\n'
    )
    assert (found["numfig"], found["rst_prolog"], found["today"]) == (True, ".. |x| replace:: y", "a day")


def test_only_the_edition_s_own_pages_are_read(make_root: MakeRoot, tmp_path: Path) -> None:
    """Other publications, and files beside them, are no part of an edition."""
    root = make_root({"a": ["en", "fr"], "b": ["en"]})
    (root.source / "index.rst").write_text("Everything\n==========\n")
    assert start(root, tmp_path)["pages"] == {"a"}


def test_quotation_marks_are_the_language_s(make_root: MakeRoot, tmp_path: Path) -> None:
    """Straight quotes become those that languages.toml has for the language."""
    root = make_root()
    root.languages.parent.mkdir(parents=True, exist_ok=True)
    root.languages.write_text('[fr]\nquotes = "<>[]"\n')
    assert start(root, tmp_path)["quotes"] == "<>[]"


@pytest.mark.parametrize(
    ("conf", "message", "line"),
    [
        ("x = 1\ny = (\n", "SyntaxError: '(' was never closed", 2),
        ("\n\nraise ValueError('no\\nway')\n", "ValueError: no way", 3),
        ('extensions = ["no_such_extension"]\n', "no_such_extension", None),
    ],
)
def test_a_broken_conf_is_one_error_at_its_line(
    make_root: MakeRoot, tmp_path: Path, conf: str, message: str, line: int | None
) -> None:
    """An error in conf.py stops the edition with one line that names the place."""
    with pytest.raises(UserError) as caught:
        start(make_root(), tmp_path, conf)
    assert (caught.value.code, caught.value.exit_code) == ("source/conf", 1)
    assert message in caught.value.message
    assert "\n" not in caught.value.message
    assert (caught.value.place.file, caught.value.place.line) == ("source/conf.py", line)
