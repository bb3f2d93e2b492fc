"""What hosts send with a site: one table of rules, and the settings of hosts that say the same."""

from __future__ import annotations

import importlib.util
import re

import pytest

from build_tools.paths import PROJECT_DIR
from build_tools.site.host_headers import (
    FOR_GOOD,
    POLICY,
    format_apache,
    format_headers_file,
    format_nginx,
    make_host_headers,
)
from build_tools.site_server.headers_file import choose_headers, parse_headers_file

SCRIPT = PROJECT_DIR / "docs" / "hosting.py"
RULES = make_host_headers()
PAGES = ("/", "/fr/", "/fr/charter/right-1.html", "/fr/charter/search.html", "/id/charter/ca-1/", "/404.html")
ARCHIVE = ("/releases/1/search.html", "/compare/1..2/fr.html", "/fr/a/a-fr.pdf")
OTHERS = ("/fr/search.html", "/assets/a.css", "/pagefind/index/fr_1.pf_index", "/pagefind/pagefind.js")
LANGUAGES = ("en", "fr", "pt", "pt-BR", "zh-Hans")
ACCEPTED = {
    "fr": "fr",
    "FR-ca,en": "fr",
    "de, de-AT;q=0.9,zh-CN;q=0.8,en;q=0.7": "zh-Hans",
    "pt-BR,pt;q=0.9": "pt-BR",
    "pt-PT,en": "pt",
    "fro,es": "",
    "de": "",
    "": "",
}


def get_policy(path: str) -> dict[str, str]:
    """Return the directives that a browser is told with an address."""
    parts = choose_headers(RULES, path)[POLICY].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


def test_the_file_is_read_as_it_is_meant() -> None:
    """A host that reads _headers has the rules of the table, and each line is short enough for it."""
    text = format_headers_file(RULES)
    assert parse_headers_file(text, "_headers") == RULES
    assert max(map(len, text.splitlines())) < 2000
    assert len(RULES) < 100


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_the_files_of_its_site_alone(path: str) -> None:
    """Nothing runs or is loaded that is not the site's, and no page elsewhere frames it."""
    policy, headers = get_policy(path), choose_headers(RULES, path)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert "http" not in headers[POLICY]
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert all(part.endswith("=()") for part in headers["Permissions-Policy"].split(", "))


def test_the_search_alone_compiles() -> None:
    """The page of the search may compile its index, and differs from others in nothing else."""
    search, page = get_policy("/fr/search.html"), get_policy("/fr/needs.html")
    assert search.pop("script-src") == "'self' 'wasm-unsafe-eval'"
    assert page.pop("script-src") == "'self'"
    assert search == page


@pytest.mark.parametrize("path", ARCHIVE)
def test_what_was_published_keeps_its_own_policy(path: str) -> None:
    """Of releases and books only the frame is decided: what they show was decided when they were made."""
    assert get_policy(path) == {"frame-ancestors": "'none'"}
    assert choose_headers(RULES, path)["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/pagefind/fragment/fr_1.pf_fragment", "/pagefind/pagefind.fr_1.pf_meta"])
def test_a_file_that_never_changes_is_kept(path: str) -> None:
    """A file with a digest in its name is kept for a year; the script of the search is not."""
    assert choose_headers(RULES, path)["Cache-Control"] == FOR_GOOD
    assert choose_headers(RULES, "/pagefind/pagefind.js")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", [*PAGES, *ARCHIVE, *OTHERS])
def test_nginx_and_apache_say_the_same(path: str) -> None:
    """The first expression of nginx that fits, and the last of Apache, give what the rules give."""
    nginx, apache = format_nginx(RULES, ("en",)), format_apache(RULES, ("en",))
    maps = re.findall(r"(?ms)^map \$uri \$site_(\w+) \{\n(.*?)^\}", nginx)
    rows = {name: re.findall(r'"~(\S+)" "(.*)";', body) for name, body in maps}
    lines = re.findall(r'^Header always set (\S+) "(.*?)" "expr=\S+ =~ m#(.*)#"$', apache, re.M)
    for name, value in choose_headers(RULES, path).items():
        variable = name.lower().replace("-", "_")
        assert next(told for pattern, told in rows[variable] if re.search(pattern, path)) == value
        told = [one for key, one, pattern in lines if key == name and re.search(pattern, path)]
        assert told[-1] == value


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_a_host_finds_the_readers_language(accepted: str) -> None:
    """Both hosts lead from / to the first language of the browser's list that the site has."""
    nginx = re.findall(r'^    "~\*(\^/ .*)" /(\S+)/;$', format_nginx(RULES, LANGUAGES), re.M)
    lines = r"^RewriteCond %\{HTTP:Accept-Language\} (\S+) \[NC\]\nRewriteRule \S+ /(\S+)/ "
    apache = re.findall(lines, format_apache(RULES, LANGUAGES), re.M)
    assert {tag for _, tag in nginx} == {tag for _, tag in apache} == set(LANGUAGES)
    for rows, asked in ((nginx, f"/ {accepted}"), (apache, accepted)):
        fits = [tag for pattern, tag in rows if re.search(pattern, asked, re.I)]
        assert (fits or [""])[0] == ACCEPTED[accepted]


def test_the_manual_has_the_settings_of_today() -> None:
    """After a change of the headers, write the manual again: .venv/bin/python docs/hosting.py."""
    spec = importlib.util.spec_from_file_location("hosting_manual", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert SCRIPT.with_suffix(".md").read_text("utf-8") == script.write_hosting()
    assert "default-src" in script.write_hosting()
