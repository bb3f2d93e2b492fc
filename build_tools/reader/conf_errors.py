"""Convert what a root's conf.py does wrong into one line at its place."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import check_confval_types
from sphinx.errors import ConfigError, ExtensionError, SphinxError

from build_tools.errors import UserError
from build_tools.model import Place
from build_tools.paths import Root
from build_tools.process.os_errors import list_causes
from build_tools.process.plain_file import read_plain_file
from build_tools.reader.sphinx_log import collect_sphinx_log

CONF_NAME = "source/conf.py"
MAX_CONF_BYTES = 1_000_000
REMEDY = f"correct {CONF_NAME} or what it names"
HANDLER = re.compile(r"Handler <function (\w+) at 0x\w+>")


def has_conf(root: Root) -> bool:
    """Return whether a root has a conf.py; raise UserError where it is no plain file, or too large."""
    conf = root.source / "conf.py"
    if not os.path.lexists(conf):
        return False
    try:
        read_plain_file(conf, MAX_CONF_BYTES, file=CONF_NAME)
    except UserError as error:
        raise _make_conf_error(error.message, error.remedy) from error
    except OSError as error:
        raise _make_conf_error(f"cannot be read: {error.strerror}", "let it be read") from error
    return True


@contextmanager
def convert_conf_errors(root: Root) -> Iterator[None]:
    """Convert whatever a conf.py raises, while Sphinx starts, into UserError `source/conf`, exit 1.

    What came from a module of the root's own is `source/extension`. A process that conf.py forked ends here:
    it would build everything a second time.
    """
    process = os.getpid()
    try:
        yield
    except UserError:
        raise
    except BaseException as error:  # it is a program of its own, and may raise anything
        place = _find_place(error, root)
        is_conf = place.file in (CONF_NAME, "source")
        raise UserError(
            "source/conf" if is_conf else "source/extension",
            _describe_conf_error(error),
            remedy=_get_remedy(error, is_conf),
            place=place,
            exit_code=1,
        ) from error
    finally:
        if os.getpid() != process:
            os._exit(0)


def _get_remedy(error: BaseException, is_conf: bool) -> str:
    if isinstance(error, ExtensionError) and "Could not import extension" in str(error):
        return f"{REMEDY}; what installs it is named by requirements in the register"
    return REMEDY if is_conf else "correct the extension"


def _describe_conf_error(error: BaseException) -> str:
    """Return the message of an error on one line, without what Sphinx says around it."""
    cause = error.__cause__
    if isinstance(cause, SystemExit):
        return "it ended the program (sys.exit)"
    if isinstance(error, ConfigError) and cause is not None:
        return _format_words(cause)
    match = HANDLER.match(str(error))
    if match and cause is not None:
        return f"{match[1]}: {_format_words(cause)}"
    if isinstance(error, SphinxError):
        return _shorten_words(str(error))
    return _format_words(error)


def _format_words(error: BaseException) -> str:
    words = error.msg if isinstance(error, SyntaxError) else error
    return _shorten_words(f"{type(error).__name__}: {words}").removesuffix(":")


def _shorten_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 500 else f"{words[:499]}…"


def _find_place(error: BaseException, root: Root) -> Place:
    """Return the last line of the root's own code that an error came through, conf.py without one."""
    for cause in reversed(list_causes(error)):
        frames = [(one.filename, one.lineno) for one in traceback.extract_tb(cause.__traceback__)]
        if isinstance(cause, SyntaxError):
            frames.append((cause.filename or "", cause.lineno))
        for file, line in reversed(frames):
            if Path(file).is_relative_to(root.source):
                return Place(file=root.relativize(Path(file)), line=line)
    return Place(file=CONF_NAME if has_conf(root) else "source")


@contextmanager
def convert_extension_errors(app: Sphinx) -> Iterator[None]:
    """Name whose error it is where Sphinx raises one that nobody foresaw.

    With a value of a wrong type it goes on, and ends at the first use: that is UserError `source/conf`, and
    so is what Sphinx says in its own words. An extension's is an ExtensionError that names its module.
    """
    try:
        yield
    except (UserError, UnicodeDecodeError, OSError, MemoryError):
        raise
    except Exception as error:
        if isinstance(list_causes(error)[-1], RecursionError):
            raise _make_depth_error(app) from error
        bad_value = _find_bad_value(app)
        if bad_value:
            raise _make_conf_error(bad_value, REMEDY) from error
        if isinstance(error, SphinxError) and not isinstance(error, ExtensionError):
            raise _make_conf_error(_shorten_words(str(error)), REMEDY) from error
        extension = _find_extension(app, error)
        if extension and not getattr(error, "modname", None):
            raise ExtensionError(str(error), error, modname=extension) from error
        raise


def _make_depth_error(app: Sphinx) -> UserError:
    name = app.env.current_document.get("docname", app.config.root_doc)
    return UserError(
        "source/too-deep",
        "it is nested too deeply, in lists, quotes or notes",
        remedy="use fewer levels",
        place=Place(file=f"source/{name}.rst"),
        exit_code=1,
    )


def _find_bad_value(app: Sphinx) -> str:
    """Return what Sphinx says of the first value of conf.py with a wrong type; empty without one."""
    with collect_sphinx_log(app.srcdir, app) as log_handler:
        check_confval_types(app, app.config)
    return log_handler.findings[0].message if log_handler.findings else ""


def _find_extension(app: Sphinx, error: Exception) -> str:
    """Return the extension that conf.py names whose code an error came through last; empty without one."""
    extensions = {name: one.module for name, one in app.extensions.items() if name in app.config.extensions}
    files = {getattr(module, "__file__", None): name for name, module in extensions.items()}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in files:
            return files[frame.filename]
    return ""


def reject_bad_values(app: Sphinx) -> None:
    """Raise UserError for an unknown encoding, and for a `numfig_format` without a place for its number."""
    try:
        "".encode(app.config.source_encoding)
    except (LookupError, TypeError) as error:
        message = f"source_encoding is {app.config.source_encoding!r}, which nobody knows"
        raise _make_conf_error(message, "leave it out: sources are UTF-8") from error
    for kind, words in app.config.numfig_format.items():
        try:
            words % "1"
        except (TypeError, ValueError) as error:
            message = f"numfig_format is {words!r} for {kind}, which has no place for a number"
            raise _make_conf_error(message, f'write %s once: "{str(kind).title()} %s"') from error


def _make_conf_error(message: str, remedy: str) -> UserError:
    place = Place(file=CONF_NAME)
    return UserError("source/conf", message, remedy=remedy, place=place, exit_code=1)
