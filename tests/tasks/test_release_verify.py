"""`editions release verify`: exit codes, output, keys, and a rebuild with a stand-in for the build."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.model import Target
from build_tools.paths import BuildFolder, Root, iter_files, relativize_path
from build_tools.paths.release_folder import ReleaseFolder
from build_tools.release.manifest import read_manifest
from build_tools.release.minisign import SecretKey, read_secret_key, sign
from build_tools.tasks.release import rebuild
from tests.helpers.sealed_releases import (
    SOURCES,
    make_edition_files,
    make_sealed_release,
    write_release_file,
    write_seals,
)

KEYS = Path(__file__).parents[1] / "data" / "release" / "minisign"
SECRET: SecretKey = read_secret_key(KEYS / "plain.key", lambda: "")
PUBLIC = KEYS / "plain.pub"
Verify = Callable[..., int]


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Verify:
    """Return a function that runs the command."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "root").mkdir()

    def run(release: ReleaseFolder, *arguments: object) -> int:
        words = ["release", "verify", release.path, "--root", tmp_path / "root", *arguments]
        return dispatch.run_command([str(word) for word in words])

    return run


@pytest.fixture
def signed(tmp_path: Path) -> ReleaseFolder:
    """Return a valid release with a signature."""
    return make_sealed_release(tmp_path / "2026.2", secret=SECRET)


def test_a_signed_release_is_verified(signed: ReleaseFolder, verify: Verify, capsys: Any) -> None:
    """With the key of who publishes, what the signature says is printed, and no note is left."""
    assert verify(signed, "--key", PUBLIC) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines == [
        "'2026.2' of 2026-11-24: 6 editions, 14 files",
        "signed: 'release 2026.2'",
        "nothing was changed since it was signed",
    ]
    assert err == ""


@pytest.mark.parametrize("secret", [None, SECRET])
def test_without_a_key_it_is_said_what_is_not_known(
    secret: SecretKey | None, tmp_path: Path, verify: Verify, capsys: Any
) -> None:
    """That all agrees does not say who made it, signed or not: that is said, and the exit code is 0."""
    release = make_sealed_release(tmp_path / "2026.2", secret=secret)
    assert verify(release) == 0
    out, err = capsys.readouterr()
    assert "release/unverified" in err
    assert "only a signature shows who did" in err
    assert ("--key" in err) == bool(secret)
    assert out.splitlines()[-1] == "its parts agree"


def test_every_file_at_fault_is_a_line(signed: ReleaseFolder, verify: Verify, capsys: Any) -> None:
    """Two changed files and one more are three lines on stderr, with the exit code 1."""
    for name in ("editions/fr/a/a-fr.pdf", "dossier/index.html"):
        with (signed.path / name).open("ab") as stream:
            stream.write(b"x")
    (signed.path / "more").write_text("")
    assert verify(signed, "--key", PUBLIC) == 1
    out, err = capsys.readouterr()
    assert sorted(" ".join(line.split()[:2]) for line in err.splitlines()) == [
        "dossier/index.html: release/changed",
        "editions/fr/a/a-fr.pdf: release/changed",
        "more: release/extra",
    ]
    assert out.splitlines()[-1] == "it is not as it was published: 3 errors"


def test_a_signature_finds_what_is_sealed_again(signed: ReleaseFolder, verify: Verify, capsys: Any) -> None:
    """Who changes a file and all that lists it cannot sign it: with the key it is found, without it not."""
    signature = signed.signature.read_bytes()
    (signed.path / "dossier/index.html").write_text("All is well.")
    write_seals(signed, replace(read_manifest(signed), files=()))
    signed.signature.write_bytes(signature)
    assert verify(signed) == 0
    capsys.readouterr()
    assert verify(signed, "--key", PUBLIC) == 1
    err = capsys.readouterr().err
    assert err.startswith("SHA256SUMS.minisig: release/signature it is not the signature of this file")


def cut_signature(release: ReleaseFolder) -> None:
    """Keep the first half of the signature."""
    release.signature.write_bytes(release.signature.read_bytes()[:150])


def sign_other_data(release: ReleaseFolder) -> None:
    """Put the signature of something else in place."""
    release.signature.write_bytes(sign(b"other", SECRET, "release 2026.2"))


WRONG_SIGNATURES: dict[str, tuple[Callable[[ReleaseFolder], object], str, str]] = {
    "none": (lambda release: release.signature.unlink(), "plain.pub", "release/unsigned"),
    "truncated": (cut_signature, "plain.pub", "release/signature"),
    "of something else": (sign_other_data, "plain.pub", "release/signature"),
    "of another key": (lambda _release: None, "locked.pub", "release/wrong-key"),
    "without sums": (lambda release: release.sums.unlink(), "plain.pub", "release/signature"),
}


@pytest.mark.parametrize("name", WRONG_SIGNATURES)
def test_a_wrong_signature_is_told_at_its_file(
    name: str, signed: ReleaseFolder, verify: Verify, capsys: Any
) -> None:
    """A signature that is not there, or not of this release or key, is an error of its file."""
    change, key, code = WRONG_SIGNATURES[name]
    change(signed)
    assert verify(signed, "--key", KEYS / key) == 1
    out, err = capsys.readouterr()
    assert f"SHA256SUMS.minisig: {code} " in err
    assert "signed:" not in out


@pytest.mark.parametrize("key", ["none.pub", "message.txt", "plain.key", "prehashed.minisig"])
def test_what_is_no_key_is_one_line(key: str, signed: ReleaseFolder, verify: Verify, capsys: Any) -> None:
    """A key that is none ends the command with 2 and one line that names it."""
    assert verify(signed, "--key", KEYS / key) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"{key}: release/key " in err


def test_what_is_no_release_is_one_line(tmp_path: Path, verify: Verify, capsys: Any) -> None:
    """A file is no release: exit code 2, one line with what to do."""
    file = tmp_path / "2026.2"
    file.write_text("x")
    assert verify(ReleaseFolder(file)) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "release/not-a-release" in err


def test_the_report_has_every_finding(signed: ReleaseFolder, verify: Verify, tmp_path: Path) -> None:
    """The file of --report has the command, the exit code and the findings, also those of a wrong key."""
    report = tmp_path / "report.json"
    assert verify(signed, "--key", KEYS / "locked.pub", "--report", report) == 1
    data = json.loads(report.read_bytes())
    assert (data["command"], data["exit"]) == ("release verify", 1)
    assert [(one["code"], one["place"]["file"]) for one in data["findings"]] == [
        ("release/wrong-key", "SHA256SUMS.minisig")
    ]


@pytest.fixture
def rebuilt(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Put a stand-in in place of the build, which writes the editions of a release; return its calls."""
    calls: list[dict[str, Any]] = []

    def run(
        root: Root,
        build: BuildFolder,
        targets: Collection[Target],
        environment: Mapping[str, str],
        **others: Any,
    ) -> None:
        names = [relativize_path(file, root.path) for file in iter_files(root.path)]
        calls.append({"files": sorted(names), "targets": set(targets), "environment": environment, **others})
        for path, data in {**make_edition_files("en"), **make_edition_files("fr")}.items():
            write_release_file(build.path / path, data)

    monkeypatch.setattr(rebuild, "run_second_build", run)
    return calls


def test_a_rebuild_has_the_texts_alone(
    tmp_path: Path, verify: Verify, rebuilt: list[dict[str, Any]], capsys: Any
) -> None:
    """The build has the texts of the archive and the day of the release, but not what was carried over."""
    release = make_sealed_release(tmp_path / "2026.2", day="2026-11-24")
    assert verify(release, "--rebuild") == 0
    (call,) = rebuilt
    assert call["files"] == sorted(name for name in SOURCES if not name.startswith("press/"))
    assert call["environment"]["SOURCE_DATE_EPOCH"] == "1795478400"
    assert Target("a", "fr", "pdf") not in call["targets"]
    assert len(call["targets"]) == 5
    out, err = capsys.readouterr()
    assert "built again: 5 editions" in out
    assert "editions/fr/a/a-fr.pdf: release/carried-over" in err


def test_without_a_day_none_is_set(
    tmp_path: Path, verify: Verify, rebuilt: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release that was made without SOURCE_DATE_EPOCH is built without it, whatever is set here."""
    release = make_sealed_release(tmp_path / "2026.2")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert verify(release, "--rebuild") == 0
    assert "SOURCE_DATE_EPOCH" not in rebuilt[0]["environment"]


def test_a_difference_is_told_at_its_file(
    tmp_path: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """A page that a rebuild writes otherwise, one that it does not write and one more are three errors."""

    def run(_root: Root, build: BuildFolder, *_others: Any, **_more: Any) -> None:
        files = {**make_edition_files("en"), **make_edition_files("fr")}
        del files["editions/en/a/a-en.epub"]
        files["editions/fr/a/html/index.html"] += b"x"
        files["editions/fr/a/html/more.html"] = b""
        for path, data in files.items():
            write_release_file(build.path / path, data)

    monkeypatch.setattr(rebuild, "run_second_build", run)
    assert verify(make_sealed_release(tmp_path / "2026.2"), "--rebuild") == 1
    err = capsys.readouterr().err
    lines = [" ".join(line.split()[:2]) for line in err.splitlines() if "not-the-same" in line]
    assert lines == [
        "editions/en/a/a-en.epub: release/not-the-same",
        "editions/fr/a/html/index.html: release/not-the-same",
        "editions/fr/a/html/more.html: release/not-the-same",
    ]
    assert "release/tool-differs the release was made with zlib 1.3, here it is" in err


def test_other_tools_with_the_same_bytes_are_a_note(
    tmp_path: Path, verify: Verify, rebuilt: list[dict[str, Any]]
) -> None:
    """Where every byte is the same, another tool is a note in the report, and the exit code 0."""
    report = tmp_path / "report.json"
    release = make_sealed_release(tmp_path / "2026.2")
    assert verify(release, "--rebuild", "--report", report) == 0
    findings = json.loads(report.read_bytes())["findings"]
    assert {one["severity"] for one in findings if one["code"] == "release/tool-differs"} == {"note"}


def test_what_has_errors_is_not_built(
    signed: ReleaseFolder, verify: Verify, rebuilt: list[dict[str, Any]], capsys: Any
) -> None:
    """Nothing of a release that was changed is unpacked, or built."""
    (signed.path / "more").write_text("")
    assert verify(signed, "--rebuild") == 1
    assert not rebuilt
    assert "release/not-rebuilt" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["source/conf.py", "source/ext/a.so", "source/x.pth"])
def test_code_of_strangers_is_not_run(
    name: str, tmp_path: Path, verify: Verify, rebuilt: list[dict[str, Any]], capsys: Any
) -> None:
    """A program among the texts is built only if a signature vouches for it, or the own root has the same."""
    sources = SOURCES | {name: b"raise SystemExit\n"}
    release = make_sealed_release(tmp_path / "2026.2", sources=sources, secret=SECRET)
    assert verify(release, "--rebuild") == 2
    assert f"{name}: release/untrusted-code " in capsys.readouterr().err
    write_release_file(tmp_path / "root" / name, b"pass\n")
    assert verify(release, "--rebuild") == 2
    assert not rebuilt
    write_release_file(tmp_path / "root" / name, sources[name])
    assert verify(release, "--rebuild") == 0
    (tmp_path / "root" / name).unlink()
    assert verify(release, "--rebuild", "--key", PUBLIC) == 0
    assert len(rebuilt) == 2
