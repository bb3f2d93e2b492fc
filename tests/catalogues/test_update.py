"""`catalogue update`: what it writes into the catalogues of a language."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from build_tools.catalogues import update
from build_tools.catalogues.po_model import Entry, Template, UpdateRequest
from build_tools.catalogues.po_parser import parse_po
from build_tools.catalogues.update.merge import find_lost_entry
from build_tools.paths import Root

DATA = Path(__file__).parent.parent / "data" / "catalogues"
NOW = "2030-05-06 07:08+0000"
HEADER = """\
# A city's charter.
# SPDX-License-Identifier: CC0-1.0
msgid ""
msgstr ""
"Project-Id-Version: Charters\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: {dated}\\n"
"PO-Revision-Date: {revised}\\n"
"Last-Translator: A. Person <a@example.org>\\n"
"Language-Team: \\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Review-State: {state}\\n"
"X-Translation-Origin: person\\n"
"""
OLD = "2020-01-01 00:00+0000"
HEADERS = {
    "{H}": HEADER.format(dated=OLD, revised=OLD, state="reviewed"),
    "{N}": HEADER.format(dated=NOW, revised=OLD, state="reviewed"),
    "{T}": HEADER.format(dated=NOW, revised=NOW, state="reviewed"),
    "{M}": HEADER.format(dated=NOW, revised=NOW, state="draft"),
}


@dataclass(frozen=True)
class Case:
    """The sources, the catalogues before an update, and the catalogues after it."""

    name: str
    pages: Mapping[str, Sequence[str]]
    files: Mapping[str, str]
    after: Mapping[str, str]
    design: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    moved_reviews: int = 0


CASES = [Case(**case) for case in tomllib.loads((DATA / "update.toml").read_text())["case"]]


def whole(text: str) -> str:
    """Return a catalogue of a case as it is on disk."""
    for name, header in HEADERS.items():
        text = text.replace(f"{name}\n", f"{header}\n")
    return text.lstrip("\n")


def template(page: str, msgids: Sequence[str]) -> Template:
    """Return the template of a page, with a message for each line."""
    places = (f"../../source/{page}.rst:{line}" for line in range(1, len(msgids) + 1))
    entries = (Entry(msgid=m, references=(p,)) for m, p in zip(msgids, places, strict=True))
    return Template(page=page, entries=tuple(entries), project="Charters")


def language(
    root: Root, pages: Mapping[str, Sequence[str]], design: Sequence[str] = (), *, typo: bool = False
) -> UpdateRequest:
    """Return the request to update French."""
    messages = tuple(Entry(msgid=msgid, extracted_comments=(f"said of {msgid}",)) for msgid in design)
    return UpdateRequest(
        tag="fr",
        root=root,
        templates=tuple(template(page, msgids) for page, msgids in pages.items()),
        pages=frozenset(pages),
        publications=frozenset({"p", "q"}),
        ui_template=Template(page="press", entries=messages) if design else None,
        creation_date=NOW,
        keeps_respelled=typo,
    )


def place(root: Root, page: str) -> Path:
    """Return the path of a page's catalogue."""
    return root.locale / "fr" / "LC_MESSAGES" / f"{page}.po"


def put(root: Root, page: str, data: str | bytes) -> Path:
    """Write a page's catalogue."""
    path = place(root, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def run_update(given: UpdateRequest, scratch: Path, *, write: bool = True) -> update.LanguageUpdate:
    """Update a language, and write the result."""
    scratch.mkdir(exist_ok=True)
    done = update.update_language(given, scratch)
    for change in done.changes if write else ():
        change.path.parent.mkdir(parents=True, exist_ok=True)
        change.path.write_bytes(change.data)
        if change.moved_to:
            change.path.unlink()
    return done


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_update_writes_what_is_new_and_loses_no_word(case: Case, root: Root, tmp_path: Path) -> None:
    """Each file is as in the case, to the byte; a second update changes none."""
    for page, text in case.files.items():
        put(root, page, whole(text))
    given = language(root, case.pages, case.design)
    done = run_update(given, tmp_path / "scratch")
    made = {c.file.removeprefix("locale/fr/LC_MESSAGES/")[:-3]: c.data for c in done.changes}
    assert {page: data.decode() for page, data in made.items()} == {
        page: whole(text) for page, text in case.after.items()
    }
    assert [finding.code for finding in done.findings] == ["catalogue/review-moved"] * case.moved_reviews
    total = {
        name: sum(getattr(change.counts, name) for change in done.changes)
        for name in ("new", "revived", "moved", "near", "obsolete", "recovered", "respelled")
    }
    assert {name: number for name, number in total.items() if number} == case.counts
    assert run_update(given, tmp_path / "scratch").changes == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_gettext_takes_what_was_written(case: Case, root: Root, tmp_path: Path) -> None:
    """`msgfmt -c` reports nothing about any catalogue that an update wrote."""
    for page, text in case.files.items():
        put(root, page, whole(text))
    changes = run_update(language(root, case.pages, case.design), tmp_path / "scratch").changes
    for change in (each for each in changes if not each.moved_to):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(change.path)],
            check=False,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")


LONG = "A sentence of the charter that is so long that every program would break it somewhere."
ONE = f'#: ../../source/p/a.rst\nmsgid "{LONG}"\nmsgstr "{LONG.upper()}"\n'


@pytest.mark.parametrize("width", ["79", "76", "20"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_another_program_reflowed_is_put_back(root: Root, tmp_path: Path, width: str, ends: str) -> None:
    """A file that differs in its line breaks alone gets back the bytes that it had; CR LF stay."""
    words = " ".join("abcde"[: 1 + n * 7 % 5] for n in range(60))
    body = ONE + f'\n#: ../../source/p/a.rst\nmsgid "{words}"\nmsgstr "{words}"\n'
    before = f"{HEADERS['{H}']}\n{body}".replace("\n", ends).encode()
    given = language(root, {"p/a": [LONG, words]})
    path = put(root, "p/a", before)
    assert run_update(given, tmp_path / "scratch").changes == ()
    reflowed = subprocess.run(
        ["msgcat", f"--width={width}", "-"], input=before, capture_output=True, check=True
    ).stdout
    path.write_bytes(reflowed.replace(b"\r", b"").replace(b"\n", ends.encode()))
    (change,) = run_update(given, tmp_path / "scratch").changes
    assert (change.data, path.read_bytes()) == (before, before)
    assert run_update(given, tmp_path / "scratch").changes == ()


def test_a_paragraph_above_changes_no_place(root: Root, tmp_path: Path) -> None:
    """A message names the file of its source alone; line numbers of another program are taken away."""
    path = put(root, "p/a", f"{HEADERS['{H}']}\n{ONE}".replace(".rst", ".rst:7"))
    run_update(language(root, {"p/a": [LONG]}), tmp_path / "scratch")
    before = path.read_bytes()
    assert before.decode() == f"{HEADERS['{H}']}\n{ONE}"
    run_update(language(root, {"p/a": ["New.", LONG]}), tmp_path / "scratch")
    added = '#: ../../source/p/a.rst\nmsgid "New."\nmsgstr ""\n\n'
    assert path.read_text() == f"{HEADERS['{N}']}\n{added}{ONE}"


def test_fields_of_a_header_keep_their_order(root: Root, tmp_path: Path) -> None:
    """Header fields keep their order, although GNU gettext has its own."""
    fields = ["X-Mine: 1", "Language: fr", "Content-Type: text/plain; charset=UTF-8", "MIME: x"]
    head = '# by hand\nmsgid ""\nmsgstr ""\n' + "".join(f'"{each}\\n"\n' for each in fields)
    path = put(root, "p/a", f'{head}\nmsgid "One."\nmsgstr "Un."\n')
    run_update(language(root, {"p/a": ["One.", "Two."]}), tmp_path / "scratch")
    assert path.read_text().startswith(head + "\n")


def test_another_charset_becomes_utf8(root: Root, tmp_path: Path) -> None:
    """A catalogue in Latin-1 is read correctly and written as UTF-8, for text in any script."""
    text = HEADERS["{H}"].replace("UTF-8", "ISO-8859-1") + '\nmsgid "One."\nmsgstr "Été"\n'
    path = put(root, "p/a", text.encode("latin-1"))
    run_update(language(root, {"p/a": ["One.", "둘"]}), tmp_path / "scratch")
    after = path.read_text("utf-8")
    assert "charset=UTF-8" in after
    assert 'msgstr "Été"' in after
    assert 'msgid "둘"' in after


BROKEN = {
    "conflict": (b'<<<<<<< HEAD\nmsgid "x"\nmsgstr "y"\n', "catalogue/syntax", 19),
    "mark": (b'\xef\xbb\xbfmsgid ""\nmsgstr ""\n', "catalogue/syntax", 1),
    "latin": (b'msgid "x"\nmsgstr "\xe9"\n', "catalogue/syntax", 20),
    "open": (b'msgid "x"\nmsgstr "y\n', "catalogue/syntax", 20),
    "twice": (b'msgid "x"\nmsgstr "y"\nmsgid "x"\nmsgstr "z"\n', "catalogue/syntax", 21),
    "obsolete": (b'#~ msgid "x"\n#~ msgstr y\n', "catalogue/syntax", 20),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_left_as_it_is(root: Root, tmp_path: Path, name: str) -> None:
    """It is reported with its line, not a byte changes, and the other pages are updated."""
    body, code, line = BROKEN[name]
    head = b"" if name == "mark" else f"{HEADERS['{H}']}\n".encode()
    path = put(root, "p/bad", head + body)
    given = language(root, {"p/bad": ["x", "new"], "p/good": ["One."]})
    done = run_update(given, tmp_path / "scratch")
    (finding,) = done.findings
    assert (finding.code, finding.severity, finding.place.line) == (code, "error", line)
    assert (finding.place.file, finding.language) == ("locale/fr/LC_MESSAGES/p/bad.po", "fr")
    assert path.read_bytes() == head + body
    assert [change.file for change in done.changes] == ["locale/fr/LC_MESSAGES/p/good.po"]


@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_a_link_out_of_the_root_is_not_followed(root: Root, tmp_path: Path, what: str) -> None:
    """A catalogue or folder that links outside the root is reported, and nothing is written through it."""
    outside = tmp_path / "outside"
    (outside / "p").mkdir(parents=True)
    (outside / "p" / "a.po").write_text(HEADERS["{H}"])
    link = place(root, "p/a") if what == "file" else place(root, "p")
    link = link if what == "file" else link.with_suffix("")
    link.parent.mkdir(parents=True)
    target = {"file": outside / "p" / "a.po", "folder": outside / "p", "nothing": outside / "none"}
    link.symlink_to(target[what])
    done = run_update(language(root, {"p/a": ["One."]}), tmp_path / "scratch", write=False)
    assert [finding.severity for finding in done.findings] == ["error"]
    assert done.changes == ()


def test_a_page_of_a_publication_that_is_not_asked_for_is_no_archive(root: Root, tmp_path: Path) -> None:
    """Catalogues of other publications, of unregistered folders, and of no page are not changed."""
    (root.source / "draft").mkdir()
    entry = HEADERS["{H}"] + '\nmsgid "One."\nmsgstr "Un."\n'
    for page in ("q/a", "draft/a", "all"):
        put(root, page, entry)
    given = language(root, {"p/a": ["One."], "q/a": []})
    part = UpdateRequest(
        **{
            **{name: getattr(given, name) for name in UpdateRequest.__slots__},
            "templates": given.templates[:1],
        }
    )
    done = run_update(part, tmp_path / "scratch")
    assert [change.file for change in done.changes] == ["locale/fr/LC_MESSAGES/p/a.po"]
    assert b'msgstr "Un."' in done.changes[0].data


@pytest.mark.parametrize("origin", ["machine", "some service"])
def test_words_by_machine_are_told_where_a_person_is_named(origin: str, root: Root, tmp_path: Path) -> None:
    """A translation that moves to another page keeps its origin: the line names who translated it."""
    machine = HEADERS["{H}"].rstrip("\n") + f'\n"X-Translation-Origin: {origin}\\n"\n'
    person = machine.replace(origin, "person")
    put(root, "p/a", machine + '\nmsgid "One."\nmsgstr "Un."\n')
    put(root, "p/b", person + '\nmsgid "Two."\nmsgstr "Deux."\n')
    done = run_update(language(root, {"p/a": [], "p/b": ["Two.", "One."]}), tmp_path / "scratch")
    (finding,) = done.findings
    assert (finding.code, finding.severity) == ("catalogue/origin", "warning")
    assert "locale/fr/LC_MESSAGES/p/a.po, which a machine translated" in finding.message
    changed = {change.file: change.data for change in done.changes}
    lines = changed["locale/fr/LC_MESSAGES/p/b.po"].decode().split("\n")
    assert lines[(finding.place.line or 0) - 1 :][:2] == ['msgid "One."', 'msgstr "Un."']


@pytest.mark.parametrize("bomb", ["nplurals=1000000", 'x\\n"\n"' * 30_000 + "nplurals=2"])
def test_a_header_that_would_fill_the_memory_is_refused(root: Root, tmp_path: Path, bomb: str) -> None:
    """A million plural forms, or very many lines, are rejected: msgmerge would need gigabytes."""
    head = HEADERS["{H}"].replace("nplurals=2", bomb)
    put(root, "p/a", head + '\nmsgid "One."\nmsgstr "Un."\n')
    done = run_update(language(root, {"p/a": ["Two."]}), tmp_path / "scratch", write=False)
    (finding,) = done.findings
    assert (finding.code, finding.severity, finding.place.line) == ("catalogue/syntax", "error", 3)
    assert "the header" in finding.message
    assert done.changes == ()


def test_a_catalogue_without_a_word_is_left_alone_when_its_page_goes(root: Root, tmp_path: Path) -> None:
    """If its page is gone, a catalogue without translations is not changed and not reported."""
    path = put(root, "p/gone", HEADERS["{H}"] + '\nmsgid "One."\nmsgstr ""\n')
    before = path.read_bytes()
    done = run_update(language(root, {"p/a": ["Two."]}), tmp_path / "scratch")
    assert done.findings == ()
    assert [change.file for change in done.changes] == ["locale/fr/LC_MESSAGES/p/a.po"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgid "x"\nmsgstr "y"\n', ""),
        ('# said\nmsgid "x"\nmsgstr "y"\n', 'msgid "x"\nmsgstr "y"\n'),
        ('#~ msgid "x"\n#~ msgstr "y"\n', '# about y\nmsgid "x"\nmsgstr "z"\n'),
    ],
)
def test_a_file_that_would_lose_a_word_is_not_written(old: str, new: str) -> None:
    """A translation or comment of the old file that is missing from the new one is detected."""
    before, after = (parse_po(f"{HEADERS['{H}']}\n{body}") for body in (old, new))
    found = find_lost_entry(before, after)
    assert found is not None
    assert found.msgid == "x"
    assert find_lost_entry(before, before) is None


def test_a_header_that_would_lose_a_field_is_not_written() -> None:
    """Only the date of the template may change in a header."""
    before = parse_po(HEADERS["{H}"])
    assert find_lost_entry(before, parse_po(HEADERS["{N}"])) is None
    less = re.sub(r'"X-Translation-Origin.*\n', "", HEADERS["{H}"])
    assert find_lost_entry(before, parse_po(less)) is before.header


STRANGER = "Nobody is asked for papers at its gate, nor for a fee."
SPLIT = [
    (
        ("Everyone has a right to the city. ", "Nobody is asked for papers at its gates."),
        ("Chacun a droit à la ville. ", "À ses portes, nul ne doit montrer ses papiers."),
        ("Chacun a droit à la ville.", "À ses portes, nul ne doit montrer ses papiers."),
    ),
    (
        ("Everyone has a right to the city, ", "and nobody is asked for papers at its gates."),
        ("Chacun a droit à la ville, ", "et nul ne doit montrer ses papiers."),
        ("Chacun a droit à la ville, et nul ne doit montrer ses papiers.",) * 2,
    ),
    (
        ("모두에게 도시에 대한 권리가 있다. ", "아무도 서류를 요구받지 않는다."),
        ("市民には権利がある。", "書類は求められない。"),
        ("市民には権利がある。", "書類は求められない。"),
    ),
]


@pytest.mark.parametrize(("source", "translation", "offered"), SPLIT)
def test_a_split_paragraph_is_offered_its_own_halves(
    root: Root, tmp_path: Path, source: Sequence[str], translation: Sequence[str], offered: Sequence[str]
) -> None:
    """Each half gets its part of the translation, fuzzy, with the old whole; never a stranger's text."""
    whole_source = "".join(source)
    old = f'msgid "{whole_source}"\nmsgstr "{"".join(translation)}"\n'
    put(root, "p/a", f'{HEADERS["{H}"]}\n{old}\nmsgid "{STRANGER}"\nmsgstr "Étranger."\n')
    halves = [each.strip() for each in source]
    (change,) = run_update(language(root, {"p/a": [*halves, STRANGER]}), tmp_path / "scratch").changes
    assert (change.counts.near, change.counts.new, change.counts.obsolete) == (2, 0, 1)
    entries = parse_po(place(root, "p/a").read_text()).live_entries
    for half, text in zip(halves, offered, strict=True):
        entry = entries["", half]
        assert (entry.msgstr, entry.is_fuzzy) == ((text,), True)
        assert entry.previous_msgid == (f'msgid "{whole_source}"',)


RESPELLED = [
    ("The city recieves everyone.", "The city receives everyone.", True),
    ("The city receives everyone", "The city receives everyone.", True),
    ("Teh city receives everyone.", "The city receives everyone!", True),
    ('It is a "free" city.', "It is a **free** city.", True),
    ("It is free until 1998.", "It is free until 1999.", False),
    ("Nobody may enter the city.", "Anybody must enter the city.", False),
    ("The city is not free.", "The city is now free.", False),
    ("The city is free.", "The city is a free one.", False),
    ("A note.", "A note.\\\\ [#one]_", False),
]


@pytest.mark.parametrize(("old", "new", "is_kept"), RESPELLED)
def test_a_slip_keeps_its_translations_on_request(
    root: Root, tmp_path: Path, old: str, new: str, is_kept: bool
) -> None:
    """With --typo a change of marks or spelling keeps the translation, and is told; any other does not."""
    body = 'msgid {}\nmsgstr "Ma ville."\n'.format('"' + old.replace('"', '\\"') + '"')
    before = f"{HEADERS['{H}']}\n# mine\n#: ../../source/p/a.rst\n{body}"
    put(root, "p/a", before)
    done = run_update(language(root, {"p/a": [new.replace("\\\\", "\\")]}, typo=True), tmp_path / "scratch")
    (entry,) = parse_po(place(root, "p/a").read_text()).live_entries.values()
    assert (entry.msgstr == ("Ma ville.",) and not entry.is_fuzzy) is is_kept
    told = [(one.code, one.severity, one.place.line) for one in done.findings]
    assert told == [("catalogue/respelled", "note", entry.line)] * is_kept
    assert done.changes[0].counts.respelled == is_kept
    put(root, "p/a", before)
    run_update(language(root, {"p/a": [new.replace("\\\\", "\\")]}), tmp_path / "scratch")
    (entry,) = parse_po(place(root, "p/a").read_text()).live_entries.values()
    assert not entry.is_translated
