"""Colours of pictures: takes what was fetched, gives it in colours that a book may hold.

A book says once what its colours mean, as red, green and blue (ISO 19005-2, 6.2.4); a picture for
the press's four inks is turned into them.
"""

from __future__ import annotations

from io import BytesIO


def in_light(picture: bytes) -> bytes | None:
    """Return a picture of inks in red, green and blue; nothing for any other."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(picture)) as opened:
            if opened.mode != "CMYK":
                return None
            made = BytesIO()
            opened.convert("RGB").save(made, "PNG")
    except (UnidentifiedImageError, OSError):
        return None  # WeasyPrint tells what is wrong with it
    return made.getvalue()
