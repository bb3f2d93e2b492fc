"""`editions doctor`: its first line, its exit code, and what stays of it with -q."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import validators
from build_tools.cli import dispatch
from build_tools.site import pagefind_service

REGISTER = '[publications.a]\nlanguages = ["en", "fr"]\n'
Diagnose = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def diagnose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Diagnose:
    """Return a function that runs doctor in a small root: exit code, lines and what stderr has."""
    (tmp_path / "source" / "a").mkdir(parents=True)
    (tmp_path / "source" / "a" / "index.rst").write_text("A\n=\n", encoding="utf-8")
    (tmp_path / "source" / "publications.toml").write_text(REGISTER, encoding="utf-8")

    def run(*words: str) -> tuple[int, list[str], str]:
        code = dispatch.run_command(["--root", str(tmp_path), "doctor", *words])
        printed = capsys.readouterr()
        return code, printed.out.splitlines(), printed.err

    return run


def test_a_machine_that_has_all(diagnose: Diagnose, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing is missing, the first line says so, and the exit code is 0."""
    monkeypatch.setattr(validators, "get_validator_version", lambda _: "1")
    monkeypatch.setattr(validators, "is_outdated", lambda _: False)
    code, lines, _ = diagnose()
    assert (code, lines[0]) == (0, "all is well: a build, its checks and the site have all that they need")
    assert any(line.startswith("fonts of fr (français)") and "Literata" in line for line in lines)
    assert diagnose("-q") == (0, [], "")


def test_a_machine_without_a_validator(diagnose: Diagnose, monkeypatch: pytest.MonkeyPatch) -> None:
    """Validators that are missing are named in the first line, and the exit code is 0."""
    found = {"verapdf": "", "nu": ""}
    monkeypatch.setattr(validators, "get_validator_version", lambda name: found.get(name.lower(), "1"))
    monkeypatch.setattr(validators, "is_outdated", lambda _: False)
    code, lines, _ = diagnose()
    assert code == 0
    assert lines[0].startswith("a build has all that it needs; editions check lacks ")
    assert lines[0].endswith(" — ./editions check --judges")


def test_a_machine_without_the_search(diagnose: Diagnose, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind the first line says what installs it, and the exit code is 0."""
    monkeypatch.setattr(validators, "get_validator_version", lambda _: "1")
    monkeypatch.setattr(validators, "is_outdated", lambda _: False)
    monkeypatch.setattr(pagefind_service, "ENGINE", "no_such_package")
    code, lines, _ = diagnose()
    assert (code, lines[0]) == (
        0,
        "a build and its checks have all that they need; the site lacks its search — ./editions site",
    )


def test_a_machine_without_gettext(diagnose: Diagnose, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a program is missing that a build calls, the first line names it, and the exit code is 1."""
    monkeypatch.setenv("PATH", "")
    code, lines, _ = diagnose("-q")
    assert (code, lines[0]) == (1, "a build would fail: msgfmt missing; msgmerge missing")
    assert [line.split()[:2] for line in lines[1:3]] == [["msgfmt", "missing"], ["msgmerge", "missing"]]


def test_a_language_without_its_fonts(diagnose: Diagnose, tmp_path: Path) -> None:
    """If the fonts of a language of the register are missing, it is named, and the exit code is 1."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "languages.toml").write_text('[fr]\nfonts = ["Nowhere"]\n', encoding="utf-8")
    code, lines, _ = diagnose()
    assert (code, lines[0]) == (1, "a build would fail: fonts of fr (français) missing")
    (row,) = [line for line in lines[1:] if line.startswith("fonts of fr")]
    assert "→ " in row


def test_a_register_that_is_wrong(diagnose: Diagnose, tmp_path: Path) -> None:
    """If the register cannot be read, the rest is told, then its error as ever, and the exit code is 2."""
    (tmp_path / "source" / "publications.toml").write_text("[publications.b]\n", encoding="utf-8")
    code, lines, errors = diagnose()
    assert (code, lines[0]) == (2, "a build would fail: the register is wrong, see the last line")
    assert any(line.startswith("msgfmt ") for line in lines)
    assert errors.startswith("source/publications.toml:1: register/missing ")
