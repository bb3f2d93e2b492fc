"""The internal functions of WeasyPrint that are patched still exist, with the same names."""

from __future__ import annotations

import inspect
import re
import zlib
from typing import Any

import pydyf
import pytest
import weasyprint
import weasyprint.pdf
from weasyprint import css, layout, stacking
from weasyprint.anchors import rectangle_aabb
from weasyprint.css import ColorProfile, StyleFor
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block, inline, page
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break

from build_tools.pdf import layout_boxes
from build_tools.pdf import weasyprint70 as inside

PLACED = ["absolute_boxes", "fixed_boxes"]
BROKEN = ["context", "box", "line", "new_children", "needed", "resume_at", *PLACED]
SPLIT = ["text", "style", "context", "max_width", "justification_spacing"]
CALLED: list[tuple[Any, list[str]]] = [
    (weasyprint.pdf.add_tags, ["pdf", "document", "pdf_version", "page_streams"]),
    (Stream.marked, ["self", "box", "tag"]),
    (stacking._dispatch, ["box", "page", "child_contexts", "blocks", "floats", "blocks_and_cells"]),
    (stacking._dispatch_children, ["box", "page", "child_contexts", "blocks", "floats", "blocks_and_cells"]),
    (ColorProfile, ["file_object", "src", "rendering_intent", "components"]),
    (block._break_line, [*BROKEN[:5], "page_is_empty", "index", "skip_stack", *BROKEN[5:]]),
    (layout.make_all_pages, ["context", "root_box", "html", "pages"]),
    (inline.inline_replaced_box_layout, ["box", "containing_block"]),
    (block.find_earlier_page_break, ["context", "children", *PLACED]),
    (block.remove_placeholders, ["context", "box_list", *PLACED]),
    (
        TargetCollector.collect_missing_counters,
        [
            "self",
            "parent_box",
            "css_token",
            "parse_again_function",
            "missing_counters",
            "missing_target_counters",
        ],
    ),
    (
        TargetCollector.cache_target_page_counters,
        ["self", "anchor_name", "page_counter_values", "page_maker_index", "page_maker"],
    ),
    (
        StyleFor.set_computed_styles,
        ["self", "element", "parent", "root", "pseudo_type", "base_url", "target_collector"],
    ),
    (StyleFor, ["html", "sheets", "presentational_hints", "font_config", "target_collector"]),
    (css.find_style_attributes, ["tree", "presentational_hints", "base_url"]),
    (page.set_page_type_computed_styles, ["page_type", "html", "style_for"]),
    (StyleFor._page_type_match, ["page_selector_type", "page_type"]),
    (inline.resolve_percentages, ["box", "containing_block"]),
    (inline.strut, ["style"]),
    (inline.split_first_line, [*SPLIT, "is_line_start", "minimum"]),
    (background.resolve_radii_percentages, ["box"]),
    (boxes.Box.descendants, ["self", "placeholders"]),
    (line_break.get_font_description, ["style"]),
    (rectangle_aabb, ["matrix", "pos_x", "pos_y", "width", "height"]),
    (boxes.MarginBox, ["at_keyword", "style"]),
    (boxes.Box.hit_area, ["self"]),
    (AbsolutePlaceholder, ["box"]),
]


def test_the_version_is_the_one_that_was_read() -> None:
    """Patches are for this version of WeasyPrint; check them for another one."""
    assert weasyprint.__version__ == inside.VERSION


@pytest.mark.parametrize(("called", "names"), CALLED, ids=lambda each: getattr(each, "__name__", ""))
def test_what_is_called_takes_the_same(called: Any, names: list[str]) -> None:
    """Each patched or called function has the expected parameters."""
    assert list(inspect.signature(called).parameters) == names


def test_what_is_exchanged_is_put_back() -> None:
    """Outside of `drawing`, and after an error in it, WeasyPrint is unpatched."""

    def parts() -> tuple[Any, ...]:
        return Stream.marked, weasyprint.pdf.add_tags, weasyprint.pdf.ColorProfile

    def fail() -> None:
        with inside.patch_drawing({}, lambda _pdf, _marks: None):
            assert all(now is not then for now, then in zip(parts(), before, strict=True))
            raise ZeroDivisionError

    before = parts()
    with pytest.raises(ZeroDivisionError):
        fail()
    assert parts() == before


def test_no_stream_ends_as_its_line_does() -> None:
    """A last byte that is a carriage return has a whole line end behind it; other streams have a newline."""
    texts = [str(number).encode() for number in range(90000, 90600)]
    with inside.patch_stream_ends():
        written = [pydyf.Stream([text], compress=True).data for text in texts]
    ends = set()
    for text, data in zip(texts, written, strict=True):
        length = int(re.search(rb"/Length (\d+)", data)[1])  # type: ignore[index]
        stream = data.partition(b"stream\n")[2]
        assert zlib.decompress(stream[:length]) == text
        ends.add((stream[length - 1 : length] == b"\r", stream[length:]))
    assert ends == {(False, b"\nendstream"), (True, b"\r\nendstream")}


def test_boxes_are_what_they_were() -> None:
    """Boxes have the attributes that the structure tree needs: element, part, text and link."""
    html = "<p>a <span class='n'>b</span><a href='#x'>c</a><i style='position: absolute'>d</i>"
    style = ".n { float: footnote } @page { @top-left { content: 'head' } }"
    document = weasyprint.HTML(string=f"<style>{style}</style>{html}").render()
    found = list(layout_boxes.iter_page_boxes(document.pages[0]))
    assert {layout_boxes.get_pseudo_element(box) for box in found} >= {"footnote-call", "footnote-marker"}
    assert [
        layout_boxes.get_margin_keyword(box) for box in found if layout_boxes.get_margin_keyword(box)
    ] == ["@top-left"]
    assert {box.text for box in found if layout_boxes.is_text_box(box)} >= {"a ", "b", "c", "d", "head"}
    assert [box.link for box in found if box.link and layout_boxes.is_element_box(box)]
