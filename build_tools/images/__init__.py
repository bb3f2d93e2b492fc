"""Decode the images of a source completely, before any format is written; reduce an SVG to what is drawn."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from build_tools.errors import UserError
from build_tools.images.image_error import ImageError as ImageError
from build_tools.images.raster import convert_cmyk_to_png as convert_cmyk_to_png
from build_tools.images.raster import decode_raster
from build_tools.images.svg_document import find_svg_ratio, parse_svg
from build_tools.images.svg_sanitizer import DATA_URL, decode_data_url, sanitize_svg
from build_tools.process.plain_file import format_byte_count, read_plain_file

# The media type of an image by the end of its name: those that browsers and e-books show.
MEDIA_TYPES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
MAX_SVG_BYTES, MAX_RASTER_BYTES = 8_000_000, 64_000_000
# Images whose decoding is remembered: all formats of an edition use the same.
CACHE_SIZE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedImage:
    """Hold an image that was decoded completely: the bytes to serve, and what was left out of them.

    `ratio` is its width by its height, None of an SVG that tells no size.
    """

    data: bytes
    ratio: float | None = field(default=None, compare=False)
    left_out: tuple[str, ...] = ()


def read_image(file: Path) -> DecodedImage:
    """Return an image as it is served; its name tells what it has to be. Raises ImageError."""
    media_type = MEDIA_TYPES.get(file.suffix.lower())
    if media_type is None:
        raise ImageError(f"its name does not end in {', '.join(MEDIA_TYPES)}")
    is_svg = media_type == MEDIA_TYPES[".svg"]
    try:
        data = read_plain_file(file, MAX_SVG_BYTES if is_svg else MAX_RASTER_BYTES)
    except UserError as error:
        raise ImageError(error.message) from error
    except OSError as error:
        raise ImageError(f"it cannot be read: {error.strerror}") from error
    return _decode_image(media_type, data)


def decode_data_image(url: str) -> tuple[str, DecodedImage]:
    """Return the `data:` URL of an image as it is served, and the image. Raises ImageError."""
    match = DATA_URL.fullmatch(url)
    media_type = match[1].lower() if match else ""
    if match is None or media_type not in MEDIA_TYPES.values():
        raise ImageError("it is of no type that is shown everywhere")
    data = decode_data_url(match)
    if len(data) > MAX_SVG_BYTES:
        raise ImageError(f"it is larger than {format_byte_count(MAX_SVG_BYTES)}")
    image = _decode_image(media_type, data)
    is_same = image.data == data
    return url if is_same else f"data:{media_type};base64,{b64encode(image.data).decode()}", image


@lru_cache(maxsize=CACHE_SIZE)
def _decode_image(media_type: str, data: bytes) -> DecodedImage:
    if media_type != MEDIA_TYPES[".svg"]:
        width, height = decode_raster(media_type, data)
        return DecodedImage(data=data, ratio=width / height)
    document = parse_svg(data)
    svg = sanitize_svg(document, data)
    return DecodedImage(data=svg.data, left_out=svg.left_out, ratio=find_svg_ratio(document.root))
