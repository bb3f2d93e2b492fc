"""Read the fields of a PDF's form that hold text; the file may come from a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

# Nodes that are visited: a few bytes can name the same kids again and again.
MAX_NODES = 100_000
# Names of languages within a text (ISO 32000-1, 7.9.2.2).
_LANGUAGE = re.compile("\x1b[^\x1b]{0,9}\x1b")


def read_text_fields(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return the names and values of all fields, an empty value where there is no text.

    A name is that of its own level of nested fields. Raises ValueError, with the reason, for a file that
    cannot be read.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            form: Any = pdf.Root.get("/AcroForm")
            return tuple(_iter_text_fields(form.get("/Fields"))) if _is_dictionary(form) else ()
    except pikepdf.PasswordError:
        raise ValueError("it opens with a password alone") from None
    except (pikepdf.PdfError, RuntimeError, TypeError, AttributeError, UnicodeDecodeError):
        raise ValueError("it is broken") from None


def _iter_text_fields(fields: Any) -> Iterator[tuple[str, str]]:
    waiting, count = [("", fields)], 0
    while waiting:
        name, kids = waiting.pop()
        for field in kids if _is_array(kids) else ():
            count += 1
            if count > MAX_NODES:
                raise ValueError(f"its form has more than {MAX_NODES} fields")
            if _is_dictionary(field):
                own_name = _read_text(field.get("/T")) or name
                yield own_name, _read_text(field.get("/V"))
                waiting.append((own_name, field.get("/Kids")))


def _read_text(value: Any) -> str:
    """Return a text string, or a stream that holds one."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(value.read_bytes())
    return _LANGUAGE.sub("", str(value)) if isinstance(value, pikepdf.String) else ""


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _is_dictionary(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)
