"""The promises of CONTRACT.md, tested from outside: reports, exit codes, paths, signals."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from build_tools.cli import dispatch
from build_tools.paths import PROJECT_DIR

LONG = 60
UNUSED = [
    {
        "code": "catalogue/fuzzy",
        "severity": "note",
        "message": "a fuzzy translation is not used — correct it, then remove its “fuzzy” flag",
        "publication": "ca",
        "language": "fr",
        "format": None,
        "place": {
            "file": "locale/fr/LC_MESSAGES/ca/one.po",
            "line": 9,
            "message_id": "Each person has the right to rest. See :ref:`ca-index`.",
            "article": None,
        },
    },
    {
        "code": "catalogue/missing",
        "severity": "note",
        "message": "messages of ca/index that are in no catalogue: 3; the source stands in their"
        " place — run editions catalogue update -l fr",
        "publication": "ca",
        "language": "fr",
        "format": None,
        "place": {"file": "source/ca/index.rst", "line": None, "message_id": None, "article": None},
    },
]
COMMAND = "from build_tools.cli import main; main()"
STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def dateless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset the environment's date, so that editions do not use it."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def run(*words: object) -> int:
    """Run a command in this process and return its exit code."""
    return dispatch.run_command([str(word) for word in words])


def start(*words: object, script: str = "", **options: Any) -> subprocess.Popen[str]:
    """Start the command in its own process, through a shell that runs the given script."""
    line = [sys.executable, "-W", "error", "-c", COMMAND, *map(str, words)]
    shell = ["sh", "-c", script, "sh"] if script else []
    chosen = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    chosen["env"] = os.environ | {"PYTHONPATH": str(PROJECT_DIR)} | chosen.get("env", {})
    return subprocess.Popen([*shell, *line], **chosen)


def report(path: Path) -> dict[str, Any]:
    """Return a report without its seconds, after a check of them."""
    read: dict[str, Any] = json.loads(path.read_bytes())
    for row in (read, *read["editions"]):
        assert row.pop("seconds") >= 0
    return read


def describe_file(build: Path, name: str) -> dict[str, Any]:
    """Return what a report says of a file of an html edition."""
    content = (build / name).read_bytes()
    return {"path": name, "sha256": sha256(content).hexdigest(), "bytes": len(content)}


def row(build: Path, language: str, status: str, reason: str, *counts: int) -> dict[str, Any]:
    """Return the row of an html edition as the contract promises it."""
    path = f"editions/{language}/ca/html/index.html"
    page = (build / path).read_bytes()
    folder = build / path.removesuffix("index.html")
    files = sorted(file.relative_to(build).as_posix() for file in folder.rglob("*") if file.is_file())
    return {
        "publication": "ca",
        "language": language,
        "format": "html",
        "status": status,
        "reason": reason,
        "path": path,
        "sha256": sha256(page).hexdigest(),
        "bytes": len(page),
        "pages": None,
        "files": [describe_file(build, name) for name in files],
        "coverage": dict(zip(("words", "translated", "fuzzy", "missing"), counts, strict=True)),
    }


@pytest.mark.usefixtures("own_checks")
def test_a_report_has_every_field_of_the_contract(small: Path, warm: Path, tmp_path: Path) -> None:
    """Word counts equal those counted by hand; a fresh row has the same fields as a built one."""
    named = tmp_path / "r.json"
    both = {"en": (22, 22, 0, 0), "fr": (22, 3, 9, 10)}
    for status, reason in (("built", "forced"), ("fresh", "")):
        force = ["--force"] if status == "built" else []
        assert run("build", "-q", "--root", small, "-o", warm, "--report", named, *force) == 0
        rows = [row(warm, tag, status, reason, *counts) for tag, counts in both.items()]
        wanted = {"command": "build", "exit": 0, "editions": rows, "findings": UNUSED}
        assert report(named) == wanted
        assert report(warm / "report.json") == wanted
    assert run("check", "-q", "--root", small, "-o", warm, "-l", "fr", "--report", named) == 0
    assert report(named) == wanted | {
        "command": "check",
        "findings": [],
        "editions": [row(warm, "fr", "fresh", "", *both["fr"])],
    }
    assert run("catalogue", "check", "-q", "--root", small, "--report", named) == 0
    expected = {"command": "catalogue check", "editions": [], "findings": UNUSED}
    assert report(named) == wanted | expected


def test_an_empty_source_date_is_none(small: Path, warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty SOURCE_DATE_EPOCH counts as unset: everything is built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert run("build", "-q", "--root", small, "-o", warm, "--force") == 0


def test_a_failed_edition_keeps_the_one_before(small: Path, warm: Path) -> None:
    """A broken catalogue fails its edition: the previous one stays, the others are built."""
    assert run("build", "-q", "--root", small, "-o", warm) == 0
    folder = warm / "editions/fr/ca/html"
    stood = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with (small / "locale/fr/LC_MESSAGES/ca/one.po").open("a") as catalogue:
        catalogue.write("words\n")
    with (small / "source/ca/index.rst").open("a") as page:
        page.write("\nMore words.\n")
    assert run("build", "-q", "--root", small, "-o", warm) == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == stood
    rows = {each["language"]: each for each in report(warm / "report.json")["editions"]}
    assert rows["en"]["status"] == "built"
    assert rows["fr"]["status"] == "failed"
    assert {rows["fr"][name] for name in ("path", "sha256", "bytes", "pages")} == {None}
    assert "More words." in (warm / "editions/en/ca/html/index.html").read_text("utf-8")


def test_status_counts_down_to_the_article(small: Path, capsys: Any) -> None:
    """The status has the word counts made by hand, by language, publication, page and article."""
    assert run("catalogue", "status", "--json", "--root", small) == 0
    none = {"words": 10, "translated": 0, "fuzzy": 0, "missing": 10}
    some = {"words": 12, "translated": 3, "fuzzy": 9, "missing": 0}
    every = {"words": 22, "translated": 3, "fuzzy": 9, "missing": 10}
    pages = {
        "ca/index": none | {"articles": {"ca-index": none}},
        "ca/one": some | {"articles": {"ca-one": some}},
    }
    text = every | {"review": "draft", "pages": pages}
    assert json.loads(capsys.readouterr().out) == {"fr": every | {"publications": {"ca": text}}}


@pytest.mark.usefixtures("own_checks")
def test_what_a_translation_leaves_out_or_open_is_told_in_the_catalogue(
    small: Path, warm: Path, capsys: Any
) -> None:
    """The finding has the line of the msgid in the .po; the note stays, and no link of the page is dead."""
    with (small / "source/ca/one.rst").open("a") as page:
        page.write("\nA city *rests* [#sleep]_.\n\n.. [#sleep] At night.\n")
    with (small / "locale/fr/LC_MESSAGES/ca/one.po").open("a") as catalogue:
        catalogue.write('\nmsgid "A city *rests* [#sleep]_."\nmsgstr "Une ville se *repose."\n')
    assert run("build", "--root", small, "-o", warm, "-l", "fr") == 0
    *lines, count = capsys.readouterr().err.splitlines()
    assert [line.split()[1] for line in lines] == ["catalogue/lost-note", "catalogue/shown-mark"]
    assert count == "locale/fr/LC_MESSAGES/ca/one.po:9: catalogue/fuzzy 1 fuzzy — list them with --notes"
    assert {line.split()[0] for line in lines} == {"locale/fr/LC_MESSAGES/ca/one.po:12:"}
    assert "At night." in (warm / "editions/fr/ca/html/one.html").read_text("utf-8")
    assert run("check", "-q", "--root", small, "-o", warm, "-l", "fr") == 0


def test_a_root_may_lie_anywhere(small: Path, warm: Path, tmp_path: Path, capsys: Any) -> None:
    """Spaces, quotes, percent signs, hashes, Arabic and Korean may be in every path, of pictures too."""
    home = tmp_path / "my charter ميثاق 헌장 %20 #1 'q' \"d\" [x]"
    small.rename(home)
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    (home / "source/ca/صورة%20#1.svg").write_text(picture)
    with (home / "source/ca/one.rst").open("a", encoding="utf-8") as page:
        page.write("\n.. image:: صورة%20#1.svg\n   :alt: A lamp\n")
    register = home / "source/publications.toml"
    register.write_text(register.read_text().replace('["html"]', '["html", "epub"]'))
    (home / "build/.press").mkdir(parents=True)
    (home / "build/.press/fonts").symlink_to(warm / ".press/fonts")
    assert run("build", "--root", home, "-q") == 0
    assert run("check", "--root", home, "-l", "en") == 0
    assert capsys.readouterr() == ("2 of 2 checked: nothing found\n", "")


def test_a_link_to_a_root_is_that_root(small: Path, warm: Path, capsys: Any) -> None:
    """Paths are relative to the root, although Sphinx follows the link; what was built is fresh."""
    link = small.with_name("link")
    link.symlink_to(small)
    assert run("build", "-q", "--root", small, "-o", warm) == 0
    assert run("build", "--why", "--root", link, "-o", warm) == 0
    with (small / "source/ca/one.rst").open("a") as page:
        page.write("\n.. notte:: x\n")
    assert run("build", "-q", "-l", "en", "--root", link, "-o", warm) == 1
    line = 'source/ca/one.rst:8: source/markup Unknown directive type "notte".'
    assert capsys.readouterr() == ("", f"{line} — correct the source at that line\n")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_misspelt_root_gets_no_folder(tmp_path: Path, capsys: Any, command: str) -> None:
    """A folder that is no root is reported and not changed; a report is written if requested."""
    named = tmp_path / "r.json"
    assert run(command, "--root", tmp_path / "rooot", "--report", named) == 2
    assert capsys.readouterr().err.startswith("source/publications.toml: register/no-file ")
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]
    assert report(named)["findings"][0]["code"] == "register/no-file"


def test_nothing_is_left_where_temporary_files_go(small: Path, warm: Path, tmp_path: Path) -> None:
    """A PDF build leaves nothing in the system's folder for temporary files."""
    register = small / "source/publications.toml"
    register.write_text(register.read_text().replace('["html"]', '["pdf"]'))
    place = tmp_path / "temporary"
    place.mkdir()
    words = ("build", "-q", "--root", small, "-o", warm, "-l", "en")
    command = start(*words, env={"TMPDIR": str(place)})
    assert command.communicate(timeout=LONG) == ("", "")
    assert (command.returncode, list(place.iterdir())) == (0, [])
    assert (warm / "editions/en/ca/ca-en.pdf").read_bytes()[:5] == b"%PDF-"


FULL = "cli/unwritten standard output takes no more: No space left on device"


@pytest.mark.parametrize(
    ("streams", "code", "says"),
    [
        (">&-", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
        (">/dev/full", 1, f"{FULL} — send it elsewhere, or make room\n"),
        (">/dev/full 2>/dev/full", 1, ""),
    ],
)
def test_closed_and_full_streams(small: Path, streams: str, code: int, says: str) -> None:
    """Closed standard streams cause no error; a full disk behind stdout is reported."""
    command = start("build", "--why", "--root", small, script=f'exec "$@" {streams}')
    _, err = command.communicate(timeout=LONG)
    assert (command.returncode, err) == (code, says)


def test_a_disk_that_takes_no_more_is_one_line(small: Path, tmp_path: Path) -> None:
    """A full disk that stops two formats is reported once; no incomplete file is left."""
    register = small / "source/publications.toml"
    register.write_text(register.read_text().replace('["html"]', '["html", "epub"]'))
    build = tmp_path / "narrow"
    words = ("build", "-l", "en", "--root", small, "-o", build)
    command = start(*words, script='ulimit -f 16; exec "$@"')
    out, err = command.communicate(timeout=LONG)
    assert err == f"build/disk-full {build}: a file may not grow that large — lift the limit: ulimit -f\n"
    assert (command.returncode, out.split(",")[0].splitlines()[-1]) == (1, "2 failed")
    assert not (build / "editions").exists()
    assert [row["status"] for row in report(build / "report.json")["editions"]] == ["failed"] * 2


WAITING = """
def setup(app):
    app.connect("doctree-read", wait)

def wait(app, document):
    with open({alive!r}, "w") as stream:
        stream.write("reading\\n")
        stream.flush()
        open({never!r}).read()
"""


@pytest.fixture
def alive(small: Path, tmp_path: Path) -> Path:
    """Return a pipe through which Sphinx reports that it reads and is alive."""
    path, never = tmp_path / "alive", tmp_path / "never"
    os.mkfifo(path)
    os.mkfifo(never)
    text = WAITING.format(alive=str(path), never=str(never))
    (small / "source/conf.py").write_text(text)
    return path


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("words", [("build", "-j1"), ("catalogue", "status")])
def test_a_signal_leaves_nothing(
    small: Path, alive: Path, tmp_path: Path, stop: signal.Signals, words: tuple[str, ...]
) -> None:
    """A signal while Sphinx reads: exit code 130, one line, no process and no incomplete folder left."""
    place = tmp_path / "temporary"
    place.mkdir()
    command = start(*words, "--root", small, env={"TMPDIR": str(place)})
    reading = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    assert select.select([reading], [], [], LONG)[0]
    os.set_blocking(reading, True)
    with os.fdopen(reading) as living:
        assert living.readline() == "reading\n"
        command.send_signal(stop)
        assert living.read() == ""  # nobody holds it any more
    line = "interrupted: no process is left, and nothing half-made\n"
    assert command.communicate(timeout=LONG) == ("", line)
    left = [path.name for folder in ("", ".press") for path in (small / "build" / folder).glob("*")]
    assert (command.returncode, list(place.iterdir())) == (130, [])
    assert {"work", "editions", "records.json"}.isdisjoint(left)
