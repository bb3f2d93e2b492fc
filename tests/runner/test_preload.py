"""Imports before editions are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from build_tools.paths import PROJECT_DIR

SCRIPT = """
import os
from build_tools.runner.preload import preload_formats
preload_formats(["pdf"])
from weasyprint import HTML
assert HTML(string="<p>word").write_pdf().startswith(b"%PDF")
print(os.environ["PATH"])
"""


def test_no_compiler_is_started(tmp_path: Path) -> None:
    """No gcc is called, WeasyPrint works, and the path is unchanged."""
    compiler, called = tmp_path / "gcc", tmp_path / "called"
    compiler.write_text(f'#!/bin/sh\necho "$@" >>{called}\nexit 1\n')
    compiler.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=PROJECT_DIR,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (path, "")
    assert not called.exists()
