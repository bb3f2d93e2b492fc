"""Run validators in a browser: one node process and one Chromium for all pages."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_tools.process.parent_death import find_parent_death_prefix
from build_tools.process.scratch import make_scratch_folder
from build_tools.validators import MessagesByFile, installed_files
from build_tools.validators.sandbox import (
    MESSAGES_FILE,
    Sandbox,
    ValidatorExit,
    make_validator_error,
    read_messages,
    run_in_sandbox,
)


def validate_in_browser(
    validator: str, test: str, pages: Iterable[Path], *, workers: int = 2
) -> MessagesByFile:
    """Return the messages of browse.cjs about each page, from a test of it (`axe`, `keyboard`)."""
    files = tuple(pages)
    if not files:
        return {}
    files_by_url = {path.absolute().as_uri(): path for path in files}
    with make_scratch_folder() as folder:
        sandbox = Sandbox(validator, folder, timeout=90 + 60 * len(files_by_url))
        arguments = {"test": test, "pages": list(files_by_url), "at_once": workers}
        process = run_browser_script(sandbox, "browse.cjs", arguments)
        if process.code == 0:
            _write_messages(sandbox, process)
        return read_messages(sandbox, process, files_by_url)


def _write_messages(sandbox: Sandbox, process: ValidatorExit) -> None:
    try:
        messages = json.loads(process.out)["messages"]
    except (ValueError, TypeError, KeyError) as error:
        raise make_validator_error(sandbox.validator, "wrote no messages that can be parsed") from error
    sandbox.folder.joinpath(MESSAGES_FILE).write_text(json.dumps(messages), encoding="utf-8")


def run_browser_script(sandbox: Sandbox, file: str, arguments: Mapping[str, object]) -> ValidatorExit:
    """Run a script of this folder; it gets `arguments` as JSON, and the path of its browser."""
    folder = sandbox.folder
    node, modules = installed_files.locate_node(), installed_files.NPM_DIR.joinpath("node_modules")
    chromium = shutil.which("chromium")
    if node is None or not node.is_file() or chromium is None or not modules.is_dir():
        raise make_validator_error(sandbox.validator, "is not installed")
    folder.joinpath("modules").symlink_to(modules.absolute())
    request = {
        **arguments,
        "chromium": _write_chromium_launcher(folder, chromium),
        # As root, Chromium does not start with a sandbox.
        "arguments": ["--no-sandbox", "--disable-setuid-sandbox"] if os.geteuid() == 0 else [],
        "modules": str(folder.joinpath("modules")),
    }
    command = [str(node), str(Path(__file__).with_name(file))]
    return run_in_sandbox(sandbox, command, stdin=json.dumps(request))


def _write_chromium_launcher(folder: Path, chromium: str) -> str:
    if not find_parent_death_prefix():
        return chromium
    path = folder.joinpath("chromium")
    command = " ".join(map(shlex.quote, (*find_parent_death_prefix(), chromium)))
    path.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    path.chmod(0o700)
    return str(path) if os.access(path, os.X_OK) else chromium
