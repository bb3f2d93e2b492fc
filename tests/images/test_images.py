"""Images of a source are decoded before they are served; an SVG is reduced to its drawing."""

from __future__ import annotations

import os
import struct
import tomllib
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageFile

from build_tools.images import DecodedImage, ImageError, decode_data_image, read_image
from tests.helpers.editions import ROOTS

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "images" / "unsafe.toml").read_text("utf-8")
)["case"]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    '{}<rect width="9" height="9"/></svg>'
)
FORBIDDEN = ("example.org", "alert", "script", "file:", "javascript", "http-equiv", "<!", "<?", "@import")


def read_bytes(folder: Path, name: str, data: bytes) -> DecodedImage:
    """Write an image and return it as it is served."""
    (folder / name).write_bytes(data)
    return read_image(folder / name)


def encode_image(format: str, size: tuple[int, int] = (30, 20)) -> bytes:
    """Return an image with noise, which does not compress to nothing."""
    output = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(output, format)
    return output.getvalue()


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_an_svg_is_served_as_a_drawing_alone(tmp_path: Path, case: dict[str, Any]) -> None:
    """What acts, fetches or multiplies is left out and named, or the image is refused with the reason."""
    text = case.get("whole") or SVG.format(case["svg"])
    if "error" in case:
        with pytest.raises(ImageError, match=case["error"]):
            read_bytes(tmp_path, "a.svg", text.encode())
        return
    image = read_bytes(tmp_path, "a.svg", text.encode())
    assert list(image.left_out) == case["left_out"]
    served = image.data.decode()
    assert not [word for word in FORBIDDEN if word in served]
    assert "rect" in [one.tag.partition("}")[2] for one in ElementTree.fromstring(served)]
    assert read_bytes(tmp_path, "b.svg", image.data) == DecodedImage(data=image.data)


@pytest.mark.parametrize(
    "file", sorted(path for path in ROOTS.rglob("*") if path.suffix in (".svg", ".png")), ids=lambda f: f.name
)
def test_an_image_without_fault_keeps_its_bytes(file: Path) -> None:
    """An image that needs no change is served as its author saved it."""
    assert read_image(file) == DecodedImage(data=file.read_bytes())


def test_what_an_editor_adds_is_left_out_without_a_word(tmp_path: Path) -> None:
    """Data of Inkscape and a document type without entities are dropped, and nobody is told."""
    text = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        ' inkscape:version="1"><inkscape:view/><metadata>a</metadata>'
        '<rect style="fill:#123456;-inkscape-stroke:none" inkscape:label="b"/></svg>'
    )
    image = read_bytes(tmp_path, "a.svg", text.encode())
    assert image.left_out == ()
    assert image.data == (b'<svg xmlns="http://www.w3.org/2000/svg"><rect style="fill:#123456;" /></svg>\n')


def test_an_svg_keeps_what_it_draws_with(tmp_path: Path) -> None:
    """Gradients, clips, masks, markers, styles, text and a photograph within stay as they are."""
    photograph = b64encode(encode_image("JPEG")).decode()
    text = SVG.format(
        "<title>A lamp</title><style>.a { fill: url(#g); stroke: rgb(1, 2, 3) }</style>"
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<clipPath id="c"><circle r="4"/></clipPath><marker id="m"><path d="M0 0h1"/></marker></defs>'
        '<g clip-path="url(#c)" transform="translate(1,2) scale(.5)"><path class="a" d="M0 0L9 9" '
        'marker-end="url(#m)"/></g>'
        '<text x="1" y="2" xml:lang="fr">un <tspan font-weight="bold">mot</tspan></text>'
        f'<image width="3" height="2" xlink:href="data:image/jpeg;base64,{photograph}"/>'
        '<use xlink:href="#c"/>'
    ).encode()
    assert read_bytes(tmp_path, "a.svg", text) == DecodedImage(data=text)


def test_text_in_another_encoding_is_served_as_utf8(tmp_path: Path) -> None:
    """An SVG in Latin-1 has the same letters, in the one encoding that no program guesses wrongly."""
    text = SVG.format("<text>été</text>")
    data = f'<?xml version="1.0" encoding="iso-8859-1"?>{text}'.encode("latin-1")
    image = read_bytes(tmp_path, "a.svg", data)
    assert ElementTree.fromstring(image.data.decode("utf-8"))[0].text == "été"


def nest_uses(depth: int, times: int, reference: str) -> str:
    """Return parts that draw one another: `times` to the power of `depth` rectangles."""
    parts = [f'<g id="a{level + 1}">{reference.format(level) * times}</g>' for level in range(depth)]
    return f'<g id="a0"><rect width="1" height="1"/></g>{"".join(parts)}{reference.format(depth)}'


@pytest.mark.parametrize(
    "reference", ['<use xlink:href="#a{0}"/>', '<use href="#a{0}"/>'], ids=["xlink", "svg2"]
)
def test_parts_that_multiply_are_refused(tmp_path: Path, reference: str) -> None:
    """Some hundred bytes that would draw ten billion rectangles are refused; a thousand are drawn."""
    with pytest.raises(ImageError, match="draws more than 50,000"):
        read_bytes(tmp_path, "a.svg", SVG.format(nest_uses(10, 10, reference)).encode())
    fair = SVG.format(nest_uses(3, 10, reference)).encode()
    assert read_bytes(tmp_path, "b.svg", fair).data == fair


@pytest.mark.parametrize("rule", ["attribute", "class"])
@pytest.mark.parametrize("kind", ["pattern", "mask", "marker", "clipPath"])
def test_patterns_that_multiply_are_refused(tmp_path: Path, kind: str, rule: str) -> None:
    """The same by what paints, covers or ends a line, named by an element or by a style sheet."""
    name = {"pattern": "fill", "mask": "mask", "marker": "marker-mid", "clipPath": "clip-path"}[kind]
    parts = []
    for level in range(12):
        paint = f'{name}="url(#p{level + 1})"' if rule == "attribute" else f'class="c{level + 1}"'
        path = f'<path d="M0 0L1 1L2 2" {paint}/>'
        parts.append(f'<{kind} id="p{level}">{path * 8}</{kind}>')
    rules = "".join(f".c{level} {{ {name}: url(#p{level}) }}" for level in range(13))
    drawn = f'<path d="M0 0L1 1L2 2" {name}="url(#p0)"/>'
    svg = SVG.format(f"<style>{rules}</style>{''.join(parts)}{drawn}")
    with pytest.raises(ImageError, match="draws more than 50,000"):
        read_bytes(tmp_path, "a.svg", svg.encode())


def test_a_deep_or_large_svg_is_refused(tmp_path: Path) -> None:
    """Elements nested without end, a hundred thousand of them, or nine megabytes of words are refused."""
    for text, reason in (
        ("<g>" * 20_000 + "</g>" * 20_000, "nested more than 100"),
        ("<g/>" * 100_000, "more than 50,000 elements"),
        ("<desc>" + "a" * 9_000_000 + "</desc>", "larger than 8 MB"),
    ):
        with pytest.raises(ImageError, match=reason):
            read_bytes(tmp_path, "a.svg", SVG.format(text).encode())


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_broken_photograph_is_refused(
    tmp_path: Path, format: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole image keeps its bytes; one that was cut off is refused, also once WeasyPrint is loaded."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    name, data = f"a.{format.lower()}", encode_image(format, (200, 150))
    assert read_bytes(tmp_path, name, data) == DecodedImage(data=data)
    with pytest.raises(ImageError, match=f"cannot be decoded as {format}"):
        read_bytes(tmp_path, name, data[: len(data) // 2])


def test_a_png_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    """One byte that a disk has lost is noticed by the checksum of its part."""
    data = bytearray(encode_image("PNG", (200, 150)))
    data[len(data) // 2] ^= 1
    with pytest.raises(ImageError, match="cannot be decoded"):
        read_bytes(tmp_path, "a.png", bytes(data))


def make_png(width: int, height: int) -> bytes:
    """Return a PNG of one colour: its data are a thousandth of its pixels."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes((width // 8 + 1) * height), 9)),
        (b"IEND", b""),
    ]
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_photograph_beyond_measure_is_refused(tmp_path: Path) -> None:
    """A few kilobytes that unpack to a hundred million pixels, or far more, are refused unread."""
    for width in (10_000, 40_000):
        with pytest.raises(ImageError, match="more than 75 million pixels"):
            read_bytes(tmp_path, "a.png", make_png(width, 10_000))


def test_an_animation_beyond_measure_is_refused(tmp_path: Path) -> None:
    """All frames count together: twenty of five million pixels are a hundred million."""
    frames = [Image.new("P", (2500, 2000), number) for number in range(20)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    with pytest.raises(ImageError, match="more than 75 million pixels"):
        read_image(tmp_path / "a.gif")


def test_a_name_that_says_otherwise_is_refused(tmp_path: Path) -> None:
    """A JPEG called PNG, an image called a page, and a drawing in a zip are no images to serve."""
    for name, data, reason in (
        ("a.png", encode_image("JPEG"), "cannot be decoded as PNG"),
        ("a.html", encode_image("GIF"), "does not end in"),
        ("a.svgz", b"\x1f\x8b", "does not end in"),
        ("a.tiff", encode_image("TIFF"), "does not end in"),
    ):
        with pytest.raises(ImageError, match=reason):
            read_bytes(tmp_path, name, data)


def test_what_is_no_file_is_refused_unopened(tmp_path: Path) -> None:
    """A named pipe in the place of an image is not waited for."""
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(ImageError, match="not a plain file"):
        read_image(tmp_path / "a.png")


def test_an_image_within_an_address_is_decoded_too() -> None:
    """A `data:` URL is served as it is, without what acts, or refused."""
    png = f"data:image/png;base64,{b64encode(encode_image('PNG')).decode()}"
    assert decode_data_image(png)[0] == png
    url, image = decode_data_image(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'%3E"
        "%3Crect/%3E%3C/svg%3E"
    )
    assert image.left_out == ("the attribute onload",)
    assert url == f"data:image/svg+xml;base64,{b64encode(image.data).decode()}"
    assert b"alert" not in image.data
    for broken in ("data:text/html,<script>", "data:image/png;base64,a", "data:image/png;base64,AAAA"):
        with pytest.raises(ImageError):
            decode_data_image(broken)
