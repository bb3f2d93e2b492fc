"""A proof of what changed since a review, its marks in a whole proof, and the fingerprints of its pages."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import page as judge
import pytest
from lxml import html

from tests.helpers.editions import ROOTS, run_editions

MAYOR = "Le maire rend compte chaque année."
REVIEW = ("--state", "reviewed", "--by", "Ana Pérez")
PAGES = ["pact/art-1", "pact/art-2", "pact/index"]


def editions(*words: object, root: Path, code: int = 0) -> str:
    """Run the command on a root, build in `out` below it, and return its output."""
    return run_editions(*words, root=root, out=root / "out" if words[0] == "build" else None, code=code)


def git(root: Path, *words: str) -> None:
    """Run git in a root."""
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *person, *words], cwd=root, check=True, capture_output=True)


def change_catalogue(root: Path, page: str, old: str, new: str) -> None:
    """Replace a text in a French catalogue."""
    file = root / f"locale/fr/LC_MESSAGES/pact/{page}.po"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def build_proof(root: Path, *words: str) -> Any:
    """Build the French proof and return its page as a tree."""
    editions("build", "-l", "fr", "-f", "proof", *words, root=root)
    return html.fromstring((root / "out/proofs/fr/pact/index.html").read_bytes())


def read_text(node: Any) -> str:
    """Return the text of an element."""
    return " ".join(node.text_content().split())


def list_passages(tree: Any) -> list[str]:
    """Return the ids of the passages of a proof."""
    return [str(one) for one in tree.xpath("//tr[starts-with(@id, 'm')]/@id")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root in git of which all but one page is whole and reviewed."""
    shutil.copytree(ROOTS / "proofs", tmp_path / "root")
    root = tmp_path / "root"
    file = root / "locale/fr/LC_MESSAGES/pact/art-1.po"
    text = re.sub(r'msgstr "Le maire `.*', f'msgstr "{MAYOR}"', file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")
    for page in ("pact/index", "pact/art-1"):
        editions("catalogue", "review", "fr", page, *REVIEW, root=root)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Review")
    return root


def test_only_what_changed_is_there_with_what_it_was(root: Path) -> None:
    """A changed passage stands under its article with its former words; a page without a review is whole."""
    change_catalogue(root, "art-1", "Toute personne qui vit", "Chaque personne qui vit")
    change_catalogue(root, "art-1", MAYOR, "Le maire rend compte tous les ans.")
    tree = build_proof(root, "--since-review")
    assert list_passages(tree) == ["m6", "m10", "m11", "m12", "m13", "m14", "m15"]
    (cell,) = tree.xpath("//tr[@id='m6']/td[contains(@class, 'translation')]")
    assert "Modifié depuis la relecture" in read_text(cell)
    assert "Avant : Toute personne qui vit dans la ville a des droits humains." in read_text(cell)
    headings = [read_text(one) for one in tree.xpath("//main//h2|//main//h3")]
    assert headings[:3] == ["Article I Droits humains", "Plan", "Article II Logement"]
    notes = [read_text(one) for one in tree.xpath("//section[@class='part']/p[@class='since']")]
    assert [re.sub(r"\d{4}-\d\d-\d\d", "DAY", note) for note in notes] == [
        "Dernière relecture : Ana Pérez, DAY",
        "Aucune relecture n’est enregistrée pour cette page : tout son texte est ici.",
    ]
    assert tree.xpath("//tr[@id='m12' and contains(@class, 'changed')]") == []
    printed = root / "out/proofs/fr/pact/pact-fr-proof.pdf"
    assert judge.validate_pdf(str(printed), profile="ua1").failures == []
    words = subprocess.run(["pdftotext", "-raw", printed, "-"], check=True, capture_output=True, text=True)
    assert "Toute personne qui vit dans la ville" in " ".join(words.stdout.split())


def test_a_changed_source_shows_what_it_was(root: Path) -> None:
    """Beside a message whose source changed, which is fuzzy, stands what was reviewed, without git too."""
    shutil.rmtree(root / ".git")
    old, new = (
        "Everyone who lives in the city has human rights.",
        "All who live in the city have human rights.",
    )
    page = root / "source/pact/art-1.rst"
    page.write_text(page.read_text("utf-8").replace(old, new), encoding="utf-8")
    change_catalogue(root, "art-1", f'msgid "{old}"', f'#, fuzzy\n#| msgid "{old}"\nmsgid "{new}"')
    tree = build_proof(root, "--since-review", "--page", "pact/art-1")
    assert list_passages(tree) == ["m6"]
    assert f"Avant : {old}" in read_text(tree.xpath("//tr[@id='m6']/td[@class='source']")[0])
    assert "À confirmer" in read_text(tree.xpath("//tr[@id='m6']")[0])


def test_a_whole_proof_marks_what_changed(root: Path) -> None:
    """All passages are there; the changed ones are marked, in words too, and among the first to look at."""
    change_catalogue(root, "art-1", "Toute personne qui vit", "Chaque personne qui vit")
    tree = build_proof(root)
    assert len(list_passages(tree)) == 15
    assert tree.xpath("//tr[contains(@class, 'changed')]/@id") == ["m6"]
    assert "Non couvert par la relecture" in read_text(tree.xpath("//tr[@id='m6']")[0])
    first = [read_text(one) for one in tree.xpath("//section[@class='first']//li")]
    assert "Non couvert par la relecture 6" in first


def test_a_proof_of_changes_leaves_the_whole_due(root: Path) -> None:
    """Neither selection is taken for the other: each is built when it is asked for."""
    build_proof(root, "--since-review")
    words = ("build", "--why", "-l", "fr", "-f", "proof")
    assert editions(*words, "--since-review", root=root) == ""
    assert editions(*words, root=root) == "pact fr proof  passages removed: new or changed since the review\n"
    assert len(list_passages(build_proof(root))) == 15
    assert "passages added: new or changed" in editions(*words, "--since-review", root=root)


def test_nothing_has_changed(root: Path) -> None:
    """The command says so in a line, with who reviewed and when, and so does the proof."""
    words = ("build", "-l", "fr", "-f", "proof", "--since-review", "--page", "pact/art-1")
    output = editions(*words, root=root)
    assert re.search(r"^proof/unchanged nothing of pact in fr .* Ana Pérez, \d{4}-\d\d-\d\d$", output, re.M)
    tree = html.fromstring((root / "out/proofs/fr/pact/index.html").read_bytes())
    main = read_text(tree.xpath("//main")[0])
    assert main.startswith(
        "Rien n’a changé depuis la dernière relecture. Droits humains · Dernière relecture : Ana"
    )
    assert list_passages(tree) == []
    printed = root / "out/proofs/fr/pact/pact-fr-proof.pdf"
    assert judge.validate_pdf(str(printed), profile="ua1").failures == []


def test_it_is_of_a_proof_alone(root: Path) -> None:
    """Of an edition there is no part: the line says what to write."""
    (line,) = editions("build", "--since-review", "-f", "html", root=root, code=2).splitlines()
    assert re.search("cli/since-review .* write -f proof --since-review", line)


@pytest.mark.parametrize("names", [PAGES[:1], PAGES[:2], []])
def test_each_page_has_a_fingerprint_that_a_review_takes(root: Path, names: list[str]) -> None:
    """The sheet names for each page, or for the whole, a command that records what was signed, no other."""
    change_catalogue(root, "art-2", 'msgstr "Personne', 'msgstr "Nul')
    tree = build_proof(root, *(word for name in names for word in ("--page", name)))
    assert len(tree.xpath("//p[@class='print']/code")) == (len(names) or 3)
    marks = tree.xpath("//section[@class='sign']//code[@class='fingerprint']/text()")
    assert len(marks) == (len(names) or 1)
    assert all(re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){5}", mark) for mark in marks)
    text = tree.xpath("//pre[@class='commands']/code")[0].text.replace("\\\n", "")
    commands = [line for line in text.splitlines() if "--state reviewed" in line]
    assert [shlex.split(line)[4] for line in commands] == (names or ["pact"])
    for line, mark in zip(commands, marks, strict=True):
        words = shlex.split(line.replace("…", "Jo Diallo"))[1:]
        assert words[-1] == mark
        assert "reviewed" in editions(*words, root=root)
    change_catalogue(root, "art-1", "Droits humains", "Les droits humains")
    words = shlex.split(commands[0].replace("…", "Jo Diallo"))[1:]
    assert "review/changed" in editions(*words, root=root, code=2)


@pytest.mark.parametrize("names", [[], ["pact/art-1"]])
def test_what_is_signed_of_changes_is_the_text_as_it_stands(root: Path, names: list[str]) -> None:
    """A proof of changes has the fingerprint of the whole proof: a review records whole pages."""
    change_catalogue(root, "art-1", "Toute personne qui vit", "Chaque personne qui vit")
    pages = tuple(word for name in names for word in ("--page", name))
    path = "//section[@class='sign']//code[@class='fingerprint']/text()"
    whole = build_proof(root, *pages).xpath(path)
    assert build_proof(root, "--since-review", *pages).xpath(path) == whole
