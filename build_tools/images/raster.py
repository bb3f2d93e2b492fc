"""Decode raster images completely, all frames, with a limit on their pixels."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from build_tools.images.image_error import ImageError

# Of all frames together: a page of A3 at 600 dots an inch has 70 million.
MAX_PIXELS = 75_000_000
PILLOW_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}


def decode_raster(media_type: str, data: bytes) -> tuple[int, int]:
    """Decode every frame of an image; return width and height.

    Raises ImageError if a frame is broken or all together are too large.
    """
    from PIL import Image

    format = PILLOW_FORMATS[media_type]
    with _refuse_truncated(), warnings.catch_warnings():
        # Our limit is lower than the one that Pillow warns of.
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=[format]) as image:
                _check_size(image, 1)
                image.verify()  # the checksums of a PNG, which loading does not compare
            with Image.open(BytesIO(data), formats=[format]) as image:
                _load_frames(image)
                return image.width, image.height
        except Image.DecompressionBombError as error:
            raise ImageError(_describe_limit()) from error
        except ImageError:
            raise
        except Exception as error:  # Pillow's plugins raise all kinds on broken data
            raise ImageError(f"its data cannot be decoded as {format}") from error


@contextmanager
def _refuse_truncated() -> Iterator[None]:
    """Have Pillow refuse an image that was cut off: WeasyPrint has it fill such ones with grey."""
    from PIL import ImageFile

    setting, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = setting


def _load_frames(image: Any) -> None:
    for number in range(getattr(image, "n_frames", 1)):
        _check_size(image, number + 1)
        image.seek(number)
        image.load()


def _check_size(image: Any, frames: int) -> None:
    if image.width * image.height * frames > MAX_PIXELS:
        raise ImageError(_describe_limit())


def _describe_limit() -> str:
    return f"it has more than {MAX_PIXELS // 1_000_000} million pixels"


def convert_cmyk_to_png(data: bytes) -> bytes | None:
    """Return a CMYK image as RGB PNG, for the one output intent of a book (ISO 19005-2, 6.2.4), else None."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if image.mode != "CMYK":
                return None
            output = BytesIO()
            image.convert("RGB").save(output, "PNG")
    except (UnidentifiedImageError, OSError):
        return None  # WeasyPrint tells what is wrong with it
    return output.getvalue()
