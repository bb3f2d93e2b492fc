"""Run validators written in Java: a script in JavaScript, over all files in one JVM.

A JVM takes longer to start than to validate a file, and this way no compiler is needed: the jar
that holds veraPDF also holds Rhino, which runs the script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.validators import installed_files
from build_tools.validators.sandbox import Sandbox, ValidatorExit, make_validator_error, run_in_sandbox

# The first compiler is the quicker one for a minute's work; no file of statistics is left.
JVM_OPTIONS = (
    *("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xss4m"),
    *("-Djava.awt.headless=true", "-Duser.language=en", "-Duser.country=US"),
)


def get_jar(validator: str, name: str) -> Path:
    """Return the jar of that name; raise UserError if it is not installed."""
    path = installed_files.locate_jar(name)
    if path is None or not path.is_file():
        raise make_validator_error(validator, "is not installed")
    return path


def run_rhino_script(
    sandbox: Sandbox, file: str, jars: Iterable[Path], names: Sequence[str]
) -> ValidatorExit:
    """Run a script of this folder with these jars; it gets the names of the files."""
    sandbox.folder.joinpath("judge.js").symlink_to(Path(__file__).with_name(file).absolute())
    class_path, rhino = _link_class_path(sandbox.folder, jars), "org.mozilla.javascript.tools.shell.Main"
    return run_java(sandbox, ["-cp", class_path, rhino, "judge.js", *names])


def run_java(sandbox: Sandbox, arguments: Sequence[str]) -> ValidatorExit:
    """Run Java with these arguments after the options that all validators share."""
    folders = (f"-Djava.io.tmpdir={sandbox.folder}", f"-Duser.home={sandbox.folder}")
    return run_in_sandbox(sandbox, ["java", *JVM_OPTIONS, *folders, *arguments])


def _link_class_path(folder: Path, jars: Iterable[Path]) -> str:
    """Return a class path of plain names: a colon in a folder's name would split it."""
    entries = []
    for number, path in enumerate(jars):
        link = f"jars{number}"  # the folder, since a jar may name others beside it
        folder.joinpath(link).symlink_to(path.parent.absolute())
        entries.append(f"{link}/{path.name}")
    return ":".join(entries)
