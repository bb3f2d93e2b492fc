"""Twice as much of what a stranger may write takes about twice as long, not four times."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.catalogues import gettext_programs, git_history
from build_tools.catalogues.discovery import CatalogueFile
from build_tools.catalogues.gettext_programs import check_catalogue_bytes
from build_tools.catalogues.po_model import Catalogue, Entry, Template, UpdateRequest
from build_tools.catalogues.po_parser import UnreadableError, parse_po_bytes
from build_tools.catalogues.po_writer import format_mo
from build_tools.catalogues.review.header_fields import find_header_entry
from build_tools.catalogues.review.remarks import add_remarks, parse_remarks
from build_tools.catalogues.three_way_merge import merge_catalogues
from build_tools.catalogues.update import changed_messages, fuzzy_candidates, update_language
from build_tools.catalogues.update.changed_messages import offer_own_parts
from build_tools.catalogues.update.fuzzy_candidates import iter_fuzzy_groups
from build_tools.catalogues.update.merge_plan import Choice, MergePlan
from build_tools.catalogues.update.translation_memory import TranslationMemory, find_fuzzy_matches
from build_tools.paths import Root
from tests.helpers.processor_time import LINEAR, measure_growth

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WORDS = "city right charter public water housing person council access service culture work"


SHAPES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "strings": (60_000, lambda size: b'msgid "m"\nmsgstr ""\n' + b'"word "\n' * size),
    "blanks": (20_000, lambda size: b'msgid "m"\nmsgstr "x"' + b" " * size + b"\n"),
    "forms": (40_000, lambda size: b'#~ msgid "m"\n#~ msgstr' + b"[0]" * size + b' "x"\n'),
    "escapes": (100_000, lambda size: b'msgid "m"\nmsgstr "' + rb"\303\251" * size + b'"\n'),
    "references": (50_000, lambda size: b"#: a b c d\n" * size + b'msgid "m"\nmsgstr "x"\n'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_parser_is_linear(shape: str) -> None:
    """Pieces of a string, blanks, plural forms, escapes and references."""
    size, write = SHAPES[shape]

    def parse(po: bytes) -> None:
        """Parse a catalogue, or refuse it."""
        try:
            parse_po_bytes(po)
        except UnreadableError:
            assert shape == "forms"

    assert measure_growth(lambda times: parse(HEADER + write(times)), size // 2) < LINEAR


def test_a_mo_is_written_in_linear_time() -> None:
    """A build writes one of each page."""

    def write(size: int) -> None:
        """Write that many long messages."""
        format_mo({f"{number}{'w' * 2_000}": "v" * 2_000 for number in range(size)})

    assert measure_growth(write, 1_000) < LINEAR


def test_a_long_string_takes_a_few_times_its_size() -> None:
    """A text of megabytes is not remembered letter by letter: a gigabyte would not be enough."""
    po = HEADER + b'msgid "m"\nmsgstr "' + b"word " * 2_000_000 + b'"\n'
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 20 * len(po), hard))
    try:
        (entry,) = parse_po_bytes(po).entries
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert len(entry.msgstr[0]) == 10_000_000


def test_msgfmt_does_not_compare_references() -> None:
    """Gettext compares each place of a message with all others; a check gives it none."""

    def check(size: int) -> None:
        """Check a message with that many places."""
        places = b"".join(b"#: a%d\n" % number for number in range(size))
        check_catalogue_bytes(HEADER + places + b'msgid "m"\nmsgstr "x"\n', "x.po")

    assert measure_growth(check, 20_000) < LINEAR


def test_a_message_has_so_many_places_and_flags() -> None:
    """Those beyond are left out; a line of an error is that of the file all the same."""
    places = b"#: " + b" ".join(b"a%d" % number for number in range(100)) + b"\n"
    flags = b"#, " + b", ".join(b"f%d" % number for number in range(100)) + b"\n"
    (entry,) = parse_po_bytes(HEADER + places + flags + b'msgid "m"\nmsgstr "x"\n').entries
    assert (len(entry.references), len(entry.flags), entry.line) == (50, 50, 6)


def test_the_header_of_a_review_is_found_in_one_pass() -> None:
    """However many entries with a context and without a msgid stand before it."""

    def find(size: int) -> None:
        """Find the header behind that many entries."""
        entries = b"".join(b'msgctxt "%d"\nmsgid ""\nmsgstr "x"\n\n' % number for number in range(size))
        assert find_header_entry(entries + HEADER, "x.po").start == len(entries)

    assert measure_growth(find, 1_500) < LINEAR


def _make_foreign(size: int) -> list[Entry]:
    """Return translations whose words occur in many of them."""
    steps, words = (1, 12, 144, 7, 5), WORDS.split()
    sentences = (" ".join(words[number // step % 12] for step in steps) for number in range(size))
    return [Entry(msgid=f"{each} {number}", msgstr=("x",)) for number, each in enumerate(sentences)]


def test_few_translations_are_all_compared() -> None:
    """What a charter has is compared as a whole, as ever."""
    messages, candidates = _make_foreign(100), _make_foreign(2_000)
    assert list(iter_fuzzy_groups(messages, candidates)) == [(messages, candidates)]


def test_of_many_translations_a_bounded_number_is_compared() -> None:
    """Five for each new message, of two thousand new messages, however many there are."""
    messages, candidates = _make_foreign(3_000), _make_foreign(20_000)
    groups = list(iter_fuzzy_groups(messages, candidates))
    assert sum(len(group) for group, _ in groups) == fuzzy_candidates.MAX_MESSAGES
    for group, chosen in groups:
        assert len(group) <= fuzzy_candidates.GROUP_SIZE
        assert len(chosen) <= fuzzy_candidates.MAX_CANDIDATES * len(group)


def test_the_nearest_of_many_translations_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound of the work changes nothing where a translation is clearly the nearest."""
    memory = TranslationMemory()
    sentences = [f"The mayor number {n} answers letters within a week." for n in range(60)]
    near = [Entry(msgid=each, msgstr=("x",)) for each in sentences]
    memory.add("p/a", "a.po", [*_make_foreign(500), *near])
    wanted = [each.replace("week", "month") for each in sentences]
    expected = find_fuzzy_matches(wanted, memory, tmp_path)
    monkeypatch.setattr(fuzzy_candidates, "MAX_WORK", 0)
    assert find_fuzzy_matches(wanted, memory, tmp_path) == expected
    assert len(expected) == 60


def test_the_work_of_fuzzy_matching_grows_with_the_translations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the bound, what msgmerge compares does not grow at all."""
    compared: list[int] = []

    def count(definitions: str, template: str, *_others: object) -> bytes:
        """Count letters of translations times new messages."""
        compared.append(len(definitions) * template.count("msgid"))
        return gettext_programs.run_msgcat(template.encode(), ())

    monkeypatch.setattr(fuzzy_candidates, "MAX_WORK", 0)
    monkeypatch.setattr(gettext_programs, "run_msgmerge", count)
    wanted = [entry.msgid + " more" for entry in _make_foreign(200)]
    sums = []
    for size in (5_000, 10_000):
        memory = TranslationMemory()
        memory.add("p/a", "a.po", _make_foreign(size))
        compared.clear()
        find_fuzzy_matches(wanted, memory, tmp_path)
        sums.append(sum(compared))
    assert sums[1] < 1.2 * sums[0]


def test_a_merge_of_one_message_again_and_again_is_linear() -> None:
    """Each text of a msgid that a side has many times is a comment of the first, for linear work."""
    empty = Catalogue(header=parse_po_bytes(HEADER).header)

    def merge(size: int) -> None:
        """Merge a catalogue with many texts of one obsolete message."""
        entries = tuple(Entry(msgid="m", msgstr=(str(at),), is_obsolete=True) for at in range(size))
        merged = merge_catalogues(empty, replace(empty, entries=entries), empty)
        assert merged.po.count(b"obsolete: ") == size - 1

    assert measure_growth(merge, 1_500) < LINEAR


def test_an_update_of_one_message_again_and_again_is_linear(tmp_path: Path) -> None:
    """Each obsolete text of a msgid that a file has many times stays, as a comment of the first."""
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "p"
    (tmp_path / "source" / "p").mkdir(parents=True)
    folder.mkdir(parents=True)
    request = UpdateRequest(
        tag="fr",
        root=Root(tmp_path),
        templates=(Template(page="p/a", entries=(Entry(msgid="new"),)),),
        pages=frozenset({"p/a"}),
        publications=frozenset({"p"}),
        ui_template=None,
        creation_date="2026-01-01 00:00+0000",
    )

    def update(size: int) -> None:
        """Update a catalogue with many obsolete texts of a message."""
        texts = b"".join(b'#~ msgid "m"\n#~ msgstr "%d"\n\n' % at for at in range(size))
        (folder / "a.po").write_bytes(HEADER + texts)
        (change,) = update_language(request, tmp_path).changes
        assert change.data.count(b"obsolete: ") == size - 1

    assert measure_growth(update, 750) < LINEAR


def test_remarks_are_added_in_linear_time(tmp_path: Path) -> None:
    """A remark on each message of a catalogue, and many on one."""
    path = tmp_path / "a.po"

    def add(size: int) -> None:
        """Add two remarks for each message."""
        path.write_bytes(HEADER + b"".join(b'msgid "m%d"\nmsgstr "x"\n\n' % at for at in range(size)))
        rows = [("p/a", f"m{at}", "a") for at in range(size)] + [("p/a", "m1", str(at)) for at in range(size)]
        content = {"remarks": [dict(zip(("page", "msgid", "remark"), row, strict=True)) for row in rows]}
        data = json.dumps({**content, "language": "fr", "publication": "p"}).encode()
        remarks = parse_remarks(data, "remarks.json").remarks
        change, lost = add_remarks(CatalogueFile(page="p/a", path=path, file="a.po"), remarks)
        assert change is not None
        assert (change.data.count(b"# reviewer: "), lost) == (2 * size, ())

    assert measure_growth(add, 500) < LINEAR


def test_the_search_for_parts_of_split_messages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound, long messages that are gone cost no more; parts of the first are found."""
    monkeypatch.setattr(changed_messages, "MAX_COMPARED", 1_000_000, raising=False)
    new = [Entry(msgid=" ".join(f"{word}{number}" for word in "abcdefgh")) for number in range(20)]
    words = "nobody is asked for papers at its gates " * 500

    def offer(size: int) -> MergePlan:
        """Return the plan of a page with new messages and as many that are gone."""
        gone = [Entry(msgid=f"{number} {words}", msgstr=("x",), is_obsolete=True) for number in range(size)]
        whole = replace(gone[0], msgid=f"Everyone is here {new[0].msgid}")
        choices = tuple(Choice(message=entry, entry=entry, kind="new") for entry in new)
        plan = MergePlan(template=Template(page="p/a"), file=None, choices=choices, obsolete=(whole, *gone))
        return offer_own_parts(plan)

    assert offer(4).choices[0].kind == "near"
    assert measure_growth(offer, 50, bound=2) < 2


def test_old_versions_are_read_within_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of git's history no more is read than a language may have, and no file larger than one may be."""
    sizes = {b"a": 50, b"b": 500, b"c": 60, b"d": 40}
    asked: list[str] = []

    def run(_folder: Path, *arguments: str, stdin: str = "") -> bytes:
        """Answer as git does."""
        if "--batch-check" in arguments:
            return b"".join(b"%s blob %d\n" % each for each in sizes.items()) + b"gone missing\n"
        asked.extend(stdin.split())
        return b""

    monkeypatch.setattr(git_history, "_run_git", run)
    monkeypatch.setattr(git_history, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(git_history, "MAX_LANGUAGE_BYTES", 100)
    git_history.GitHistory(root=Root(tmp_path), folder="x").read_blobs(["a", "b", "c", "d", "gone"])
    assert asked == ["a", "d"]
