"""The proof: takes a Reading with its passages, gives a page and a PDF to review it from.

Source and translation stand side by side, each message with its number, its place and what was
found there. Whoever reads it needs no program but a browser, or paper.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from build_tools import drawings, fonts
from build_tools.charter import elsewhere, imprint, lines, templates
from build_tools.charter.pages import EditionHTMLBuilder, build_stylesheet
from build_tools.charter.reading import Reading
from build_tools.fonts import FontStacks
from build_tools.formats.proof.faces import Make, faces_css
from build_tools.formats.proof.view import View, view
from build_tools.layout import STYLES_DIR, format_output_name
from build_tools.model import LocalizedText
from build_tools.paper import write_pdf


class Sheets(EditionHTMLBuilder):
    """The templates of a proof."""

    name = "proof"
    theme_of_medium = "proof"


def write(reading: Reading, folder: Path, *, cache: Path) -> int:
    """Write the proof of an edition below `folder/proof`; return the pages of its PDF."""
    edition = reading.edition
    out = folder / format_output_name(edition.publication.id, edition.language.tag, "proof")
    out.mkdir(parents=True, exist_ok=True)
    reading.app.outdir = out
    sheets, seen = Sheets(reading), view(reading)
    pdf = f"{edition.file_stem}-proof.pdf"
    served = partial(_served, out=out, cache=cache)
    page = _filled(sheets, seen, _style(reading, seen, served), medium="screen", pdf=pdf)
    (out / "index.html").write_text(page, encoding="utf-8", newline="\n")
    printed = partial(_printed, cache=cache)
    style = f"{_style(reading, seen, printed)}\n{_sheet()}"
    paper = _filled(sheets, seen, style, medium="paper", pdf=pdf)
    return write_pdf(
        lines.join_korean_words_in_html(paper),
        out / pdf,
        image_folder=out,
        identifier=f"{edition.identifier} proof {seen.fingerprint}",
        is_rtl=edition.language.is_rtl,
    )


def _served(
    faces: FontStacks, letters: frozenset[str], name: str, *, out: Path, cache: Path
) -> str:
    prefix = f"fonts/{name}"
    return fonts.write_webfonts(faces, letters, out / prefix, cache, prefix=prefix)


def _printed(faces: FontStacks, letters: frozenset[str], _name: str, *, cache: Path) -> str:
    return fonts.make_print_css(faces, letters, cache)


def _style(reading: Reading, seen: View, make: Make) -> str:
    edition = reading.edition
    cited = elsewhere.collect_title_characters(edition.source_references.values())
    source = frozenset("".join((*(each.message_id for each in reading.passages), cited)))
    said = "".join(word.text for word in reading.ui_strings.messages.values())
    shown = "".join(passage.msgstr for passage in reading.passages)
    found = "".join(finding.message for finding in (*reading.findings, *seen.elsewhere))
    names = "".join((edition.source.name, edition.language.name, edition.date_text, "⟨⟩…"))
    letters = reading.characters | source | frozenset(said + shown + found + names)
    css = faces_css(edition, letters, source, make=make)
    return "\n".join(
        (css, drawings.make_palette_css(edition.publication), build_stylesheet("proof"))
    )


def _sheet() -> str:
    """Return the CSS that only paper knows."""
    return templates.strip_css_comments(
        (STYLES_DIR / "proof" / "paper" / "sheet.css").read_text(encoding="utf-8")
    )


def _filled(sheets: Sheets, seen: View, style: str, *, medium: str, pdf: str) -> str:
    reading = sheets.reading
    edition = reading.edition
    origin = imprint.describe_origin(edition, reading.ui_strings)
    issue = imprint.describe_issue(edition, reading.ui_strings)
    return sheets.render_template(
        "proof.html",
        medium=medium,
        view=seen,
        pdf=pdf,
        style=style,
        origin=[sheets.render_localized_text(word) for word in origin],
        issue=[sheets.render_localized_text(word) for word in issue],
        statement=" ".join(word.text for word in _plain(reading, [*issue, *origin])),
        review=f"editions catalogue review {edition.language.tag} {edition.publication.id}",
    )


def _plain(reading: Reading, words: list[LocalizedText]) -> list[LocalizedText]:
    return [word for word in words if word.language == reading.edition.language.tag]
