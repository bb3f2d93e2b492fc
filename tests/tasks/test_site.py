"""`editions site` on small roots: what it refuses, what it leaves, what it says."""

from __future__ import annotations

import re
import shutil

import feedparser
import pytest

from build_tools.paths import Root
from tests.conftest import MakeRoot
from tests.helpers.built_site import BuiltSite
from tests.helpers.commands import run_command
from tests.helpers.small_roots import write_pages

TEXT = """\
{title}
{line}

.. toctree::

   one

"""
ONE = """\
.. _a-1:

The first article
=================

1. Everyone may read this.

2. Nobody has to.
"""
URLS = ["https://texts.example", "https://texts.example/", "https://example.org/some/path"]


@pytest.fixture
def root(make_root: MakeRoot) -> Root:
    """Return a root of one publication in two languages, with an article."""
    pages = {"index": TEXT.format(title="The Rules", line="=" * 9), "one": ONE}
    return write_pages(make_root, pages, "en", "fr")


def build(root: Root, *words: str) -> None:
    """Build the web pages of a root."""
    made = run_command("build", "--root", root.path, "-f", "html", "-q", *words)
    assert made.returncode == 0, made.stderr


def make_site(root: Root, code: int = 0) -> tuple[BuiltSite, str]:
    """Make the site of a root, and return it with what was said."""
    made = run_command("site", "--root", root.path)
    assert made.returncode == code, made.stdout + made.stderr
    assert "Traceback" not in made.stderr
    return BuiltSite(root.path / "build" / "site"), made.stdout + made.stderr


def test_a_site_of_any_root_is_whole(root: Root) -> None:
    """A root with nothing but texts has a site without a dead link, and one page of each kind."""
    build(root)
    site, said = make_site(root)
    assert "is made" in said
    assert [fault for path in site.pages for fault in site.list_faults(path)] == []
    assert {"fr/index.html", "fr/a/one.html", "fr/a/whole.html", "fr/downloads.html"} <= set(site.pages)
    assert "id/a/a-1/index.html" in site.pages
    assert "fr/needs.html" not in site.pages


def test_nothing_is_made_twice(root: Root) -> None:
    """A site that is up to date is left as it is, a file that was lost comes back."""
    build(root)
    site, _ = make_site(root)
    before = (site.folder / "en" / "index.html").stat().st_mtime_ns
    _, said = make_site(root)
    assert "up to date" in said
    assert (site.folder / "en" / "index.html").stat().st_mtime_ns == before
    (site.folder / "site.css").unlink()
    again, _ = make_site(root)
    assert "site.css" in again.files


def test_the_same_bytes_come_again(root: Root) -> None:
    """A site made anew from the same editions is the same to the byte."""
    build(root)
    site, _ = make_site(root)
    first = {name: (site.folder / name).read_bytes() for name in site.files}
    shutil.rmtree(site.folder)
    again, _ = make_site(root)
    assert {name: (again.folder / name).read_bytes() for name in BuiltSite(again.folder).files} == first


def test_no_edition_is_one_clear_line(root: Root) -> None:
    """Without a finished edition the command says what to do, and makes nothing."""
    _, said = make_site(root, code=2)
    assert said.startswith("site/no-edition no web edition is built in")
    assert said.strip().endswith("editions build")
    assert not (root.path / "build" / "site").exists()


def test_a_missing_language_is_told(root: Root) -> None:
    """A language that is not built is named, and the site is made without it, with no dead link."""
    build(root, "-l", "en")
    site, said = make_site(root)
    assert "site/unbuilt a has no web pages in fr" in said
    assert not any(path.startswith("fr/") for path in site.pages)
    assert [fault for path in site.pages for fault in site.list_faults(path) if "/fr/" not in fault] == []


def test_a_removed_publication_leaves_the_site(root: Root) -> None:
    """What the register no longer names is gone from the site, though its editions are still there."""
    build(root)
    shutil.copytree(root.source / "a", root.source / "b")
    (root.source / "b" / "one.rst").write_text(ONE.replace("a-1", "b-1"))
    register = root.register.read_text()
    root.register.write_text(register + '\n[publications.b]\nlanguages = ["en"]\n')
    build(root)
    site, _ = make_site(root)
    assert "en/b/one.html" in site.pages
    root.register.write_text(register)
    again, _ = make_site(root)
    assert "en/b/one.html" not in again.pages
    assert "id/b/b-1/index.html" not in again.pages


def test_a_fault_leaves_the_old_site(root: Root) -> None:
    """A topic that leads nowhere is one line with its place; the site that was there stays whole."""
    build(root)
    site, _ = make_site(root)
    before = {name: (site.folder / name).stat().st_mtime_ns for name in site.files}
    (root.source / "topics.toml").write_text(
        '[topics.rest]\nname = "Rest"\nneed = "I need rest"\nwords = ["sleep"]\nlabels = ["a-9"]\n'
    )
    _, said = make_site(root, code=2)
    assert said.startswith("source/topics.toml:5: ")
    assert len(said.strip().splitlines()) == 1
    again = BuiltSite(site.folder)
    assert {name: (again.folder / name).stat().st_mtime_ns for name in again.files} == before
    assert not [
        one.name
        for one in (root.path / "build").iterdir()
        if one.name.startswith(".") and one.name != ".press"
    ]


def test_a_page_with_a_name_of_the_site_is_refused(root: Root) -> None:
    """A page named `whole` would be lost under the whole text: it is to be renamed."""
    (root.source / "a" / "whole.rst").write_text("Whole\n=====\n\nAll of it.\n")
    build(root)
    _, said = make_site(root, code=2)
    assert "rename source/a/whole.rst" in said


@pytest.mark.parametrize("url", URLS)
def test_a_url_makes_addresses_absolute(root: Root, url: str) -> None:
    """With a url, however it is written, a page has one canonical address, and mutual ones by language."""
    root.register.write_text(f'[publisher]\nname = "P"\nurl = "{url}"\n\n{root.register.read_text()}')
    build(root)
    site, _ = make_site(root)
    base = url.rstrip("/")
    page = site.pages["fr/a/one.html"]
    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="{base}/fr/a/one.html">' in page
    for path in ("fr/a/one.html", "en/a/one.html"):
        for tag in ("en", "fr"):
            assert f'hreflang="{tag}" href="{base}/{tag}/a/one.html"' in site.pages[path]
        assert f'hreflang="x-default" href="{base}/en/a/one.html"' in site.pages[path]
    sitemap = (site.folder / "sitemap.xml").read_text()
    assert f"<loc>{base}/fr/a/one.html</loc>" in sitemap
    assert f"Sitemap: {base}/sitemap.xml" in (site.folder / "robots.txt").read_text()


def test_mistakes_are_reported_to_the_publisher(root: Root) -> None:
    """With a contact, each article has an address for mistakes, with article, language and version in it."""
    register = root.register.read_text()
    root.register.write_text(
        f'[publisher]\nname = "P"\ncontact = "to@example.org"\n\n{register}\nversion = "7.1"\n'
    )
    build(root)
    page = make_site(root)[0].pages["fr/a/one.html"]
    assert 'href="mailto:to@example.org?subject=a%20a-1%20fr%207.1&amp;body=' in page


@pytest.mark.usefixtures("structure_check")
def test_the_archive_is_there_byte_for_byte(root: Root) -> None:
    """A release lies in the site as it was published, and verifies there; what changed is told."""
    more = '\nversion = "1.1"\ndate = 2026-12-01\nformats = ["html"]\n'
    root.register.write_text(root.register.read_text() + more)
    for version, text in (("1.1", ONE), ("1.2", ONE.replace("Nobody has to.", "Nobody has to do so."))):
        (root.source / "a" / "one.rst").write_text(text)
        build(root)
        cut = run_command("release", "cut", version, "--root", root.path, "-q", "--date", "2026-12-01")
        assert cut.returncode == 0, cut.stderr
    site, _ = make_site(root)
    for version in ("1.1", "1.2"):
        released = root.releases / version
        for file in (one for one in released.rglob("*") if one.is_file()):
            copy = site.folder / "releases" / version / file.relative_to(released)
            assert copy.read_bytes() == file.read_bytes()
        assert run_command("release", "verify", site.folder / "releases" / version).returncode == 0
    changed = (site.folder / "compare" / "1.1..1.2" / "en" / "a.html").read_text()
    assert "do so" in changed
    assert "compare/1.1..1.2/en/a.html" in site.pages["en/history.html"]


@pytest.mark.usefixtures("structure_check")
def test_a_feed_tells_of_versions(root: Root) -> None:
    """A text without a version has no feed, and no page leads to one; with one, readers of feeds have it."""
    build(root)
    site, _ = make_site(root)
    assert "fr/feed.atom" not in site.files
    assert not any("feed.atom" in page for page in site.pages.values())
    more = '\nversion = "1.1"\ndate = 2026-12-01\nformats = ["html"]\n'
    root.register.write_text(root.register.read_text() + more)
    build(root)
    site, _ = make_site(root)
    feed = feedparser.parse((site.folder / "fr" / "feed.atom").read_bytes())
    assert not feed.bozo
    assert [(one.link, one.updated) for one in feed.entries] == [("a/index.html", "2026-12-01T00:00:00Z")]
    assert 'href="feed.atom"' in site.pages["fr/history.html"]
    assert "<title>The Rules</title>" in site.pages["fr/index.html"]
    assert site.pages["fr/history.html"].count("The Rules</title>") == 1


def test_every_card_that_a_page_names_is_there(root: Root) -> None:
    """Each text and each article has a picture, and with a url each page of a text names one of them."""
    root.register.write_text(f'[publisher]\nname = "P"\nurl = "{URLS[0]}"\n\n{root.register.read_text()}')
    build(root)
    site, _ = make_site(root)
    named = {
        path: re.findall(r'property="og:image" content="https://texts\.example/([^"]+)"', html)
        for path, html in site.pages.items()
    }
    assert named["fr/a/one.html"] == ["cards/fr/a/a-1.png"]
    assert named["en/a/index.html"] == ["cards/en/a/index.png"]
    files = {site.folder / card for cards in named.values() for card in cards}
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert files == set((site.folder / "cards").rglob("*.png"))


@pytest.mark.usefixtures("structure_check")
def test_what_a_release_had_keeps_its_address(root: Root) -> None:
    """A page that is gone leads to what took the place of its article, as do removed articles."""
    more = '\nversion = "1.1"\ndate = 2026-12-01\nformats = ["html"]\n'
    root.register.write_text(root.register.read_text() + more)
    two = ONE.replace("a-1", "a-2").replace("The first", "A second")
    (root.source / "a" / "two.rst").write_text(f"{two}\n.. _a-3:\n\nA third\n=======\n\n1. More.\n")
    index = root.source / "a" / "index.rst"
    index.write_text(index.read_text().rstrip() + "\n   two\n\n")
    build(root)
    cut = run_command("release", "cut", "1.1", "--root", root.path, "-q", "--date", "2026-12-01")
    assert cut.returncode == 0, cut.stderr
    (root.source / "a" / "two.rst").unlink()
    index.write_text(index.read_text().replace("   two\n", ""))
    root.register.write_text(
        root.register.read_text() + '\n[publications.a.successors]\na-2 = "a-1"\na-3 = "a-1"\n'
    )
    build(root)
    site, _ = make_site(root)
    assert 'href="one.html#a-1"' in site.pages["fr/a/two.html"]
    assert "fr/a/one.html#a-1" in site.pages["id/a/a-2/index.html"]
    assert "releases/1.1/editions/fr/a/html/two.html#a-2" in site.pages["id/a/a-2@1.1/index.html"]
    assert [fault for path in site.pages for fault in site.list_faults(path)] == []


@pytest.mark.usefixtures("structure_check")
def test_downloads_say_what_checks_found(root: Root) -> None:
    """Beside the files of an edition stands how many checks found something, with a link to the report."""
    root.register.write_text(root.register.read_text() + '\nformats = ["html"]\n')
    build(root)
    checked = run_command("check", "--root", root.path, "-l", "fr")
    assert checked.returncode == 0, checked.stderr
    site, _ = make_site(root)
    row = (
        site.pages["en/downloads.html"].partition('<th scope="row"><a href="../fr/')[2].partition("</tr>")[0]
    )
    assert "Checks that found nothing: " in row
    assert 'href="../dossier/fr/a.html"' in row
    dossier = (site.folder / "dossier" / "fr" / "a.html").read_text("utf-8")
    assert 'href="../../fr/a/index.html"' in dossier


def test_texts_that_did_not_change_are_kept_as_they_were(root: Root) -> None:
    """After a change of one translation the site is the same to the byte as one that is made anew."""
    build(root)
    make_site(root)
    messages = root.get_catalogue_folder("fr", "a")
    messages.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (messages / "one.po").write_text(f'{header}msgid "Nobody has to."\nmsgstr "Personne n’y est obligé."\n')
    build(root)
    site, _ = make_site(root)
    kept = {name: (site.folder / name).read_bytes() for name in site.files}
    assert "Personne" in site.pages["fr/a/one.html"]
    assert "Personne" in site.pages["en/a/with-fr.html"]
    shutil.rmtree(site.folder)
    anew, _ = make_site(root)
    assert {name: (anew.folder / name).read_bytes() for name in BuiltSite(anew.folder).files} == kept
