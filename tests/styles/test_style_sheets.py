"""Rules for every style sheet and template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.covers import compute_contrast
from build_tools.paths import PROJECT_DIR, STYLES_DIR

SHEETS = sorted(STYLES_DIR.rglob("*.css"))
TEMPLATES = sorted(path for path in STYLES_DIR.rglob("*.*") if path.suffix in {".html", ".xhtml"})
# Custom properties that a build or a template writes: fonts, the colours of the publication,
# the length of the longest number in the contents, the size of a logo.
GIVEN = {"font-text", "font-furniture", "colour", "colour-light", "colour-tint", "letters", "title"}
GIVEN |= {"logo-width", "logo-height", "logo-padding", "logo-end"}
GIVEN |= {"page-before", "page-after", "bracketed-page-before", "bracketed-page-after"}
# Physical sides instead of logical ones: they are not mirrored with the script.
SIDES = r"(?:margin|padding|border)-(?:left|right)|float: (?:left|right)|text-align: (?:left|right)"
# Other files and hosts; an inline drawing has only the URL of its namespace.
ELSEWHERE = r"https?:(?!//www\.w3\.org/2000/svg)|@import|url\((?!\s*[\"']?data:)"
# EPUB 3.3 leaves these to the attributes of HTML.
FORBIDDEN = r"[\s{;](?:direction|unicode-bidi)\s*:"


def rules(path: Path) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def make_params(paths: list[Path]) -> list[object]:
    """Return each path as a test case with its relative name as id."""
    return [pytest.param(path, id=path.relative_to(STYLES_DIR).as_posix()) for path in paths]


def seen_by(medium: str) -> list[Path]:
    """Return the style sheets of a format."""
    return [path for path in SHEETS if path.parent.name in {"base", medium}]


def tokens(section: str) -> dict[str, str]:
    """Return the colours in a section of the tokens, by name."""
    text = rules(STYLES_DIR / "base" / "tokens.css")
    return dict(re.findall(rf"--({section}[\w-]*): (#[0-9a-f]{{3,6}});", text))


@pytest.mark.parametrize("path", make_params([path for path in SHEETS if "tokens" not in path.name]))
def test_every_knob_is_one_of_the_tokens(path: Path) -> None:
    """A custom property that a style sheet uses is set in tokens.css or by a build."""
    known = GIVEN | set(re.findall(r"--([\w-]+):", rules(STYLES_DIR / "base" / "tokens.css")))
    own = set(re.findall(r"--([\w-]+):", rules(path)))
    assert set(re.findall(r"var\(--([\w-]+)", rules(path))) - known - own == set()


@pytest.mark.parametrize("path", make_params(SHEETS))
def test_nothing_is_fetched(path: Path) -> None:
    """A style sheet loads no other file and no other host."""
    assert re.findall(ELSEWHERE, rules(path)) == []


@pytest.mark.parametrize("path", make_params(sorted({*seen_by("screen"), *seen_by("ebook")})))
def test_a_page_can_be_mirrored(path: Path) -> None:
    """Screen and EPUB styles use start and end, not left and right."""
    assert re.findall(SIDES, rules(path).replace("pre { text-align: left;", "pre {")) == []


@pytest.mark.parametrize("path", make_params(seen_by("screen")))
def test_columns_know_how_large_letters_are(path: Path) -> None:
    """Layouts depend on em, not on pixels."""
    assert re.findall(r"@media[^{]*\d(?:px|pt)", rules(path)) == []


@pytest.mark.parametrize("path", make_params(sorted({*seen_by("screen"), *seen_by("ebook")})))
def test_an_old_phone_draws_what_a_new_one_does(path: Path) -> None:
    """Each `content` with alternative text has a fallback without it."""
    for sign in re.findall(r"content: (\"[^\"]*\") / \"", rules(path)):
        assert f"content: {sign}; content: {sign} /" in rules(path)


@pytest.mark.parametrize("path", make_params(sorted({*seen_by("screen"), *seen_by("ebook")})))
def test_only_the_book_knows_sheets(path: Path) -> None:
    """Only the book sets a page size."""
    assert "@page" not in rules(path)


@pytest.mark.parametrize("path", make_params(seen_by("ebook")))
def test_the_e_book_leaves_direction_to_its_markup(path: Path) -> None:
    """EPUBCheck reports `direction` and `unicode-bidi` as errors (CSS-001)."""
    assert re.findall(FORBIDDEN, rules(path)) == []


@pytest.mark.parametrize("path", make_params([path for path in SHEETS if path.parent.name == "ebook"]))
def test_the_e_book_leaves_its_body_to_the_reader(path: Path) -> None:
    """Size and colours of the text are set by the reader."""
    for block in re.findall(r"(?:^|\})\s*(?:[\w.]+ )?(?:html|body) \{([^}]*)\}", rules(path)):
        assert re.findall(r"(?:^|[\s;])(?:font-size|color|background[\w-]*)\s*:", block) == []


@pytest.mark.parametrize("path", make_params(TEMPLATES))
def test_a_template_says_only_what_can_be_translated(path: Path) -> None:
    """Each message of a template is in press.pot, and so in the catalogues."""
    pot = (PROJECT_DIR / "locale" / "press.pot").read_text(encoding="utf-8")
    known = set(re.findall(r'^msgid "(.+)"$', re.sub(r'"\n"', "", pot), re.MULTILINE))
    messages = re.findall(r'\b(?:_|plain)\("([^"]+)"', path.read_text(encoding="utf-8"))
    assert [message for message in messages if message not in known] == []


@pytest.mark.parametrize("path", make_params(TEMPLATES))
def test_a_page_needs_no_script(path: Path) -> None:
    """No template has a script, but for the button of a proof that saves remarks; data is none.

    Pages of the site load files of scripts, and are read without them: tests/texts/test_site.py.
    """
    is_site = path.parent.name == "site"
    allowed = (
        r"(?! type=\"application/ld\+json\"| src=)" if is_site else r"(?! type=\"application/ld\+json\")"
    )
    found = re.findall(rf"<script{allowed}|\son[a-z]+=|javascript:", path.read_text(encoding="utf-8"))
    assert found == ["<script"] * (path.name == "proof.html")


@pytest.mark.parametrize(("ink", "paper"), [("ink", "paper"), ("soft", "paper"), ("soft", "wash")])
def test_ink_by_day_is_read(ink: str, paper: str) -> None:
    """Text has a contrast of at least 7 : 1 on white and on the background of code."""
    colours = {"wash": "#f3f5f8", **tokens("(?!night)")}
    assert compute_contrast(six(colours[ink]), six(colours[paper])) >= 7


@pytest.mark.parametrize("ink", ["ink", "soft"])
@pytest.mark.parametrize("paper", ["paper", "wash"])
def test_ink_by_night_is_read(ink: str, paper: str) -> None:
    """Text has a contrast of at least 7 : 1 in dark mode too."""
    colours = tokens("night-")
    assert compute_contrast(colours[f"night-{ink}"], colours[f"night-{paper}"]) >= 7


def six(colour: str) -> str:
    """Return `#fff` as `#ffffff`."""
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
