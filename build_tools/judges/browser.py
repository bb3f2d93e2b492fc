"""Judges in a browser: takes a script and pages, runs it in one node with one Chromium for all."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from build_tools.judges import where
from build_tools.judges.said import Verdicts
from build_tools.judges.starting import SAID, Ended, failed, read, run, scratch, tied

START, EACH = 90, 60  # seconds that it may take, at the most


def looked(judge: str, look: str, pages: Iterable[Path], *, at_once: int = 2) -> Verdicts:
    """Return what browse.cjs sees by one of its looks (`axe`, `keyboard`) on each page.

    Raises Mendable `check/judge-failed`.
    """
    files = tuple(pages)
    if not files:
        return {}
    named = {path.absolute().as_uri(): path for path in files}
    with scratch() as folder:
        words = {"look": look, "pages": list(named), "at_once": at_once}
        ended = script(judge, "browse.cjs", words, folder, START + EACH * len(named))
        if ended.code == 0:
            _keep(judge, ended, folder)
        return read(judge, ended, folder, named)


def _keep(judge: str, ended: Ended, folder: Path) -> None:
    """Put what was printed where a judge's findings are read."""
    try:
        said = json.loads(ended.out)["said"]
    except (ValueError, TypeError, KeyError) as error:
        raise failed(judge, "did not say what can be read") from error
    folder.joinpath(SAID).write_text(json.dumps(said), encoding="utf-8")


def script(
    judge: str, file: str, words: Mapping[str, object], folder: Path, patience: float
) -> Ended:
    """Run a script of this folder; it is given `words` as JSON, and where to find its browser."""
    node, modules = where.node(), where.NPM.joinpath("node_modules")
    found = shutil.which("chromium")
    if node is None or not node.is_file() or found is None or not modules.is_dir():
        raise failed(judge, "is not installed")
    folder.joinpath("modules").symlink_to(modules.absolute())
    asked = {
        **words,
        "chromium": _browser(folder, found),
        "arguments": _arguments(),
        "modules": str(folder.joinpath("modules")),
    }
    command = [str(node), str(Path(__file__).with_name(file))]
    return run(judge, command, folder=folder, patience=patience, told=json.dumps(asked))


def _arguments() -> Sequence[str]:
    """Return what Chromium must be told: it does not start as root with a sandbox."""
    return ("--no-sandbox", "--disable-setuid-sandbox") if os.geteuid() == 0 else ()


def _browser(folder: Path, chromium: str) -> str:
    """Return a program that starts Chromium so that it ends when node ends."""
    if not tied():
        return chromium
    path = folder.joinpath("chromium")
    words = " ".join(map(shlex.quote, (*tied(), chromium)))
    path.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    path.chmod(0o700)
    return str(path) if os.access(path, os.X_OK) else chromium
