"""The benchmarks measure what they claim, on a copy, and change nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from benchmarks.fuzzing import oracle
from benchmarks.fuzzing.commands import Run
from build_tools.paths import PROJECT_DIR

REGISTER = '[publications.a]\nlanguages = ["en", "fr"]\nformats = ["html"]\n'
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Light"\nmsgstr "Lumière"\n'
)
FILES = {
    "source/publications.toml": REGISTER,
    "source/a/index.rst": "Light\n=====\n",
    "locale/fr/LC_MESSAGES/a/index.po": CATALOGUE,
}


def test_a_rebuild_is_measured_on_a_copy(tmp_path: Path) -> None:
    """Each of the three builds has the result that its name promises, and the texts are unchanged."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    script = str(PROJECT_DIR / "benchmarks" / "rebuild.py")
    command = [sys.executable, script, "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert re.findall(r"^(.*?) +clock.* times +\S+ +(.*)$", done.stdout, re.MULTILINE) == [
        ("from nothing", "2 built"),
        ("nothing changed", "2 fresh"),
        ("one message changed", "1 built, 1 fresh"),
    ], done.stderr
    there = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    assert {name: path.read_text("utf-8") for name, path in there.items()} == FILES


def test_catalogues_are_measured_on_a_copy() -> None:
    """Each number of languages has a row with a figure for each of the four commands."""
    texts = {path: path.read_bytes() for path in (PROJECT_DIR / "locale").rglob("*.po")}
    command = [sys.executable, str(PROJECT_DIR / "benchmarks" / "catalogues.py"), "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["languages", "2"], done.stderr
    assert [row.count("s") for row in rows[1:]] == [4]
    assert {path: path.read_bytes() for path in texts} == texts


def test_long_books_are_measured() -> None:
    """Each number of chapters has a row: a longer book has more pages, and a figure for each of them."""
    command = [sys.executable, str(PROJECT_DIR / "benchmarks" / "long_book.py"), "1", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["chapters", "1", "2"], done.stderr
    assert 0 < int(rows[1][1]) < int(rows[2][1])
    assert [row[3::2] for row in rows[1:]] == [["s", "ms", "MB"]] * 2


def test_random_roots_are_harmed_and_judged(tmp_path: Path) -> None:
    """A few seconds of a fixed seed: cases are run, none has a fault, and nothing is kept."""
    script = str(PROJECT_DIR / "benchmarks" / "fuzz.py")
    command = [sys.executable, script, "0.05", "--seed", "7", "--keep", str(tmp_path / "kept")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert re.fullmatch(r"seed 7\n[1-9]\d* cases, 0 faults\n", done.stdout), done.stdout + done.stderr
    assert done.returncode == 0
    assert not (tmp_path / "kept").exists()


def test_a_fault_is_seen_and_kept(tmp_path: Path) -> None:
    """The judges see each thing that no command may do."""
    broken = Run(words=("build",), code=3, out="", err="Traceback\n", seconds=61.0, memory=900_000_000)
    assert len(list(oracle.judge_run(broken))) == 5
    assert list(oracle.judge_files({"a": "1"}, {"a": "2", "b/c": ""}, "b/")) == ["'a' was changed"]
    page = tmp_path / "build/editions/fr/pact/html/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p onclick='x()'>kw00001x")
    catalogue = tmp_path / "locale/fr/LC_MESSAGES/pact/index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "a"\nmsgstr "kw00001x"\n\nmsgid "b"\nmsgstr "kw00002x"\n')
    rows = [
        {
            "publication": "pact",
            "language": tag,
            "status": "built",
            "path": f"editions/{tag}/pact/html/index.html",
        }
        for tag in ("en", "fr")
    ]
    report = {"editions": rows, "findings": []}
    assert list(oracle.judge_words(tmp_path, tmp_path / "build", report)) == [
        "locale/fr/LC_MESSAGES/pact/index.po:5: kw00002x is lost untold"
    ]
    assert "fr/pact/index.html: attribute p onclick that the source has not" in list(
        oracle.judge_markup(tmp_path / "build", report, "en")
    )


def test_killed_builds_are_counted() -> None:
    """Each kill is one of a build that ran, and no edition is out of its place after it."""
    command = [sys.executable, str(PROJECT_DIR / "benchmarks" / "kills.py"), "2", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.splitlines()[-1] == "2 kills, 0 faults", done.stdout + done.stderr
    assert done.returncode == 0
