"""Judges in Java: takes a script in JavaScript and files, runs it over all of them in one JVM.

A JVM takes longer to start than to judge a file, and the machine needs no compiler this way: the
jar that holds veraPDF also holds Rhino, which runs the script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.judges import where
from build_tools.judges.starting import Ended, failed, run

RHINO = "org.mozilla.javascript.tools.shell.Main"
# The small compiler is the quicker one for a minute's work; no file of statistics is left.
OPTIONS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Xss4m",
    "-Djava.awt.headless=true",
    "-Duser.language=en",
    "-Duser.country=US",
)


def jar(judge: str, name: str) -> Path:
    """Return the jar of that name; raise Mendable where it is not installed."""
    found = where.jar(name)
    if found is None or not found.is_file():
        raise failed(judge, "is not installed")
    return found


def script(
    judge: str, file: str, jars: Iterable[Path], folder: Path, names: Sequence[str], patience: float
) -> Ended:
    """Run a script of this folder with these jars in reach; it is given the names of the files."""
    folder.joinpath("judge.js").symlink_to(Path(__file__).with_name(file).absolute())
    command = ["-cp", _class_path(folder, jars), RHINO, "judge.js", *names]
    return start(judge, command, folder, patience)


def start(judge: str, words: Sequence[str], folder: Path, patience: float) -> Ended:
    """Start Java with these words after the options that all judges share."""
    own = (f"-Djava.io.tmpdir={folder}", f"-Duser.home={folder}")
    return run(judge, ["java", *OPTIONS, *own, *words], folder=folder, patience=patience)


def _class_path(folder: Path, jars: Iterable[Path]) -> str:
    """Return a class path of plain names: a colon in that of a folder would part it."""
    found = []
    for number, path in enumerate(jars):
        shelf = f"jars{number}"  # the folder, since a jar may name others beside it
        folder.joinpath(shelf).symlink_to(path.parent.absolute())
        found.append(f"{shelf}/{path.name}")
    return ":".join(found)
