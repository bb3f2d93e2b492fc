"""The pictures of a root's own `styles/`: its publisher's logo, its cover, its icon."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from PIL import Image

from build_tools.cli import dispatch
from build_tools.inspection.pdf.document import read_pdf
from build_tools.inspection.pdf.structure import walk_structure

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10z" fill="#f00"/></svg>'
COVER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 8"><rect width="6" height="8" fill="#063"/></svg>'
)
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a new root in English and Arabic, with a folder for its own look."""
    folder = tmp_path / "root"
    assert dispatch.run_command(["new", str(folder), "en", "ar"]) == 0
    (folder / "styles").mkdir()
    register = folder / "source" / "publications.toml"
    text = register.read_text("utf-8")
    own = text.replace('name = "A Charter of Our Own"', 'name = {en = "City of Examples", ar = "مدينة"}')
    assert own != text
    register.write_text(own, encoding="utf-8")
    return folder


def build(root: Path, *words: str) -> int:
    """Build a root, and return the exit code."""
    return dispatch.run_command(["--root", str(root), "build", *words])


def list_due(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Return the format and the reason of each job in English that is due."""
    capsys.readouterr()
    assert build(root, "-l", "en", "--why") == 0
    jobs = (line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines())
    return [(job[2], job[3]) for job in jobs]


def home_of(root: Path, tag: str) -> Path:
    """Return the folder of an edition."""
    return root / "build" / "editions" / tag / "charter"


def read_cover(root: Path, tag: str) -> ElementTree.Element:
    """Return the cover of an e-book."""
    with ZipFile(home_of(root, tag) / f"charter-{tag}.epub") as book:
        (name,) = [name for name in book.namelist() if name.endswith("cover.svg")]
        return ElementTree.fromstring(book.read(name))


def draw_cover(book: Path) -> Image.Image:
    """Return the first page of a book, 100 by 142 pixels."""
    command = ["pdftoppm", "-l", "1", "-scale-to-x", "100", "-scale-to-y", "142", "-png", str(book)]
    return Image.open(BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)).convert("RGB")


@pytest.mark.parametrize(("tag", "name"), [("en", "City of Examples"), ("ar", "مدينة")])
def test_a_logo_is_shown_with_the_publishers_name(root: Path, tag: str, name: str) -> None:
    """`styles/logo.svg` is on every page and on both covers as it is, where lines of the language begin."""
    (root / "styles" / "logo.svg").write_text(LOGO, encoding="utf-8")
    assert build(root, "-l", tag) == 0
    html = home_of(root, tag) / "html"
    for page in ("index", "article-1"):
        text = (html / f"{page}.html").read_text("utf-8")
        assert f'<img class="logo" src="./logo.svg" alt="{name}">' in text
    assert (html / "logo.svg").read_text("utf-8") == LOGO
    (image,) = read_cover(root, tag).iter(f"{SVG}image")
    assert image.attrib[HREF] == f"data:image/svg+xml;base64,{b64encode(LOGO.encode()).decode()}"
    assert (float(image.attrib["x"]) > 800) == (tag == "ar")
    with ZipFile(home_of(root, tag) / f"charter-{tag}.epub") as book:
        assert f' · {name}"' in book.read("EPUB/cover.xhtml").decode()
    printed = home_of(root, tag) / f"charter-{tag}.pdf"
    document = read_pdf(printed)
    assert document is not None
    figures = [one.alt for one, _ in walk_structure(document.roots) if one.kind == "Figure" and one.page == 1]
    assert name in figures
    cover = draw_cover(printed)
    ground = [cover.getpixel((column, 1)) == (255, 255, 255) for column in (20, 80)]
    assert ground == ([True, False] if tag == "en" else [False, True])


def test_a_plan_names_the_picture(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new picture makes the formats due that show it, and no other."""
    assert build(root, "-l", "en") == 0
    (root / "styles" / "logo.svg").write_text(LOGO, encoding="utf-8")
    added = "style added: styles/logo.svg"
    assert list_due(root, capsys) == [("html", added), ("pdf", added), ("epub", added)]
    (root / "styles" / "logo.svg").unlink()
    (root / "styles" / "cover.svg").write_text(COVER, encoding="utf-8")
    added = "style added: styles/cover.svg"
    assert list_due(root, capsys) == [("pdf", added), ("epub", added)]
    (root / "styles" / "cover.svg").rename(root / "styles" / "icon.svg")
    assert list_due(root, capsys) == [("html", "style added: styles/icon.svg")]
    assert build(root, "-l", "en") == 0
    assert (home_of(root, "en") / "html" / "icon.svg").read_text("utf-8") == COVER


def test_a_cover_of_its_own_fills_the_field(root: Path) -> None:
    """`styles/cover.svg` is behind title, language and date, from edge to edge, in place of the bars."""
    assert build(root, "-l", "en", "-f", "epub") == 0
    bars = len(list(read_cover(root, "en").iter(f"{SVG}rect")))
    (root / "styles" / "cover.svg").write_text(COVER, encoding="utf-8")
    assert build(root, "-l", "en", "-f", "pdf", "-f", "epub") == 0
    cover = read_cover(root, "en")
    assert bars > 1
    assert len(list(cover.iter(f"{SVG}rect"))) == 1
    (image,) = cover.iter(f"{SVG}image")
    x, width, height = (float(image.attrib[name]) for name in ("x", "width", "height"))
    assert (x, width, height) == (-160, 1920, 2560)
    assert ["".join(one.itertext()) for one in cover.iter(f"{SVG}text")] == [
        "A Charter of Our Own",
        "City of Examples",
        "English",
    ]
    drawn = draw_cover(home_of(root, "en") / "charter-en.pdf")
    assert {drawn.getpixel(place) for place in ((1, 1), (98, 1), (1, 140), (98, 140))} == {(0, 102, 51)}


def test_a_logo_of_pixels(root: Path) -> None:
    """A logo may be a PNG; a wide one is no wider than most of the cover."""
    Image.new("RGBA", (800, 40), "#f00").save(root / "styles" / "logo.png")
    assert build(root, "-l", "en", "-f", "html", "-f", "epub") == 0
    assert (home_of(root, "en") / "html" / "logo.png").is_file()
    (image,) = read_cover(root, "en").iter(f"{SVG}image")
    assert float(image.attrib["width"]) == 960
    assert float(image.attrib["height"]) == 48


@pytest.mark.parametrize(
    ("name", "picture", "line"),
    [
        ("logo.svg", LOGO.replace("<path", "<script>1</script><path"), "styles/unsafe-picture acts or leads"),
        ("logo.svg", LOGO.replace("<path", '<path onclick="x"'), "styles/unsafe-picture acts or leads"),
        ("cover.svg", LOGO.replace("</svg>", ""), "styles/no-picture is no picture that can be shown"),
        ("logo.svg", LOGO.replace('viewBox="0 0 30 10"', ""), "styles/no-size tells no size — write viewBox"),
        ("logo.png", "no PNG", "styles/no-picture is no picture that can be shown"),
    ],
)
def test_a_picture_that_cannot_be_shown(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, picture: str, line: str
) -> None:
    """A picture that acts, leads elsewhere or is broken fails its edition, told by its name."""
    (root / "styles" / name).write_text(picture, encoding="utf-8")
    assert build(root, "-l", "en", "-f", "epub") == 1
    assert f"styles/{name}:1: {line}" in capsys.readouterr().err
    assert not home_of(root, "en").exists()


def test_two_logos_or_none_to_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two logos are an error, and so is one without a publisher's name, which are its words."""
    (root / "styles" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (root / "styles" / "logo.png").write_bytes(b"")
    assert build(root, "-l", "en", "-f", "html") == 1
    assert "styles/logo.png:1: styles/twice " in capsys.readouterr().err
    (root / "styles" / "logo.png").unlink()
    register = root / "source" / "publications.toml"
    register.write_text(register.read_text("utf-8").replace("name = {", "# name = {"), encoding="utf-8")
    assert build(root, "-l", "en", "-f", "html") == 1
    assert "styles/logo.svg:1: styles/no-name has no words for those who cannot" in capsys.readouterr().err


def test_the_bars_of_a_cover_fill_its_measure(root: Path) -> None:
    """Without a cover of its own the longest bar goes from margin to margin."""
    assert build(root, "-l", "en", "-f", "pdf") == 0
    cover = draw_cover(home_of(root, "en") / "charter-en.pdf")
    ground = cover.getpixel((1, 1))
    ends = [
        (cover.getpixel((14, row)) != ground, cover.getpixel((85, row)) != ground) for row in range(71, 122)
    ]
    assert (True, True) in ends
