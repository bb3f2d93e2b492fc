"""Two versions of a catalogue and their merge: no change of either side is lost."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.catalogues.po_escapes import quote_po_string
from build_tools.catalogues.po_model import Catalogue, Entry
from build_tools.catalogues.po_parser import parse_po, parse_po_bytes
from build_tools.catalogues.po_writer import format_po
from build_tools.catalogues.three_way_merge import merge_catalogues
from build_tools.cli import dispatch

FIELDS = {
    "PO-Revision-Date": "2026-01-01 10:00+0000",
    "Last-Translator": "Ana",
    "Content-Type": "text/plain; charset=UTF-8",
    "X-Review-State": "draft",
}


def header(**changes: str) -> Entry:
    """Return a header; `_` in a name stands for `-`."""
    fields = FIELDS | {name.replace("_", "-"): value for name, value in changes.items()}
    return Entry(msgid="", msgstr=("".join(f"{name}: {value}\n" for name, value in fields.items()),))


WORDS = ["Un", "Deux", "caf\u00e9\n", 'd\u00eet "oui"', "\\ [#a]_", "الحق", "권리", "", "tab\t."]


EVENTS = [*["keep"] * 5, "text", "fuzzy", "comment", "obsolete", "place", "empty"]


def change_side(base: Catalogue, chance: random.Random, side: str) -> Catalogue:
    """Return a version of a catalogue as a translator, an update or an editor leaves it."""
    entries = [change_entry(entry, number, chance, side) for number, entry in enumerate(base.entries)]
    for number in range(chance.randrange(3)):
        msgid = f"New {chance.randrange(4)}."
        if msgid not in {entry.msgid for entry in entries}:
            place = chance.randrange(len(entries) + 1)
            entries.insert(place, Entry(msgid=msgid, msgstr=(f"{side} {number}",)))
    entries.sort(key=lambda entry: entry.is_obsolete)
    return parse_po(format_po(header(X_Side=side), entries))


def change_entry(entry: Entry, number: int, chance: random.Random, side: str) -> Entry:
    """Return an entry with a change of its text, its state, its comments or its place, or as it is."""
    text = f"{chance.choice(WORDS)}{side}{number}{chance.choice(WORDS).strip()}"
    changes: dict[str, dict[str, Any]] = {
        "keep": {},
        "text": {"msgstr": (text,), "flags": ()},
        "fuzzy": {"flags": ("fuzzy",) * entry.has_text},
        "comment": {"comments": (*entry.comments, f" {side} says {number}")},
        "obsolete": {"is_obsolete": True, "references": (), "extracted_comments": ()},
        "place": {"extracted_comments": (f"item {side}",)},
        "empty": {"msgstr": ("",), "flags": ()},
    }
    return replace(entry, **changes[chance.choice(EVENTS)])


@pytest.mark.parametrize("seed", range(60))
def test_no_change_of_either_side_is_lost(seed: int) -> None:
    """Each text and comment that a side wrote is in the merge, and both orders agree on what is settled."""
    chance = random.Random(seed)
    entries = [
        Entry(
            msgid=f"Message {number}.",
            msgstr=(f"Base {number}." * chance.randrange(2),),
            references=("a.rst",),
        )
        for number in range(8)
    ]
    base = Catalogue(header=header(), entries=tuple(entries))
    ours, theirs = (change_side(base, chance, side) for side in ("ours", "theirs"))
    merged = merge_catalogues(base, ours, theirs)
    result = parse_po_bytes(merged.po)
    assert (
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=merged.po, check=False).returncode == 0
    )
    texts = {text for entry in result.entries for text in entry.msgstr}
    comments = {line for entry in result.entries for line in entry.comments}
    old = {entry.key: entry for entry in base.entries}
    for side in (ours, theirs):
        for entry in side.entries:
            before = old.get(entry.key)
            if before is None or entry.msgstr != before.msgstr:
                for text in filter(str.strip, entry.msgstr):
                    assert text in texts or f" theirs: {quote_po_string(text)}" in comments
            assert comments >= set(entry.comments)
    told = {entry.key for entry in merged.conflicts}
    for entry in result.entries:
        assert (entry.key in told) is any(line.startswith(" theirs:") for line in entry.comments)
        assert entry.is_fuzzy or entry.key not in told
    back = merge_catalogues(base, theirs, ours)
    assert {entry.key for entry in back.conflicts} == told
    settled = {entry.key: entry.msgstr for entry in result.entries if entry.key not in told}
    assert {e.key: e.msgstr for e in parse_po_bytes(back.po).entries if e.key not in told} == settled


def test_the_newer_date_and_name_stay_together() -> None:
    """A header that both changed never conflicts: date and name are the newer side's, digests of both."""
    base = Catalogue(header=header(X_Review_Digests="a b"))
    newer = {"PO_Revision_Date": "2026-03-01 10:00+0000", "Last_Translator": "Jo"}
    older = {"PO_Revision_Date": "2026-02-01 10:00+0000", "Last_Translator": "Kim"}
    ours = Catalogue(header=header(X_Review_Digests="a b c", **newer))
    theirs = Catalogue(header=header(X_Review_Digests="b d", X_New="1", **older))
    text = parse_po_bytes(merge_catalogues(base, ours, theirs).po).header.msgstr[0]
    assert "PO-Revision-Date: 2026-03-01 10:00+0000\nLast-Translator: Jo\n" in text
    assert "X-Review-Digests: b c d\nX-New: 1\n" in text


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *who, *words], cwd=folder, check=False, capture_output=True, text=True)


BODY = '\nmsgid "One."\nmsgstr "Un."\n\nmsgid "Two."\nmsgstr "Deux."\n'


@pytest.fixture
def repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a root in git whose driver is set up, with a catalogue that two branches changed."""
    from build_tools.paths import PROJECT_DIR

    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "publications.toml").write_text('[publications.a]\nlanguages = ["en"]\n')
    (tmp_path / ".gitattributes").write_bytes(b"# \xe9tat\n* text=auto")
    git(tmp_path, "init", "-q", "-b", "main")
    assert dispatch.run_command(["--root", str(tmp_path), "catalogue", "merge", "--install"]) == 0
    assert "merge.po.driver" in capsys.readouterr().out
    assert (tmp_path / ".gitattributes").read_bytes() == b"# \xe9tat\n* text=auto\n*.po merge=po\n"
    driver = git(tmp_path, "config", "merge.po.driver").stdout
    assert driver == f"{PROJECT_DIR / 'editions'} catalogue merge --name %P %O %A %B\n"
    # The launcher would make an environment of its own: the same program without it.
    program = f"'{PROJECT_DIR}/.venv/bin/python' -I '{PROJECT_DIR}/.venv/bin/editions'"
    git(tmp_path, "config", "merge.po.driver", driver.replace(str(PROJECT_DIR / "editions"), program).strip())
    return tmp_path


def commit_version(folder: Path, name: str, date: str, **texts: str) -> None:
    """Commit a version of a catalogue."""
    text = format_po(header(PO_Revision_Date=date, Last_Translator=name), ()) + BODY
    for old, new in texts.items():
        text = text.replace(f"{old}.", f"{new}.")
    (folder / "a.po").write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", name)


def test_git_merges_two_translators_of_a_file(repository: Path) -> None:
    """Two branches that changed different messages merge without conflict, with the newer name."""
    commit_version(repository, "Ana", "2026-01-01 10:00+0000")
    git(repository, "checkout", "-qb", "other")
    commit_version(repository, "Jo", "2026-02-02 10:00+0000", Un="Premier")
    git(repository, "checkout", "-q", "main")
    commit_version(repository, "Kim", "2026-02-01 10:00+0000", Deux="Second")
    done = git(repository, "merge", "-q", "other")
    assert (done.returncode, done.stderr) == (0, "")
    merged = (repository / "a.po").read_text("utf-8")
    assert merged.endswith(BODY.replace("Un.", "Premier.").replace("Deux.", "Second."))
    assert '"PO-Revision-Date: 2026-02-02 10:00+0000\\n"\n"Last-Translator: Jo\\n"\n' in merged


def test_a_byte_order_mark_of_an_editor_is_no_conflict(tmp_path: Path) -> None:
    """A side that an editor saved with a mark of its own merges as any other, and the mark goes."""
    files = [tmp_path / name for name in ("base.po", "ours.po", "theirs.po")]
    for file, text in zip(files, (BODY, BODY.replace("Un.", "Premier."), BODY), strict=True):
        file.write_text(format_po(header(), ()) + text, encoding="utf-8-sig")
    assert dispatch.run_command(["catalogue", "merge", *map(str, files)]) == 0
    assert files[1].read_bytes().startswith(b'msgid ""')
    assert 'msgstr "Premier."' in files[1].read_text("utf-8")


def test_a_message_that_both_changed_is_told_at_its_line(repository: Path) -> None:
    """The file holds both texts and is a catalogue still; the line that tells has FILE:LINE."""
    commit_version(repository, "Ana", "2026-01-01 10:00+0000")
    git(repository, "checkout", "-qb", "other")
    commit_version(repository, "Jo", "2026-02-02 10:00+0000", Un="Premier", Deux="Second")
    git(repository, "checkout", "-q", "main")
    commit_version(repository, "Kim", "2026-02-01 10:00+0000", Un="Unique")
    done = git(repository, "merge", "-q", "other")
    assert done.returncode == 1
    merged = (repository / "a.po").read_text("utf-8")
    line = merged.split("\n").index('msgid "One."') + 1
    assert f"a.po:{line}: merge/conflict both sides changed “One.”" in done.stderr
    assert '# theirs: "Premier."\n#, fuzzy\nmsgid "One."\nmsgstr "Unique."\n' in merged
    assert 'msgid "Two."\nmsgstr "Second."\n' in merged


def test_what_cannot_be_read_is_merged_by_lines(repository: Path) -> None:
    """A file that is no catalogue loses nothing: git's markers hold both sides, and a line tells it."""
    commit_version(repository, "Ana", "2026-01-01 10:00+0000")
    git(repository, "checkout", "-qb", "other")
    commit_version(repository, "Jo", "2026-02-02 10:00+0000", Un='"Premier')
    git(repository, "checkout", "-q", "main")
    commit_version(repository, "Kim", "2026-02-01 10:00+0000", Un="Unique")
    done = git(repository, "merge", "-q", "other")
    assert done.returncode == 1
    assert "a.po:5: catalogue/syntax" in done.stderr
    merged = (repository / "a.po").read_text("utf-8")
    assert "<<<<<<< ours" in merged
    assert "Premier" in merged
    assert "Unique" in merged
