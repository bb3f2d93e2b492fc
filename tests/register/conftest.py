"""Fixtures: a root from the text that a test gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from build_tools.paths import Root

MakeRoot = Callable[..., Root]


@pytest.fixture(scope="session")
def make_root(tmp_path_factory: pytest.TempPathFactory) -> MakeRoot:
    """Return a function that writes a root: the register, languages.toml, pages, and errata."""

    def make(
        register: str, languages: str = "", pages: Iterable[str] = ("my-text/index",), errata: str = ""
    ) -> Root:
        root = Root(tmp_path_factory.mktemp("root"))
        for page in pages:
            path = root.source / f"{page}.rst"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("A title\n=======\n", encoding="utf-8")
        root.source.mkdir(exist_ok=True)
        root.register.write_text(register, encoding="utf-8")
        if languages:
            root.locale.mkdir()
            root.languages.write_text(languages, encoding="utf-8")
        if errata:
            root.errata.write_text(errata, encoding="utf-8")
        return root

    return make
