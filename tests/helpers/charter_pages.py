"""Write pages of a charter in any language, of articles whose words are made up."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LETTERS = {
    "en": "abcdefghiklmnoprstuw",
    "fr": "abcdefghilmnoprstuvéèàç",
    "es": "abcdefghilmnoprstuvñáíó",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ko": "가나다라마바사아자차카타파하거너더러머버서",
}
DIRECTIONS = {"ar": "rtl"}


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """Hold an article as a test writes it; its words are in paragraphs of ten."""

    id: str
    page: str
    number: str
    words: tuple[str, ...]
    css: str = ""


def make_words(language: str, seed: object, count: int) -> tuple[str, ...]:
    """Return made-up words of a language, always the same for a seed."""
    source = random.Random(f"{language} {seed}")
    letters = LETTERS[language]
    return tuple("".join(source.choices(letters, k=source.randint(2, 8))) for _ in range(count))


def make_articles(language: str, count: int) -> dict[int, WrittenArticle]:
    """Return articles of forty words, four to a page."""
    return {
        number: WrittenArticle(
            id=f"art-{number}",
            page=f"part-{number // 4}",
            number=str(number),
            words=make_words(language, number, 40),
        )
        for number in range(count)
    }


def write_pages(language: str, articles: Iterable[WrittenArticle]) -> dict[str, str]:
    """Return the pages of an edition by name, as a build writes them."""
    pages: dict[str, list[str]] = {}
    for article in articles:
        pages.setdefault(article.page, []).append(_write_article(article))
    links = "".join(f'<li><a href="{name}.html">{name}</a></li>' for name in pages)
    index = f'<article id="start"><h1>Charter</h1><nav><ul>{links}</ul></nav><p>Start</p></article>'
    bodies = {"index": index, **{name: f'<article id="{name}"><h1>{name}</h1>{"".join(found)}</article>'
                                 for name, found in pages.items()}}  # fmt: skip
    return {f"{name}.html": _write_page(language, body) for name, body in bodies.items()}


def _write_article(article: WrittenArticle) -> str:
    paragraphs = [article.words[start : start + 10] for start in range(0, len(article.words), 10)]
    text = "".join(f"<p>{' '.join(words)}.</p>" for words in paragraphs)
    link = f'<a class="permalink" href="#{article.id}" aria-label="Link"></a>'
    heading = f'<h2><span class="designation">Article {article.number} </span>Title{link}</h2>'
    css = f' class="{article.css}"' if article.css else ""
    return f'<section id="{article.id}"{css}>{heading}{text}</section>'


def _write_page(language: str, body: str) -> str:
    direction = DIRECTIONS.get(language, "ltr")
    head = f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<title>Charter</title>'
    return (
        f'{head}<body><header>Home</header><main id="text">{body}</main><footer>Foot</footer></body></html>'
    )


def insert_words(article: WrittenArticle, at: int, words: Sequence[str]) -> WrittenArticle:
    """Return an article with words put in."""
    return replace(article, words=(*article.words[:at], *words, *article.words[at:]))
