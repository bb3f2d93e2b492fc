"""The start: the environment is created once, repaired when needed, and otherwise only compared."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.launcher.newcomer import HERE, Newcomer, listed


def test_first_start_tells_its_steps_and_runs_the_command(newcomer: Newcomer) -> None:
    """A first start reports on stderr what it installs, then runs the command."""
    done = newcomer.start("build", "-l", "fr")
    assert (done.returncode, done.stdout) == (0, "ran build -l fr\n")
    first, second, third, fourth = done.stderr.splitlines()
    assert first.startswith("First start: installing python3-venv gettext libpango-1.0-0 ")
    assert second == "First start: creating the Python environment"
    assert third == "First start: installing the Python packages"
    assert fourth == "First start: importing the Python packages"


def test_second_start_calls_nothing(newcomer: Newcomer) -> None:
    """A later start prints nothing itself and calls neither pip, apt-get nor venv."""
    newcomer.start("build")
    newcomer.calls()
    done = newcomer.start("build")
    assert (done.stdout, done.stderr, newcomer.calls()) == ("ran build\n", "", [])


def test_packages_are_held_to_their_hashes(newcomer: Newcomer) -> None:
    """Python packages are installed from the lock file only: with hashes, as wheels, without others."""
    newcomer.start("build")
    (pip,) = [call for call in newcomer.calls() if call.startswith("pip")]
    for option in ("--require-hashes", "--no-deps", "--only-binary :all:"):
        assert option in pip
    assert pip.endswith("/requirements.lock")


def test_words_reach_the_command_unchanged(newcomer: Newcomer) -> None:
    """Empty arguments, spaces and stars are passed to the command unchanged."""
    newcomer.start()
    assert newcomer.start("", "a  b", "*").stdout == "ran  a  b *\n"


@pytest.mark.parametrize("name", ["requirements.lock", "debian-packages.txt", "editions"])
def test_what_the_environment_was_made_of_has_changed(newcomer: Newcomer, name: str) -> None:
    """If a lock, the package list or the launcher has changed, the environment is created again."""
    newcomer.start()
    newcomer.calls()
    with (newcomer.project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert newcomer.start().stderr.startswith("Renewing: creating the Python environment\n")
    assert "venv" in newcomer.calls()
    assert newcomer.start().stderr == ""


def test_a_moved_checkout_mends_itself(newcomer: Newcomer, tmp_path: Path) -> None:
    """A checkout that was moved creates its environment again, once."""
    newcomer.start()
    moved = Newcomer(tmp_path / "elsewhere", newcomer.fake)
    newcomer.project.rename(moved.project)
    assert moved.start().stderr.startswith("Renewing: ")
    assert moved.start().stderr == ""


def test_an_upgraded_python_mends_itself(newcomer: Newcomer) -> None:
    """If the Python of the environment was replaced, the environment is created again."""
    newcomer.start()
    python = newcomer.fake / "bin" / "python3"
    python.rename(python.with_name("python3.14"))
    python.symlink_to("python3.14")
    assert newcomer.start().stderr.startswith("Renewing: ")
    assert newcomer.start().stderr == ""


def test_a_first_start_cut_short_is_repaired(newcomer: Newcomer) -> None:
    """If pip fails, its output is shown and the exit code is 2; the next start tries again."""
    newcomer.knows("pip-fails")
    failed = newcomer.start()
    assert failed.returncode == 2
    assert "no route to the packages" in failed.stderr
    assert "editions: this failed: " in failed.stderr
    newcomer.forgets("pip-fails")
    assert newcomer.start("build").stdout == "ran build\n"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [("[Errno 111] Connection refused", "[Errno 111] Connection refused"), ("", "no answer in 8 seconds")],
)
def test_a_machine_without_a_network(newcomer: Newcomer, printed: str, reason: str) -> None:
    """If no package comes, one line says why and what to do, the exit code is 2, and pip installs nothing."""
    newcomer.knows("offline", printed)
    failed = newcomer.start("build")
    assert (failed.returncode, failed.stdout) == (2, "")
    why = f"editions: no Python package comes from the package index: {reason} — connect this machine"
    advice = " to the network; behind a proxy, set https_proxy; for another index, set PIP_INDEX_URL"
    assert failed.stderr.splitlines()[1:] == [why + advice]
    assert [call for call in newcomer.calls() if call.startswith("pip")] == []
    newcomer.forgets("offline")
    assert newcomer.start("build").stdout == "ran build\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_first_start_that_is_interrupted(newcomer: Newcomer, number: signal.Signals) -> None:
    """An interrupted first start exits with 130 at once; the next one begins after pip has ended."""
    newcomer.knows("pip-takes", "0.5")
    start = newcomer.begin()
    assert start.stderr is not None
    assert any("Python packages" in line for line in start.stderr)
    start.send_signal(number)
    start.communicate(timeout=30)
    assert start.returncode == 130
    newcomer.knows("pip-takes", "0")
    again = newcomer.start("build")
    assert again.stdout == "ran build\n"
    assert again.stderr.startswith("Renewing: ")


def test_half_an_environment_is_made_whole(newcomer: Newcomer) -> None:
    """An environment without its Python or without its stamp is created again."""
    newcomer.start()
    for lost in ("bin/python", "stamp-run"):
        (newcomer.project / ".venv" / lost).unlink()
        assert newcomer.start("build").stdout == "ran build\n"
        assert newcomer.start().stderr == ""


def test_two_first_starts_at_once_make_one_environment(newcomer: Newcomer) -> None:
    """Of two first starts at once, one creates the environment and the other waits for it."""
    newcomer.knows("pip-takes", "0.3")
    starts = [newcomer.begin("build") for _ in range(2)]
    assert [start.communicate(timeout=30)[0] for start in starts] == ["ran build\n"] * 2
    assert newcomer.calls().count("venv") == 1


def test_it_starts_through_a_link_and_from_any_folder(newcomer: Newcomer, tmp_path: Path) -> None:
    """A link to the launcher starts the program in the folder of the launcher itself."""
    newcomer.start()
    linked = Newcomer(tmp_path / "bin", newcomer.fake)
    linked.project.mkdir()
    (linked.project / "editions").symlink_to(newcomer.project / "editions")
    done = linked.start("build")
    assert (done.stdout, done.stderr) == ("ran build\n", "")


def test_tests_bring_their_own_packages(newcomer: Newcomer) -> None:
    """The first `test` adds the packages that tests need; later ones add nothing."""
    newcomer.start()
    newcomer.calls()
    done = newcomer.start("test", "-q")
    assert done.stdout == "ran test -q\n"
    assert done.stderr == (
        f"First test: installing {' '.join(listed('judge', 'test'))}\n"
        "First test: installing the Python packages\n"
        "First test: importing the Python packages\n"
    )
    calls = newcomer.calls()
    assert "venv" not in calls
    assert calls[-1].endswith("/requirements-test.lock")
    assert newcomer.start("test").stderr == newcomer.start("build").stderr == ""


def test_judges_are_brought_where_they_are_asked_for(newcomer: Newcomer) -> None:
    """`check --judges` adds the packages that the validators need; a second call adds nothing."""
    newcomer.start()
    newcomer.calls()
    done = newcomer.start("check", "-q", "--judges")
    assert done.stdout == "ran check -q --judges\n"
    assert done.stderr == (
        f"Validators: installing {' '.join(listed('judge'))}\nValidators: installing the Python packages\n"
        "Validators: importing the Python packages\n"
    )
    assert newcomer.calls()[-1].endswith("/requirements-judges.lock")
    assert newcomer.start("check", "--judges").stderr == newcomer.start("check").stderr == ""


def test_a_judge_that_was_taken_away_is_brought_back(newcomer: Newcomer) -> None:
    """`check --judges` installs a Debian package again that was removed; other commands do not need it."""
    newcomer.start("check", "--judges")
    newcomer.knows("packages", "\n".join(listed("run")) + "\n")
    assert newcomer.start("check").stderr == ""
    assert newcomer.start("check", "--judges").stderr.startswith("Validators: installing poppler-utils ")


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--judges", "--help"),
        ("catalogue", "check", "--judges"),
        ("site", "--help"),
        ("build", "-o", "site"),
    ],
)
def test_nobody_else_is_brought_judges(newcomer: Newcomer, words: tuple[str, ...]) -> None:
    """No other command installs validators or the search, nor does `--help`."""
    newcomer.start()
    assert newcomer.start(*words).stderr == ""


def test_the_site_brings_its_search(newcomer: Newcomer) -> None:
    """The first `site` adds what indexes the site; a second call adds nothing."""
    newcomer.start()
    newcomer.calls()
    done = newcomer.start("site", "-q")
    assert done.stdout == "ran site -q\n"
    assert done.stderr == ("Search: installing the Python packages\nSearch: importing the Python packages\n")
    assert newcomer.calls()[-1].endswith("/requirements-site.lock")
    assert newcomer.start("site").stderr == newcomer.start("build").stderr == ""


def test_one_extra_does_not_take_another_away(newcomer: Newcomer) -> None:
    """Packages of validators stay where those of the site are added, and the other way round."""
    newcomer.start("check", "--judges")
    newcomer.start("site")
    newcomer.calls()
    assert newcomer.start("check", "--judges").stderr == newcomer.start("site").stderr == ""
    assert newcomer.calls() == []


def test_tests_bring_the_search_too(newcomer: Newcomer) -> None:
    """After `test`, `site` has all that it needs."""
    newcomer.start("test")
    assert newcomer.start("site").stderr == ""


def test_help_of_test_needs_no_tests(newcomer: Newcomer) -> None:
    """The help of `test` needs none of the packages that tests need."""
    newcomer.start()
    assert newcomer.start("test", "--help").stderr == ""


def test_packages_that_went_elsewhere_are_not_believed(newcomer: Newcomer) -> None:
    """If pip succeeds and a package cannot be imported, it is named, each time, with exit code 2."""
    newcomer.knows("pip-elsewhere")
    for _ in range(2):
        failed = newcomer.start("build")
        assert (failed.returncode, failed.stdout) == (2, "")
        assert "click: the lock says 8, here is none" in failed.stderr
    newcomer.forgets("pip-elsewhere")
    assert newcomer.start("build").stdout == "ran build\n"


def test_no_python_runs_code_of_the_callers_folder(newcomer: Newcomer) -> None:
    """Every Python is isolated (-I), that of the lock without flock too."""
    (newcomer.fake / "bin" / "flock").unlink()
    newcomer.start("build")
    newcomer.start("test")
    assert [call for call in newcomer.calls() if call.startswith("not isolated")] == []


def test_variables_of_pip_and_python_are_cleared(newcomer: Newcomer) -> None:
    """Of the variables of pip, a program sees those alone that say where packages come from."""
    newcomer.start(
        "build",
        PIP_DRY_RUN="1",
        PIP_TARGET="/tmp",
        PIP_CONFIG_FILE="pip.conf",
        PYTHONPATH=".",
        PIP_REQUIRE_VIRTUALENV="one\nPATH=/nowhere\nPIP_X Y=2",
        PIP_CERT="/etc/ssl/own.pem",
        https_proxy="http://example.org",
    )
    seen = (newcomer.fake / "pip-variables").read_text(encoding="utf-8")
    assert [line for line in seen.splitlines() if line.startswith(("PIP", "PYTHON"))] == [
        "PIP_CERT=/etc/ssl/own.pem"
    ]
    assert "https_proxy=http://example.org" in seen


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is missing")
def test_the_launcher_is_plain_posix() -> None:
    """Shellcheck finds nothing in the launcher."""
    files = [HERE / "editions", HERE / ".ci" / "run"]
    done = subprocess.run(["shellcheck", *files], capture_output=True, text=True, check=False)
    assert done.stdout == ""
