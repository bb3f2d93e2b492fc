"""Define `editions release log`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli import console, options
from build_tools.cli.options import GlobalOptions
from build_tools.model.release import Manifest
from build_tools.tasks.options import make_root
from build_tools.tasks.release import log as task


@click.command("log")
@options.as_json
@options.releases
@options.global_options
@click.pass_obj
def command(settings: GlobalOptions, *, as_json: bool, releases: Path | None) -> int:
    """Say what was published when, the newest first.

    \b
    Example:
      editions release log
      editions release log --json
    """
    folder = releases or make_root(settings.root).releases
    manifests = task.list_releases(folder)
    if as_json:
        console.echo(task.format_log_json(manifests))
    elif not manifests:
        console.echo(f"{folder}: nothing was published yet")
    else:
        for line in console.align_columns([_format_cells(one) for one in manifests]):
            console.echo(line)
    return 0


def _format_cells(manifest: Manifest) -> tuple[str, ...]:
    """Return the cells of a row: `2026.2  2026-12-02  45 editions, 3 new: a (fr)  Article 5 was changed`."""
    total, new = task.count_editions(manifest)
    names = (f"{name} ({', '.join(tags)})" for name, tags in task.list_new_texts(manifest).items())
    told = f", {new} new: {', '.join(names)}" if new != total else ""
    version = f"{manifest.version} (draft)" if manifest.is_draft else manifest.version
    return version, manifest.date.isoformat(), f"{console.count_noun(total, 'edition')}{told}", manifest.note
