"""List the commonest words of languages, which nearly every sentence has some of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_WORDS = {
    "en": "the of and to in is that for with are by this be on or not from which all",
    "fr": "à ses leurs le la les de des et du une dans est que pour par qui sur avec sont ce cette aux leur"
    " ou ne pas un au d l",
    "es": "a el la los de las y en que del una por con para es son se su sus al lo como más un este esta o"
    " no",
    "pt": "o os a as à de e em que do da dos das uma por com para é são se seu sua ao como mais um não na no",
    "it": "a il lo gli le e di che del della dei una per con è sono si nel alla come più un non ogni da",
    "ca": "el els les i en que del dels una per amb és són es al als com més un aquest aquesta no a la de",
    "de": "der die das und in den von zu mit ist des für auf ein eine dem nicht sich im sind werden oder auch"
    " alle",
    "nl": "de het een van en in is dat op te voor met zijn die aan niet om ook worden of alle door bij",
    "sv": "och att det som en på är av för med den till inte ett har om de i",
    "da": "og at det som en på er af for med den til ikke et har om de i",
    "pl": "i w na z do się nie że jest to dla od przez oraz o po jak są jego",
    "cs": "a v na se je že s z do o k pro jako by jsou nebo i za",
    "ro": "și în de la cu pe care este un o din pentru că nu sunt prin sau al",
    "tr": "ve bir bu için ile olan her da de olarak en daha çok gibi kadar veya tüm",
    "id": "yang dan di untuk dengan dari dalam ini pada adalah tidak setiap oleh atau semua",
    "vi": "và của các có trong là được cho những một với không người để này",
    "hu": "a az és hogy nem egy is van minden vagy meg ez",
    "fi": "ja on ei se että joka kaikki tai myös ovat sen",
    "ru": "и в на не что с по для к от из это как все или его при о",
    "uk": "і в на не що з та для до від це як всі або його при у й",
    "bg": "и в на не че с за от да се са по или като",
    "ar": "من في على إلى أن التي الذي هذا هذه عن مع كل أو لا ما بين",
    "fa": "از در به که را این است با برای آن هر یا می های شود همه",
    "ur": "کے کا کی میں اور سے کو ہے ہیں پر یہ نہیں ایک",
    "he": "של את על עם כל לא או זה היא הוא כי אל גם אשר",
    "hi": "के का की में और से को है हैं पर यह नहीं एक लिए हर",
}
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split()) for tag, words in _WORDS.items()
}


def count_function_words(words: Iterable[str]) -> dict[str, int]:
    """Return how many of some words are among the commonest of each language that is listed."""
    every = tuple(words)
    return {tag: sum(word in listed for word in every) for tag, listed in FUNCTION_WORDS.items()}
