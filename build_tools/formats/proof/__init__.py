"""Write the proof of an edition: a page and a PDF to review a translation from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from build_tools import covers, fonts
from build_tools.errors import UserError
from build_tools.fonts import FontStacks
from build_tools.formats.proof.view import ProofView, build_proof_view
from build_tools.model import Edition
from build_tools.paths import STYLES_DIR
from build_tools.pdf import write_pdf
from build_tools.reader.reading import Reading
from build_tools.render import line_breaking, templates
from build_tools.render.content_policy import make_content_policy
from build_tools.render.html_builder import EditionHTMLBuilder, write_text_file
from build_tools.render.language_css import join_css
from build_tools.sphinx_ext import citation, imprint
from build_tools.sphinx_ext.articles import cross_publication

MakeCss = Callable[[FontStacks, frozenset[str], str], str]


class ProofBuilder(EditionHTMLBuilder):
    """Render the templates of a proof."""

    name = "proof"


def write_edition(reading: Reading, folder: Path, *, cache: Path) -> int:
    """Write the proof of an edition below `folder/proof`; return the pages of its PDF."""
    edition = reading.edition
    out = folder / reading.get_output_name("proof")
    builder, proof_view = ProofBuilder(reading, out), build_proof_view(reading)
    pdf = f"{edition.file_stem}-proof.pdf"

    def serve_fonts(faces: FontStacks, characters: frozenset[str], name: str) -> str:
        """Write the fonts of the web page beside it, and return their CSS."""
        prefix = f"fonts/{name}"
        return fonts.write_webfonts(faces, characters, out / prefix, cache, prefix=prefix)

    def embed_fonts(faces: FontStacks, characters: frozenset[str], _name: str) -> str:
        """Return the CSS of fonts that the PDF embeds."""
        return fonts.make_print_css(faces, characters, cache)

    style = _build_proof_css(builder, serve_fonts)
    page = _render_proof(builder, proof_view, style, medium="screen", pdf=pdf)
    write_text_file(out / "index.html", page)
    paper_css = templates.read_css([STYLES_DIR / "proof" / "paper" / "sheet.css"])
    style = f"{_build_proof_css(builder, embed_fonts)}\n{paper_css}"
    print_html = _render_proof(builder, proof_view, style, medium="paper", pdf=pdf)
    return write_pdf(
        line_breaking.join_korean_words_in_html(print_html),
        out / pdf,
        image_folder=out,
        identifier=f"{edition.identifier} proof {proof_view.identity}",
        is_rtl=edition.language.is_rtl,
        field_font=fonts.make_field_font(fonts.select_fonts(edition.language)),
    )


def _build_proof_css(builder: ProofBuilder, make_css: MakeCss) -> str:
    reading, edition = builder.reading, builder.reading.edition
    titles = cross_publication.collect_title_characters(edition.source_references.values())
    source = frozenset("".join((titles, *(passage.message_id for passage in reading.passages))))
    texts = (
        *(passage.msgstr for passage in reading.passages),
        *(text for one in reading.passages if one.change for text in (one.change.msgid, one.change.msgstr)),
        *reading.reviewers.values(),
        *(finding.message for finding in reading.findings),
        *(text.text for each in reading.meanings.values() for text in (each.what, each.fix)),
        *(edition.source.name, edition.language.name, edition.date_text, "⟨⟩…"),
    )
    characters = reading.characters | reading.ui_characters | source | frozenset("".join(texts))
    css = build_font_css(edition, characters, source, make_css=make_css)
    palette = covers.make_palette_css(edition.publication)
    return join_css(css, palette, builder.build_css())


def _render_proof(builder: ProofBuilder, proof_view: ProofView, style: str, *, medium: str, pdf: str) -> str:
    reading = builder.reading
    edition = reading.edition
    origin = imprint.describe_origin(edition, reading.ui_strings)
    issue = citation.describe_issue(edition, reading.ui_strings)
    tag = edition.language.tag
    script = (STYLES_DIR / "proof" / "remarks.js").read_text("utf-8") if medium == "screen" else ""
    own_texts = (text.text for text in [*issue, *origin] if text.language == tag)
    return builder.render_template(
        "proof.html",
        medium=medium,
        view=proof_view,
        pdf=pdf,
        style=style,
        policy=make_content_policy(sheet=style, script=script),
        script=script,
        origin=[builder.render_localized_text(word) for word in origin],
        issue=[builder.render_localized_text(word) for word in issue],
        statement=" ".join(own_texts),
        shown=builder.render_localized_text,
        commands=[
            f'editions catalogue review {tag} {one.name} --state {state} --by "…" \\\n'
            f'    --fingerprint "{one.fingerprint}"'
            for one in proof_view.signed
            for state in ("reviewed", "approved")
        ],
    )


def build_font_css(
    edition: Edition, characters: Iterable[str], source: Iterable[str], *, make_css: MakeCss
) -> str:
    """Return CSS for the edition's characters and, where its script is another, the source's.

    `make_css` turns fonts, characters and the name of a folder into CSS. Raises UserError
    `fonts/…` where the edition has no font.
    """
    faces = fonts.select_fonts(edition.language, (edition.source,))
    own_css = make_css(faces, frozenset(characters), "")
    source_faces = _find_source_faces(edition)
    if source_faces is None:
        return own_css
    css = make_css(source_faces, frozenset(source), "source/")
    for family in source_faces.families:  # the same face, cut to other letters
        css = css.replace(family.css_name, f'{family.css_name[:-1]} of the source"')
    return own_css + css.replace(":root {", f'[lang="{edition.source.tag}"] {{')


def _find_source_faces(edition: Edition) -> FontStacks | None:
    """Return the fonts of the source; None where the edition's own serve it too."""
    if edition.language.script == edition.source.script:
        return None
    try:
        return fonts.select_fonts(edition.source)
    except UserError:  # its own edition tells it
        return None
