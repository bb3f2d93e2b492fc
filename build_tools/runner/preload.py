"""Import once what every edition needs, before any worker is forked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


def preload_formats(formats_due: Iterable[str]) -> None:
    """Import the rooms that make these formats, and what they would load for each edition."""
    from build_tools import catalogues, formats, reader
    from build_tools.render import templates

    due = sorted(set(formats_due))
    reader.preload_extensions()
    templates.compile_templates()
    catalogues.preload_rules()
    with _hide_compiler(), _silence_libraries():
        for format in due:
            formats.load_writer(format)


@contextmanager
def _hide_compiler() -> Iterator[None]:
    """Hide gcc from ctypes, which starts it for each library that WeasyPrint tries; the loader finds them."""
    path = os.environ.get("PATH")
    os.environ["PATH"] = ""
    try:
        yield
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path


@contextmanager
def _silence_libraries() -> Iterator[None]:
    """Send to nowhere what C libraries print: fontconfig complains of user's files that no edition reads."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        for descriptor in (kept, nowhere):
            os.close(descriptor)
