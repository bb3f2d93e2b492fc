"""`editions catalogue update` of press.po in roots that are not this project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from build_tools.cli import dispatch
from build_tools.paths import PROJECT_DIR
from tests.helpers.translators import MakeOrder, Translator, tree


def make_translator(
    make_root: object, order: MakeOrder, languages: Mapping[str, Sequence[str]], more: str = ""
) -> Translator:
    """Return a translator of a root with these languages."""
    return Translator(root=make_root(languages, more=more), order=order)  # type: ignore[operator]


def read_texts(path: Path) -> dict[str, str]:
    """Return the msgids of a catalogue with their translations, without fuzzy and obsolete ones."""
    with path.open("rb") as stream:
        return {str(one.id): str(one.string) for one in read_po(stream) if one.id and not one.fuzzy}


# Without the words of this project's own lists, which no other root has.
DESIGN = read_texts(PROJECT_DIR / "locale/press.pot")
OWN = {
    msgid: text
    for msgid, text in read_texts(PROJECT_DIR / "locale/fr/LC_MESSAGES/press.po").items()
    if msgid in DESIGN
}


def test_every_language_gets_the_words_of_the_design(make_root: object, order: MakeOrder) -> None:
    """Languages and drafts have a press.po: with this project's translations, empty, or in English."""
    made = make_translator(make_root, order, {"a": ["he", "fr", "en"]}, 'drafts = ["pt-BR"]')
    done = made.updates()
    files = [change.file for change in done.changes if change.file.endswith("press.po")]
    assert sorted(files) == [f"locale/{tag}/LC_MESSAGES/press.po" for tag in ("en", "fr", "he", "pt_BR")]
    assert read_texts(made.po("press")) == OWN
    assert '"X-Translation-Origin: machine\\n"' in made.text("press")
    assert set(read_texts(made.po("press", "he")).values()) == {""}
    assert '"X-Translation-Origin: person\\n"' in made.text("press", "he")
    assert list(read_texts(made.po("press", "he"))) == list(OWN)
    assert all(msgid == text for msgid, text in read_texts(made.po("press", "en")).items())
    assert not made.po("a/index", "he").exists()
    before = tree(made.root)
    assert made.updates().changes == ()
    assert tree(made.root) == before


def test_a_source_in_english_has_its_words(make_root: object, order: MakeOrder) -> None:
    """No press.po is made for the language in which the UI strings are written."""
    made = make_translator(make_root, order, {"a": ["en", "fr"]})
    made.updates()
    assert [path.name for path in made.root.locale.iterdir()] == ["fr"]


def test_what_a_translator_wrote_stays(make_root: object, order: MakeOrder) -> None:
    """A root's own words win over this project's, fuzzy ones too, and are never taken out."""
    made = make_translator(make_root, order, {"a": ["en", "fr"]})
    made.updates()
    full = made.text("press")
    head, _, rest = full.partition('msgid "Contents"\nmsgstr "')
    rest = rest.partition('"')[2]
    own = f'{head}# our own\nmsgid "Contents"\nmsgstr "Ce qu’il y a"{rest}'
    own = own.replace('msgid "Imprint"\nmsgstr "', '#, fuzzy\nmsgid "Imprint"\nmsgstr "Peut-être ')
    made.po("press").write_text(own)
    assert made.updates().changes == ()
    assert made.text("press") == own
    made.po("press").write_text(
        own.replace(f'msgid "Next"\nmsgstr "{OWN["Next"]}"', 'msgid "Next"\nmsgstr ""')
    )
    (change,) = made.updates().changes
    assert change.counts.filled == 1
    assert made.text("press") == own


def test_a_catalogue_by_hand_keeps_its_words(make_root: object, order: MakeOrder) -> None:
    """A press.po from before has all it had; a warning says that a machine wrote what was added."""
    made = make_translator(make_root, order, {"a": ["en", "fr"]})
    made.po("press").parent.mkdir(parents=True)
    made.po("press").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: fr\\n"\n\n'
        'msgid "Contents"\nmsgstr "Ce qu’il y a"\n\nmsgid "Of ours"\nmsgstr "À nous"\n'
    )
    done = made.updates()
    texts = read_texts(made.po("press"))
    assert texts["Contents"] == "Ce qu’il y a"
    assert texts["Imprint"] == OWN["Imprint"]
    assert '#~ msgid "Of ours"\n#~ msgstr "À nous"\n' in made.text("press")
    (finding,) = done.findings
    assert (finding.code, finding.severity) == ("catalogue/origin", "warning")
    assert f"{len(OWN) - 1} UI strings" in finding.message
    assert made.updates().changes == ()


REGISTER = 'disclaimer = "Nobody vouches for it."\n[publications.a.articles]\n"r-{n}" = "Duty {roman}"'


def test_the_words_of_the_register_are_there(make_root: object, order: MakeOrder) -> None:
    """What the register says in editions, a translator finds in press.po, and keeps."""
    made = make_translator(make_root, order, {"a": ["en", "fr"]}, REGISTER)
    made.updates()
    assert "#. disclaimer in [publications.a] of source/publications.toml.\n" in made.text("press")
    made.translates("press", Nobody="Personne n’en répond.", Duty="Devoir {roman}")
    assert made.updates().changes == ()
    assert list(read_texts(made.po("press")))[len(OWN) :] == ["Nobody vouches for it.", "Duty {roman}"]


def test_a_root_s_own_template_is_used(make_root: object, order: MakeOrder) -> None:
    """A root with a press.pot has its messages, each with this project's translation."""
    made = make_translator(make_root, order, {"a": ["en", "fr"]})
    made.root.locale.mkdir()
    head = (PROJECT_DIR / "locale/press.pot").read_text().partition("\n\n")[0]
    (made.root.locale / "press.pot").write_text(
        f'{head}\n\nmsgid "Contents"\nmsgstr ""\n\nmsgid "Of ours"\nmsgstr ""\n'
    )
    made.updates()
    assert read_texts(made.po("press")) == {"Contents": OWN["Contents"], "Of ours": ""}


def test_a_page_s_update_leaves_them(make_root: object, order: MakeOrder) -> None:
    """With a page or publication named, press.po is neither made nor changed."""
    made = make_translator(make_root, order, {"a": ["he", "fr"]})
    dispatch.run_command(["--root", str(made.root.path), "catalogue", "update", "a"])
    assert sorted(path.name for path in made.root.locale.rglob("*.po")) == ["index.po"]


@pytest.mark.parametrize(("source", "code"), [("he", 0), ("en", 2)])
def test_the_source_s_language_can_be_named(
    make_root: object, order: MakeOrder, source: str, code: int
) -> None:
    """A source that is not in English has UI strings to translate, and nothing else."""
    made = make_translator(make_root, order, {"a": [source, "fr"]})
    assert dispatch.run_command(["--root", str(made.root.path), "catalogue", "update", "-l", source]) == code
    files = [path.name for path in made.root.locale.rglob("*.po")]
    assert files == ["press.po"] * (source == "he")
