"""Import what every edition needs, once, before any worker forks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module


def preload_formats(formats_due: Iterable[str]) -> None:
    """Import the rooms that make these formats, and what they would load for each edition."""
    from build_tools import formats, reader
    from build_tools.render import templates

    import_module("build_tools.catalogues")
    reader.preload_extensions()
    templates.compile_templates()
    with _hide_compiler():
        for format in sorted(set(formats_due)):
            formats.load_writer(format)


@contextmanager
def _hide_compiler() -> Iterator[None]:
    """Hide gcc from ctypes, which starts it for each library name that WeasyPrint tries.

    The loader is asked all the same, and finds what is installed.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = ""
    try:
        yield
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path
