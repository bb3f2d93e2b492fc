"""Fake validators: shell scripts that do one thing, correct or wrong."""

from __future__ import annotations

from pathlib import Path


def program(folder: Path, name: str, body: str) -> Path:
    """Write a program of that name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def file(folder: Path, name: str = "a.pdf") -> Path:
    """Write a file to be validated into a folder."""
    path = folder / name
    path.write_text("something", encoding="utf-8")
    return path
