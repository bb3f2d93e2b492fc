"""`editions catalogue update` on a root, with the real Sphinx, gettext and git."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from build_tools import register
from build_tools.cli import dispatch
from build_tools.errors import UserError
from build_tools.paths import PROJECT_DIR, Root
from build_tools.process import pool
from build_tools.tasks.catalogue import update as task
from build_tools.tasks.catalogue.status import read_source_messages
from build_tools.tasks.options import Selection
from tests.helpers.translators import INDEX, RIGHT, MakeOrder, Translator, tree


@pytest.mark.parametrize("which", ["own", "odd"])
def test_templates_have_the_messages_that_status_counts(
    which: str, translator: Translator, tmp_path: Path
) -> None:
    """Update and status have the same messages, page by page."""
    root = Root(PROJECT_DIR)
    if which == "odd":
        root = translator.root
        (root.source / "a" / "odd.rst").write_text((DATA / "odd.rst").read_text())
        (root.source / "conf.py").write_text("rst_prolog = '.. |name| replace:: Words'\n")
    listed = register.read_register(root)
    for publication in listed.publications:
        first = register.make_edition(listed, publication.id, publication.source_language)
        works: list[Callable[[Path], Any]] = [
            partial(read_source_messages, first, root),
            partial(task._extract_publication, root, listed, publication.id),
        ]
        work = tmp_path / publication.id
        work.mkdir()
        messages, made = pool.run_all(works, workers=2, scratch=work)
        counted = {(message.page, message.msgid) for message in messages}
        assert {(each.page, entry.msgid) for each in made for entry in each.entries} == counted
        assert counted
        places = {
            (each.page, entry.msgid): entry.extracted_comments for each in made for entry in each.entries
        }
        for message in messages:
            address = f"{message.page}#{message.article}" if message.article else message.page
            assert any(address in line for line in places[message.page, message.msgid]), message


def test_each_message_says_where_it_stands(translator: Translator) -> None:
    """A comment of each message has its kind, its article and its address, and changes with them alone."""
    page = translator.root.source / "a" / "right.rst"
    page.write_text((DATA / "places.rst").read_text())
    translator.updates()
    entries = translator.text("a/right").split("\n\n")[1:]
    assert [entry.split("\n")[0] for entry in entries] == [
        "#. title · The right · a/right#r-1",
        "#. paragraph · The right · a/right#r-1",
        "#. paragraph · The right · a/right#r-1-p1",
        "#. item · The right · a/right#r-1-p1-a",
        "#. title · Plan · a/right#plan",
        "#. item · Plan · a/right#plan",
        "#. term · Plan · a/right#plan",
        "#. definition · Plan · a/right#plan",
        "#. note · Plan · a/right#plan",
    ]
    assert translator.updates().changes == ()
    page.write_text(
        page.read_text().replace(".. _r-1:", ".. _r-2:").replace("A plain one", "Another\n\nA plain one")
    )
    translator.updates()
    assert "#. item · The right · a/right#r-2-p1-a\n" in translator.text("a/right")


DATA = Path(__file__).parent.parent / "data" / "catalogues"


def test_an_update_makes_what_the_register_lacks(translator: Translator) -> None:
    """Every page gets a catalogue with the header that gettext, Poedit and a build need."""
    done = translator.updates()
    assert [change.file for change in done.changes] == [
        "locale/fr/LC_MESSAGES/a/index.po",
        "locale/fr/LC_MESSAGES/a/right.po",
        "locale/fr/LC_MESSAGES/b/index.po",
        "locale/fr/LC_MESSAGES/press.po",
    ]
    assert translator.text("a/right") == (DATA / "update-new.po").read_text("utf-8")
    assert done.exit_code == 0
    assert translator.said[-1] == "languages: 1 of 1"


def test_a_second_update_changes_no_byte(translator: Translator) -> None:
    """With nothing new, no file is written or touched."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun")
    before = {path: path.stat().st_mtime_ns for path in translator.root.locale.rglob("*.po")}
    done = translator.updates()
    assert (done.changes, done.catalogues) == ((), 4)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_a_killed_update_left_is_swept(translator: Translator) -> None:
    """Half-written catalogues of dead processes are gone after the next update; no catalogue is."""
    translator.updates()
    before = tree(translator.root)
    for folder in (".", "fr/LC_MESSAGES", "fr/LC_MESSAGES/a"):
        (translator.root.locale / folder / ".0123456789ab.999999999").write_text("half")
    translator.updates()
    assert tree(translator.root) == before


def test_a_dry_run_writes_nothing_and_says_the_same(translator: Translator) -> None:
    """The output of a dry run is what an update then changes."""
    would = translator.updates(dry=True)
    assert not translator.root.locale.exists()
    assert translator.updates().changes == would.changes


def test_a_page_that_moves_takes_its_translations_along(translator: Translator) -> None:
    """A page that is renamed or moved to another publication keeps its translations."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    (translator.root.source / "a" / "right.rst").rename(translator.root.source / "a" / "city.rst")
    (named,) = [each for each in translator.updates().changes if each.is_new]
    assert (named.file, named.counts.moved) == ("locale/fr/LC_MESSAGES/a/city.po", 2)
    assert not translator.po("a/right").exists()
    (translator.root.source / "a" / "city.rst").rename(translator.root.source / "b" / "city.rst")
    (gone,) = [each for each in translator.updates().changes if each.moved_to]
    assert (gone.file, gone.moved_to) == ("locale/fr/LC_MESSAGES/a/city.po", ("b/city",))
    assert 'msgstr "Chacun a droit."' in translator.text("b/city")
    assert not translator.po("a/city").exists()
    assert translator.updates().changes == ()


def test_a_dead_catalogue_with_words_of_its_own_stays(translator: Translator) -> None:
    """Of a page that is gone nothing is deleted while one text of it, unsure or obsolete, is nowhere else."""
    translator.page("a/right", RIGHT, "Another.", title="The right")
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit", Another="Un autre.")
    page = translator.page("a/right", RIGHT, title="The right")
    page.rename(page.with_name("city.rst"))
    assert not any(each.moved_to for each in translator.updates().changes)
    assert '#~ msgstr "Un autre."' in translator.text("a/right")
    assert '#~ msgstr "Chacun a droit."' in translator.text("a/right")


def test_a_dead_catalogue_with_a_comment_of_its_own_stays(translator: Translator) -> None:
    """Of a page that is gone nothing is deleted while a translator's comment is nowhere else."""
    translator.page("b/city", RIGHT, title="The right")
    translator.updates()
    for page in ("a/right", "b/city"):
        translator.translates(page, Everyone="Chacun a droit.", The_right="Le droit")
    po = translator.po("a/right")
    po.write_text(po.read_text().replace(f'msgid "{RIGHT}"', f'# ask Ana\nmsgid "{RIGHT}"'))
    (translator.root.source / "a" / "right.rst").unlink()
    translator.updates()
    assert "# ask Ana\n" in translator.text("a/right")
    po.write_text(po.read_text().replace("# ask Ana\n", ""))
    assert [each.moved_to for each in translator.updates().changes if each.moved_to] == [("b/city",)]


def test_an_update_of_a_page_leaves_dead_catalogues(translator: Translator) -> None:
    """Where a page is named, a catalogue of another one stays, and is not counted."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    (translator.root.source / "a" / "right.rst").rename(translator.root.source / "a" / "city.rst")
    update = translator.updates(selection=Selection(pages=("a/city",)))
    assert (update.catalogues, [each.file for each in update.changes]) == (
        1,
        ["locale/fr/LC_MESSAGES/a/city.po"],
    )
    assert translator.po("a/right").exists()


COMPONENT = """  {
    "name": "%s",
    "slug": "%s",
    "filemask": "locale/*/LC_MESSAGES/%s.po",
    "file_format_params": {"po_line_wrap": 65535}
  }"""


def test_the_components_of_weblate_follow_the_pages(translator: Translator) -> None:
    """A renamed page's component is renamed, a new page's is made, that of a page that is gone goes."""

    def components(*pages: str) -> str:
        return "[\n" + ",\n".join(COMPONENT % (p, p.replace("/", "-"), p) for p in pages) + "\n]\n"

    file = translator.root.locale / "weblate.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(components("press", "a/index", "a/acts", "a/right", "c/other"))
    translator.updates()
    assert file.read_text() == components("press", "a/index", "a/acts", "a/right", "c/other")
    page = translator.root.source / "a" / "right.rst"
    page.rename(page.with_name("city.rst"))
    assert "locale/weblate.json" in {each.file for each in translator.updates(dry=True).changes}
    translator.updates()
    assert file.read_text() == components("press", "a/index", "a/acts", "a/city", "c/other")
    translator.page("a/water", "Words.")
    translator.updates()
    assert file.read_text() == components("press", "a/index", "a/acts", "a/city", "a/water", "c/other")
    for name in ("city", "water"):
        page.with_name(f"{name}.rst").unlink()
    translator.updates()
    assert file.read_text() == components("press", "a/index", "a/acts", "c/other")
    assert translator.updates().changes == ()
    file.write_text(components("press", "a/gone"))
    translator.page("a/city", "Words.")
    translator.updates()
    assert file.read_text() == components("press", "a/acts", "a/city", "a/index")


def review(translator: Translator, page: str, by: str, state: str = "reviewed") -> str:
    """Record a review, and return its digests."""
    call = ["catalogue", "review", "fr", page, "--state", state, "--by", by, "-q"]
    assert dispatch.run_command(["--root", str(translator.root.path), *call]) == 0
    return next(line for line in translator.text(page).split("\n") if line.startswith('"X-Review-Digests'))


def test_a_renamed_page_keeps_its_review(translator: Translator, capsys: pytest.CaptureFixture[str]) -> None:
    """State, name, day and digests follow the messages, and a line says so."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    review(translator, "a/right", "Ana Pérez")
    digests = review(translator, "a/right", "Jo Diallo", "approved")
    old = translator.text("a/right").split("\n")
    (translator.root.source / "a" / "right.rst").rename(translator.root.source / "a" / "city.rst")
    done = translator.updates()
    new = translator.text("a/city").split("\n")
    for name in ("X-Review-State", "X-Reviewed-By", "X-Approved-By", "X-Review-Digests"):
        (field,) = (line for line in old if line.startswith(f'"{name}'))
        assert field in new
    assert digests in new
    told = [one.message for one in done.findings if one.code == "catalogue/review-moved"]
    assert [each.partition(" (approved: Jo Diallo")[0] for each in told] == [
        "2 messages from a/right keep their review"
    ]


def test_a_section_that_moves_keeps_its_review(translator: Translator) -> None:
    """A reviewed page that gets reviewed messages covers both, with both names; a draft stays one."""
    moved = "Water belongs to everyone."
    translator.page("a/right", RIGHT, moved, title="The right")
    translator.page("a/water", "Its own words.", title="Water")
    translator.page("a/draft", "Other words.", title="Draft")
    translator.updates()
    translator.translates("a/right", Everyone="Chacun.", The_right="Le droit", Water_belongs="L’eau.")
    translator.translates("a/water", Its_own="Les siens.", Water="Eau")
    translator.translates("a/draft", Other="Autres mots.", Draft="Projet")
    first = review(translator, "a/right", "Ana Pérez")
    second = review(translator, "a/water", "Jo Diallo")
    translator.page("a/right", RIGHT, title="The right")
    translator.page("a/water", "Its own words.", moved, title="Water")
    translator.updates()
    text = translator.text("a/water")
    assert re.search(r'"X-Reviewed-By: Jo Diallo, \S+; Ana Pérez, \S+\\n"', text)
    (digests,) = re.findall(r'"X-Review-Digests: (.*)\\n"', text)
    assert len(digests.split()) == 3
    assert set(digests.split()) < {*re.findall(r"[0-9a-f]{10}", first + second)}
    translator.page("a/water", "Its own words.", title="Water")
    translator.page("a/draft", "Other words.", moved, title="Draft")
    done = translator.updates()
    assert '"X-Review-State: draft' in translator.text("a/draft")
    assert any("but this page is a draft" in one.message for one in done.findings)


def test_a_page_that_is_back_is_translated_again(translator: Translator) -> None:
    """A page deleted and restored has every translation; only template dates are new."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    before = translator.text("a/right")
    page = translator.root.source / "a" / "right.rst"
    kept = page.read_text()
    page.unlink()
    translator.updates()
    assert translator.text("a/right") != before
    page.write_text(kept)
    (change,) = translator.updates().changes
    assert change.counts.revived == 2
    assert translator.text("a/right") == before


def test_a_slip_that_is_mended_offers_the_old_words(translator: Translator) -> None:
    """A corrected source makes the message fuzzy, with its previous source and location."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.")
    translator.page("a/right", RIGHT.replace("nobody", "no one"), title="The right")
    (change,) = translator.updates().changes
    assert (change.counts.near, change.counts.obsolete) == (1, 1)
    entry = translator.entry("a/right", "Everyone has a right to the city, and no one")
    line = translator.text("a/right").split("\n").index(f'#~ msgid "{RIGHT}"') + 1
    assert f"\n#. near: a/right.po:{line}\n" in entry
    assert "#, fuzzy\n" in entry
    assert f'#| msgid "{RIGHT}"\n' in entry
    assert 'msgstr "Chacun a droit."' in entry


def test_an_interrupted_write_leaves_files_whole(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If one file cannot be written, it is reported and unchanged; the others are updated."""
    translator.updates()
    before = translator.text("a/right")
    translator.page("a/right", RIGHT, "New here.", title="The right")
    translator.page("b/new", "New there.")
    real = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "right.po":
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", full)
    updated = translator.updates()
    result = updated
    (finding,) = result.findings
    assert (result.exit_code, finding.code) == (1, "catalogue/unwritten")
    assert finding.place.file not in [change.file for change in updated.changes]
    assert finding.place.file == "locale/fr/LC_MESSAGES/a/right.po"
    assert translator.text("a/right") == before
    assert 'msgid "New there."' in translator.text("b/new")
    assert [path.name for path in translator.root.locale.rglob(".*")] == []


def test_a_dead_catalogue_stays_until_its_words_are_written(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A catalogue stays where that of its renamed page cannot be written; the next update moves it."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    before = translator.text("a/right")
    (translator.root.source / "a" / "right.rst").rename(translator.root.source / "a" / "city.rst")
    real = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "city.po":
            raise OSError(28, "No space left on device")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert translator.updates().exit_code == 1
    assert translator.text("a/right") == before
    translator.updates()
    assert 'msgstr "Chacun a droit."' in translator.text("a/city")
    assert not translator.po("a/right").exists()


def test_a_catalogue_that_is_refused_gives_1_and_a_report(translator: Translator, tmp_path: Path) -> None:
    """The report names the line; the file is unchanged, the others are updated."""
    translator.updates()
    bad = translator.po("a/right")
    bad.write_bytes(bad.read_bytes() + b"<<<<<<< ours\n")
    before = bad.read_bytes()
    translator.page("a/right", RIGHT, "New here.", title="The right")
    translator.page("b/new", "New there.")
    result = translator.updates(report=tmp_path / "r.json")
    assert result.exit_code == 1
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    (finding,) = report["findings"]
    assert (report["command"], report["exit"]) == ("catalogue update", 1)
    assert (finding["code"], finding["language"]) == ("catalogue/syntax", "fr")
    assert finding["place"]["line"] == before.count(b"\n")
    assert bad.read_bytes() == before
    assert 'msgid "New there."' in translator.text("b/new")


def test_a_language_is_begun_with_one_command(translator: Translator) -> None:
    """A new language gets folders, headers, a glossary column, and the line for the register."""
    translator.root.locale.mkdir()
    glossary = translator.root.locale / "glossary.tsv"
    glossary.write_bytes(b"key\ten\tfr\tnote\r\ncity\tcity\tville\tsure\r\n")
    done = translator.updates("pt-BR")
    assert glossary.read_bytes() == b"key\ten\tfr\tpt-BR\tnote\r\ncity\tcity\tville\t\tsure\r\n"
    text = translator.text("a/right", "pt_BR")
    assert '"Language: pt_BR\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in text
    assert "# SPDX-License-Identifier: CC0-1.0\n" in text
    assert done.advice[0] == (
        "to publish a in pt-BR, write in source/publications.toml, [publications.a]: "
        'languages = ["en", "fr", "pt-BR"]; until it is whole, drafts = ["pt-BR"] shows it to nobody'
    )
    assert translator.updates("pt-BR").changes == ()
    assert not translator.po("a/right").exists()


def test_a_catalogue_takes_no_remark_from_another_publication(translator: Translator) -> None:
    """Header comments come from the same text; the licence from any."""
    translator.updates()
    for file in translator.po("a/right").parent.iterdir():
        rest = file.read_text("utf-8").partition("msgid")
        file.write_text(f"# The text of a.\n# SPDX-License-Identifier: MIT\nmsgid{rest[2]}")
    for made in translator.po("b/index").parent.iterdir():
        made.unlink()
    translator.updates()
    assert translator.text("b/index").startswith("# SPDX-License-Identifier: MIT\nmsgid")


def test_another_english_is_not_filled_with_the_source(translator: Translator) -> None:
    """If the source is English, British English starts empty."""
    translator.updates("en-GB")
    assert f'msgid "{RIGHT}"\nmsgstr ""' in translator.text("a/right", "en_GB")


@pytest.mark.parametrize(("tag", "near"), [("french", "fr"), ("FR", "fr"), ("en", "another")])
def test_a_language_that_nobody_knows_is_refused(translator: Translator, tag: str, near: str) -> None:
    """The nearest tag is named, and nothing is written."""
    with pytest.raises(UserError) as caught:
        translator.updates(tag)
    assert (caught.value.code, caught.value.exit_code) == ("register/unknown-language", 2)
    assert f" {near}" in caught.value.remedy
    assert not translator.root.locale.exists()


def test_a_source_that_cannot_be_read_stops_it(translator: Translator) -> None:
    """If messages are unknown, no catalogue is changed."""
    translator.updates()
    before = tree(translator.root)
    (translator.root.source / "a" / "right.rst").write_bytes(b"\xe9t\xe9\n===\n")
    with pytest.raises(UserError) as caught:
        translator.updates()
    assert caught.value.place.file == "source/a/right.rst"
    assert tree(translator.root) == before


def test_a_translation_of_the_source_is_never_a_message(translator: Translator) -> None:
    """The language in a root's settings, and .mo files beside the .po, are ignored."""
    translator.updates()
    translator.translates("a/right", Everyone="Chacun a droit.", The_right="Le droit")
    subprocess.run(["msgfmt", "right.po", "-o", "right.mo"], cwd=translator.po("a/x").parent, check=True)
    settings = 'language = "fr"\nlocale_dirs = ["../locale"]\ngettext_compact = False\n'
    (translator.root.source / "conf.py").write_text(settings)
    assert translator.updates().changes == ()


def test_any_language_and_any_name_serves(make_root: Any, order: MakeOrder) -> None:
    """Sources in Arabic, and page names with spaces and other letters, work."""
    root = make_root({"a": ["ar", "fr"]})
    (root.source / "a" / "index.rst").write_text(INDEX)
    one = Translator(root=root, order=order)
    names = ("a/two words", "a/حق", "a/part/권리")
    for name in names:
        one.page(name, f"لكل إنسان حق في المدينة: {name}")
    assert one.updates().exit_code == 0
    for name in names:
        file = f"../../source/{name}.rst"
        marked = f"\u2068{file}\u2069" if " " in file else file
        assert f'#: {marked}\nmsgid "لكل إنسان' in one.text(name)
    assert one.updates().changes == ()


def test_words_of_the_design_follow_their_template(translator: Translator) -> None:
    """A root with a press.pot gets its press.po updated or created."""
    translator.root.locale.mkdir()
    for name in ("press.pot",):
        (translator.root.locale / name).write_bytes((PROJECT_DIR / "locale" / name).read_bytes())
    translator.updates()
    text = translator.text("press")
    assert '#. Under the title, where the register says nature = "reading".\n' in text
    assert "Plural-Forms: nplurals=2; plural=(n > 1);" in text
    assert translator.updates().changes == ()


def test_the_project_s_own_catalogues_are_up_to_date(order: MakeOrder) -> None:
    """`editions catalogue update` changes none of the project's own translations."""
    own = Translator(root=Root(PROJECT_DIR), order=order)
    done = own.updates(dry=True)
    assert [change.file for change in done.changes] == []
    assert done.exit_code == 0
    assert done.catalogues == len(list((PROJECT_DIR / "locale").rglob("*.po")))


def test_the_command_says_a_line_for_each_file_that_changes(
    translator: Translator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each changed file has its counts, then totals on stdout; no progress in a pipe."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    here = ("--root", str(translator.root.path), "catalogue", "update")
    assert dispatch.run_command([*here, "--dry-run"]) == 0
    assert "4 catalogues: 4 would change, 0 as they were" in capsys.readouterr().out
    assert dispatch.run_command(here) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert re.sub(r"\d+ filled", "N filled", output.out).splitlines() == [
        "locale/fr/LC_MESSAGES/a/index.po: made, 2 new",
        "locale/fr/LC_MESSAGES/a/right.po: made, 2 new",
        "locale/fr/LC_MESSAGES/b/index.po: made, 2 new",
        "locale/fr/LC_MESSAGES/press.po: made, N filled",
        "4 catalogues: 4 changed, 0 as they were",
    ]
    assert '"POT-Creation-Date: 1970-01-01 00:00+0000\\n"' in translator.text("a/right")
    translator.po("a/right").write_text("msgid")
    assert dispatch.run_command([*here, "-q"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("locale/fr/LC_MESSAGES/a/right.po:1: catalogue/syntax")
    assert dispatch.run_command([*here, "-l", "french"]) == 2


class TestHistory:
    """A root in git, where other programs deleted work of translators."""

    @pytest.fixture(autouse=True)
    def in_git(self, translator: Translator) -> None:
        """Commit a translation with a header, a comment and an obsolete entry."""
        translator.page("a/right", RIGHT, "What was said before.", title="The right")
        translator.updates()
        translator.translates(
            "a/right", Everyone="Chacun a droit.", What_was="Ce qui fut dit.", The_right="Le droit"
        )
        translator.page("a/right", RIGHT, title="The right")
        translator.updates()
        git(translator.root, "init", "-q")
        commit(translator.root)

    def test_what_sphinx_intl_lost_comes_back(self, translator: Translator) -> None:
        """Header fields and texts of obsolete entries are restored and reported."""
        root = translator.root
        text = translator.text("a/right").replace("X-Review-State: draft", "X-Review-State: reviewed")
        translator.po("a/right").write_text(text, encoding="utf-8")
        commit(root)
        translator.page("a/right", RIGHT, "New here.", "What was said before.", title="The right")
        sphinx_intl(root)
        damaged = translator.text("a/right")
        assert "X-Review-State" not in damaged
        done = translator.updates()
        after = translator.text("a/right")
        assert '"X-Review-State: reviewed\\n"' in after
        assert '"X-Translation-Origin: person\\n"' in after
        assert 'msgid "What was said before."\nmsgstr "Ce qui fut dit."' in after
        found = {f.code for f in done.findings}
        assert found == {"catalogue/recovered"}
        assert "commit" in done.findings[0].message
        assert done.exit_code == 0
        assert translator.updates().changes == ()

    def test_what_was_lost_and_committed_comes_back(self, translator: Translator) -> None:
        """The loss may be some commits old."""
        root = translator.root
        cut = translator.text("a/right").partition("\n#~")[0]
        translator.po("a/right").write_text(cut, encoding="utf-8")
        commit(root)
        commit(root)
        translator.page("a/right", RIGHT, "What was said before.", title="The right")
        done = translator.updates()
        (finding,) = done.findings
        line = translator.text("a/right").split("\n").index('msgid "What was said before."') + 1
        assert (finding.code, finding.place.line) == ("catalogue/recovered", line)
        assert 'msgid "What was said before."\nmsgstr "Ce qui fut dit."' in translator.text("a/right")

    def test_a_catalogue_that_was_deleted_comes_back(self, translator: Translator) -> None:
        """A deleted .po is still used for its page, also if that was renamed."""
        translator.po("a/right").unlink()
        page = translator.root.source / "a" / "right.rst"
        page.rename(page.with_name("city.rst"))
        (change,) = translator.updates().changes
        assert change.counts.recovered == 2
        assert 'msgstr "Chacun a droit."' in translator.text("a/city")

    def test_obsolete_entries_come_back_as_such(self, translator: Translator) -> None:
        """Entries in HEAD but not in the file are obsolete again."""
        before = translator.text("a/right")
        translator.po("a/right").write_text(before.partition("\n#~")[0], encoding="utf-8")
        translator.updates()
        assert translator.text("a/right") == before

    def test_what_a_person_emptied_stays_empty(self, translator: Translator) -> None:
        """A translation that was emptied and committed stays empty."""
        text = translator.text("a/right").replace('msgstr "Chacun a droit."', 'msgstr ""')
        translator.po("a/right").write_text(text, encoding="utf-8")
        commit(translator.root)
        assert translator.updates().changes == ()

    def test_what_a_person_doubts_stays_unsure(self, translator: Translator) -> None:
        """A message marked fuzzy stays fuzzy, whatever it was before."""
        text = translator.text("a/right")
        msgid = f'msgid "{RIGHT}"'
        translator.po("a/right").write_text(text.replace(msgid, f"#, fuzzy\n{msgid}"), encoding="utf-8")
        assert translator.updates().changes == ()

    def test_nothing_of_a_repository_runs_and_nothing_of_it_changes(
        self, translator: Translator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Hooks, filters and settings of a repository start no program; .git is unchanged."""
        root = translator.root
        trap = tmp_path / "trap"
        trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
        trap.chmod(0o755)
        (root.path / ".gitattributes").write_text("*.po filter=trap diff=trap\n")
        for name in (
            "core.fsmonitor",
            "filter.trap.smudge",
            "filter.trap.clean",
            "diff.trap.textconv",
        ):
            git(root, "config", name, str(trap))
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        before = {path: path.read_bytes() for path in (root.path / ".git").rglob("*") if path.is_file()}
        translator.po("a/right").unlink()
        assert translator.updates().changes[0].counts.recovered == 3
        assert not (tmp_path / "sprung").exists()
        after = {path: path.read_bytes() for path in (root.path / ".git").rglob("*") if path.is_file()}
        assert after == before

    def test_a_root_in_a_folder_of_a_repository(self, translator: Translator, tmp_path: Path) -> None:
        """The repository may begin above the root."""
        root = translator.root
        (root.path / ".git").rename(tmp_path / "old.git")
        git(Root(tmp_path), "init", "-q")
        commit(Root(tmp_path))
        text = translator.text("a/right")
        translator.po("a/right").write_text(text.replace('"X-Translation-Origin: person\\n"\n', ""))
        (finding,) = translator.updates().findings
        assert '"X-Translation-Origin: person\\n"' in translator.text("a/right")
        commit_line = subprocess.check_output(["git", "log", "-1", "--format=%H %cs"], cwd=root.path)
        commit_id, day = commit_line.decode().split()
        assert f"from commit {commit_id[:10]} of {day}" in finding.message


def git(root: Root, *words: str) -> None:
    """Run git in a root."""
    subprocess.run(["git", *words], cwd=root.path, check=True, capture_output=True)


def commit(root: Root) -> None:
    """Commit all of a root, or an empty commit."""
    git(root, "add", "-A")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    git(root, *who, "commit", "-q", "--allow-empty", "-m", "x")


def sphinx_intl(root: Root) -> None:
    """Update catalogues as a translator with only Sphinx's own tools does."""
    (root.source / "conf.py").write_text("gettext_compact = False\n")
    (root.source / "index.rst").write_text("All\n===\n\n.. toctree::\n\n   a/index\n   b/index\n")
    tools = Path(sys.executable).parent
    for words in (
        ("sphinx-build", "-q", "-b", "gettext", "source", "pot"),
        ("sphinx-intl", "update", "-p", "pot", "-d", "locale", "-l", "fr"),
    ):
        subprocess.run([str(tools / words[0]), *words[1:]], cwd=root.path, check=True, capture_output=True)
