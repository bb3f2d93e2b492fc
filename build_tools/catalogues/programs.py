"""GNU gettext's programs: takes input as text, gives what they write."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from build_tools.errors import UserError

MERGE = ("--previous", "--quiet")


def merged(definitions: str, template: str, scratch: Path, options: Sequence[str] = ()) -> bytes:
    """Return the catalogue that msgmerge makes of definitions for a template.

    Raises Mendable `catalogue/no-gettext` or `catalogue/update-failed`.
    """
    po, pot = scratch / "definitions.po", scratch / "template.pot"
    po.write_text(definitions, encoding="utf-8", newline="")
    pot.write_text(template, encoding="utf-8", newline="")
    return run("msgmerge", (*MERGE, *options, "--output-file=-", str(po), str(pot)))


def again(catalogue: bytes, options: Sequence[str]) -> bytes:
    """Return a catalogue as msgcat writes it with some options."""
    return run("msgcat", (*options, "--output-file=-", "-"), catalogue)


def program(name: str) -> str:
    """Return where a program of gettext lies. Raises Mendable `catalogue/no-gettext`."""
    found = shutil.which(name)
    if found is None:
        raise UserError(
            "catalogue/no-gettext",
            f"{name} of GNU gettext is not installed",
            remedy="install gettext (apt-get install gettext)",
            exit_code=1,
        )
    return found


def run(name: str, words: Sequence[str], given: bytes = b"") -> bytes:
    """Return what a program of gettext writes. Raises as `merged`."""
    done = subprocess.run(
        [program(name), *words], input=given, capture_output=True, check=False, env={"LC_ALL": "C"}
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        message = f"{name} would not write it: {said[:200]}"
        raise UserError(
            "catalogue/update-failed",
            message,
            remedy="the file is left as it is; mend what is named, then update again",
            exit_code=1,
        )
    return done.stdout
