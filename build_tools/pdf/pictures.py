"""Convert CMYK images to RGB, the only output intent of a book (ISO 19005-2, 6.2.4)."""

from __future__ import annotations

from io import BytesIO


def convert_cmyk(data: bytes) -> bytes | None:
    """Return a CMYK image as RGB PNG; None for any other image."""
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
