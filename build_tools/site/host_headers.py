"""Say which headers a host sends with a site, as a `_headers` file and as settings of nginx and Apache."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.model import HeaderRule

POLICY = "Content-Security-Policy"
# What is not named is refused. Styles of elements are those that a page's own policy lists by their digests:
# a browser keeps to both. The form is that of the search.
_DIRECTIVES = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
# Of files whose own policy stays as it was published, and of books, which a browser shows in its own page.
ARCHIVE_POLICY = "frame-ancestors 'none'"
# What a browser could give to pages, and these never ask for.
FEATURES = (
    *(
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
    ),
    *(
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
    ),
)
COMMON = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in FEATURES)),
    ("Cache-Control", "no-cache"),
)
# Files whose names change with what they hold.
HASHED = ("/assets/*", "/pagefind/fragment/*", "/pagefind/index/*", "/pagefind/*.pf_meta")
FOR_GOOD = "public, max-age=31536000, immutable"
ARCHIVES = ("/*.pdf", "/releases/*", "/compare/*", "/dossier/*")
_WILD = re.compile(r"(\*|:[a-z]+)")


def make_host_headers() -> tuple[HeaderRule, ...]:
    """Return the rules of every site: a later one replaces what an earlier one says of a header."""
    return (
        HeaderRule(pattern="/*", headers=((POLICY, _format_policy("'self'")), *COMMON)),
        _replace_header("/:language/search.html", POLICY, _format_policy("'self' 'wasm-unsafe-eval'")),
        *(_replace_header(pattern, POLICY, ARCHIVE_POLICY) for pattern in ARCHIVES),
        *(_replace_header(pattern, "Cache-Control", FOR_GOOD) for pattern in HASHED),
    )


def _format_policy(scripts: str) -> str:
    return "; ".join(_DIRECTIVES).format(scripts=scripts)


def _replace_header(pattern: str, name: str, value: str) -> HeaderRule:
    return HeaderRule(pattern=pattern, headers=((name, value),), removed=(name,))


def format_headers_file(rules: Iterable[HeaderRule]) -> str:
    """Return rules as a `_headers` file of Netlify and Cloudflare Pages.

    `! Name` takes back what an earlier rule sends: Cloudflare would join both; Netlify passes over the line,
    and lets the later rule replace the earlier one.
    """
    return "".join(f"{rule.pattern}\n{''.join(_iter_header_lines(rule))}" for rule in rules)


def _iter_header_lines(rule: HeaderRule) -> Iterator[str]:
    yield from (f"  ! {name}\n" for name in rule.removed)
    yield from (f"  {name}: {value}\n" for name, value in rule.headers)


def format_nginx(rules: Sequence[HeaderRule], languages: Sequence[str]) -> str:
    """Return rules as a part of nginx's settings, with the way from `/` to a reader's language."""
    names = dict.fromkeys(name for rule in rules for name, _ in rule.headers)
    variables = {name: f"$site_{name.lower().replace('-', '_')}" for name in names}
    maps = "".join(_format_nginx_map(rules, name, variable) for name, variable in variables.items())
    starts = "".join(
        f'    "~*^/ {_make_language_expression(tag, languages)}" /{tag}/;\n'
        for tag in _sort_languages(languages)
    )
    headers = "".join(f"    add_header {name} {variable} always;\n" for name, variable in variables.items())
    return NGINX.format(maps=maps, starts=starts, headers=headers)


def _format_nginx_map(rules: Iterable[HeaderRule], name: str, variable: str) -> str:
    """Return the map of a header: nginx takes the first expression that fits, so the last comes first."""
    found = [(rule.pattern, value) for rule in rules for key, value in rule.headers if key == name]
    rows = (f'    "~^{_make_expression(pattern)}$" "{value}";\n' for pattern, value in reversed(found))
    return f'map $uri {variable} {{\n    default "";\n{"".join(rows)}}}\n'


def format_apache(rules: Iterable[HeaderRule], languages: Sequence[str]) -> str:
    """Return rules as settings of Apache, also for a file .htaccess, with the way from `/` to a language."""
    headers = "".join(
        f'Header always set {name} "{value}" "{APACHE_PATH.format(_make_expression(rule.pattern))}"\n'
        for rule in rules
        for name, value in rule.headers
    )
    starts = "".join(
        f"RewriteCond %{{HTTP:Accept-Language}} ^{_make_language_expression(tag, languages)} [NC]\n"
        f"RewriteRule ^/?$ /{tag}/ [R=302,L]\n"
        for tag in _sort_languages(languages)
    )
    return APACHE.format(headers=headers, starts=starts)


def _make_expression(pattern: str) -> str:
    parts = (
        ".*" if part == "*" else "[^/]+" if part[:1] == ":" else re.escape(part)
        for part in _WILD.split(pattern)
    )
    return "".join(parts)


def _sort_languages(languages: Iterable[str]) -> list[str]:
    """Return tags so that `pt-BR` is tried before `pt`."""
    return sorted(languages, key=len, reverse=True)


def _make_language_expression(tag: str, languages: Sequence[str]) -> str:
    """Return an expression that fits where a tag is the first of the site's in an Accept-Language.

    Browsers name the language that their reader likes best first. `zh` leads to `zh-Hans` if it is alone.
    """
    known = "|".join(_make_range(one, languages) for one in _sort_languages(languages))
    return rf"(?:(?!(?:{known})\b)[^,]*,\s*)*{_make_range(tag, languages)}\b"


def _make_range(tag: str, languages: Sequence[str]) -> str:
    primary, _, rest = tag.partition("-")
    is_alone = sum(one.partition("-")[0] == primary for one in languages) == 1
    return f"{primary}(?:-{rest})?" if rest and is_alone else tag


APACHE_PATH = "expr=%{{REQUEST_URI}} =~ m#^{}$#"
NGINX = r"""# Outside of server {{ … }}:
{maps}map "$uri $http_accept_language" $site_start {{
    default "";
{starts}}}
map $uri $site_vary {{
    default "";
    / Accept-Language;
    /index.html Accept-Language;
}}

# Inside, below server_name and root:
    index index.html;
    absolute_redirect off;
    charset utf-8;
    default_type application/octet-stream;
    charset_types text/css text/javascript application/javascript text/plain text/xml text/calendar;
    charset_types application/xml application/atom+xml application/json image/svg+xml;
    error_page 404 /404.html;
{headers}    add_header Vary $site_vary always;
    if ($site_start) {{ return 302 $site_start; }}
    location = /_headers {{ return 404; }}
    location ~ \.epub$ {{ types {{ }} default_type application/epub+zip; }}
    location ~ \.ics$ {{ types {{ }} default_type text/calendar; }}
"""
APACHE = r"""# Needs mod_headers, mod_rewrite, mod_mime and mod_dir.
DirectoryIndex index.html
Options -Indexes -MultiViews
ErrorDocument 404 /404.html
AddType application/epub+zip .epub
AddType application/atom+xml .atom
AddType application/wasm .wasm
AddType font/woff2 .woff2
AddType application/octet-stream .pf_fragment .pf_index .pf_meta .pagefind
AddType text/calendar .ics
AddType text/javascript .js
AddCharset utf-8 .html .css .js .json .svg .txt .xml .atom .ics
{headers}Header always merge Vary Accept-Language "expr=%{{REQUEST_URI}} =~ m#^/(index\.html)?$#"
RewriteEngine on
RewriteRule ^/?_headers$ - [R=404,L]
{starts}"""
