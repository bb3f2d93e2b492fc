"""Checks of whether every format says what the doctree says: a row each."""

from __future__ import annotations

from build_tools.checks.row import Check

CHECKS: tuple[Check, ...] = ()
