"""Import every package of a lock file; the launcher runs this file before it believes an environment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path

from build_tools.doctor import packages


def find_broken_packages(lock: str) -> Iterator[str]:
    """Yield a line for each package of a lock that is missing, has another version or cannot be imported."""
    for component in packages.check_packages(lock, packages.find_package_versions()):
        if component.state != "ok":
            yield f"{component.name}: {component.detail}, here is {component.version or 'none'}"
            continue
        try:
            for module in sorted(_list_modules(component.name)):
                import_module(module)
        except Exception as error:
            yield f"{component.name}: {type(error).__name__}: {error}"


def _list_modules(package: str) -> set[str]:
    """Return the modules that a package puts beside those of others."""
    files = metadata.distribution(package).files or []
    modules = (file for file in files if file.suffix == ".py" and len(file.parts) == 1)
    folders = (file.parent for file in files if file.name == "__init__.py" and len(file.parts) == 2)
    return {file.stem for file in modules} | {folder.name for folder in folders}


if __name__ == "__main__":
    broken = list(find_broken_packages(Path(sys.argv[1]).read_text(encoding="utf-8")))
    advice = "see where pip puts packages (python3 -m pip config list), then start again"
    sys.exit("\n".join([*broken, advice]) if broken else None)
