"""Find numbers that are not digits: number words, Roman and Chinese numerals.

A number word excuses a missing number: “twelve” may become 12, XXI may become 21.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from unicodedata import normalize

# One to twelve, then twenty, thirty … a hundred; forms of one number are parted by “/”.
_WORDS: Mapping[str, str] = MappingProxyType({
    "en": "one/first/once/single/a/an/per/each/every/january"
    " two/second/twice/both/double/pair/couple/bilingual/biannual/february"
    " three/third/triple/trilingual/march four/fourth/april"
    " five/fifth/may six/sixth/june seven/seventh/july eight/eighth/august"
    " nine/ninth/september ten/tenth/decade/decades/october eleven/eleventh/november"
    " twelve/twelfth/dozen/december"
    " twenty/twentieth/twenties thirty/thirtieth/thirties forty/fortieth/forties"
    " fifty/fiftieth/fifties sixty/sixtieth/sixties seventy/seventieth/seventies"
    " eighty/eightieth/eighties ninety/ninetieth/nineties hundred/hundredth/century",
    "fr": "un/une/premier/première/janvier deux/deuxième/second/seconde/février"
    " trois/troisième/mars quatre/quatrième/avril cinq/cinquième/mai six/sixième/juin"
    " sept/septième/juillet huit/huitième/août neuf/neuvième/septembre dix/dixième/octobre"
    " onze/onzième/novembre douze/douzième/décembre vingt/vingtième trente/trentième"
    " quarante/quarantième cinquante/cinquantième soixante/soixantième septante huitante"
    " nonante cent/centième",
    "es": "un/uno/una/primer/primero/primera/enero dos/segundo/segunda/febrero"
    " tres/tercer/tercero/tercera/marzo cuatro/cuarto/cuarta/abril cinco/quinto/quinta/mayo"
    " seis/sexto/sexta/junio siete/séptimo/séptima/julio ocho/octavo/octava/agosto"
    " nueve/noveno/novena/septiembre diez/décimo/décima/octubre once/undécimo/noviembre"
    " doce/duodécimo/diciembre veinte/vigésimo treinta/trigésimo cuarenta/cuadragésimo"
    " cincuenta/quincuagésimo sesenta/sexagésimo setenta/septuagésimo ochenta/octogésimo"
    " noventa/nonagésimo cien/ciento/centésimo",
    "pt": "um/uma/primeiro/primeira/janeiro dois/duas/segundo/segunda/fevereiro"
    " três/terceiro/terceira/março quatro/quarto/quarta/abril cinco/quinto/quinta/maio"
    " seis/sexto/sexta/junho sete/sétimo/sétima/julho oito/oitavo/oitava/agosto"
    " nove/nono/nona/setembro dez/décimo/décima/outubro onze/novembro doze/dezembro"
    " vinte/vigésimo trinta quarenta cinquenta sessenta setenta oitenta noventa cem/cento",
    "it": "un/uno/una/primo/prima/gennaio due/secondo/seconda/febbraio tre/terzo/terza/marzo"
    " quattro/quarto/quarta/aprile cinque/quinto/quinta/maggio sei/sesto/sesta/giugno"
    " sette/settimo/settima/luglio otto/ottavo/ottava/agosto nove/nono/nona/settembre"
    " dieci/decimo/decima/ottobre undici/undicesimo/novembre dodici/dodicesimo/dicembre"
    " venti/ventesimo trenta quaranta cinquanta sessanta settanta ottanta novanta cento",
    "ca": "un/una/primer/primera/gener dos/dues/segon/segona/febrer tres/tercer/tercera/març"
    " quatre/quart/quarta/abril cinc/cinquè/cinquena/maig sis/sisè/sisena/juny"
    " set/setè/setena/juliol vuit/vuitè/vuitena/agost nou/novè/novena/setembre"
    " deu/desè/desena/octubre onze/onzè/novembre dotze/dotzè/desembre vint trenta quaranta"
    " cinquanta seixanta setanta vuitanta noranta cent",
    "de": "ein/eine/einem/einen/einer/eines/eins/erste/ersten/erster/erstes/januar"
    " zwei/zweite/zweiten/zweiter/zweites/februar drei/dritte/dritten/dritter/drittes/märz"
    " vier/vierte/vierten/vierter/viertes/april fünf/fünfte/fünften/fünfter/fünftes/mai"
    " sechs/sechste/sechsten/sechster/sechstes/juni sieben/siebte/siebten/siebter/siebtes/juli"
    " acht/achte/achten/achter/achtes/august neun/neunte/neunten/neunter/neuntes/september"
    " zehn/zehnte/zehnten/zehnter/zehntes/oktober elf/elfte/elften/elfter/elftes/november"
    " zwölf/zwölfte/zwölften/zwölfter/zwölftes/dezember zwanzig dreißig vierzig fünfzig sechzig"
    " siebzig achtzig neunzig hundert",
    "nl": "een/één/eerste/januari twee/tweede/februari drie/derde/maart vier/vierde/april"
    " vijf/vijfde/mei zes/zesde/juni zeven/zevende/juli acht/achtste/augustus"
    " negen/negende/september tien/tiende/oktober elf/elfde/november twaalf/twaalfde/december"
    " twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
})  # fmt: skip
_ZERO = ("zero", "zéro", "cero", "null", "nul")
_VALUES = (*range(1, 13), *range(20, 101, 10))

_ROMAN = re.compile(r"(?<![\w])([IVXLCDM]+)(?=(?:er|re|e|ème|ᵉ|º|ª|è)?(?!\w))")
_VALID_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_UNAMBIGUOUS_ROMAN = re.compile(r"[IVX]{2,}|[IVXLC]*[IVX][IVXLC]+|[IVXLC]+[IVX]")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_HAN = re.compile("[〇零一二三四五六七八九十百千万萬億亿两兩]+")
_HAN_DIGITS = dict(zip("〇一二三四五六七八九零两兩", (*range(10), 0, 2, 2), strict=True))
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8}


def has_number_words(language: str) -> bool:
    """Return whether the number words of a language are known."""
    return language in _WORDS or language in ("zh", "ja", "yue")


def find_number_words(words: Iterable[str], text: str, language: str) -> set[str]:
    """Return the numbers that a text writes in words, in Roman or in Chinese numerals."""
    numbers = set(_iter_word_values(list(words), language))
    numbers |= {str(_parse_roman(numeral)) for numeral in _find_roman_candidates(text)}
    if language in ("zh", "ja", "ko", "yue"):
        numbers |= {str(_parse_han(numeral)) for numeral in _HAN.findall(text)}
    return numbers


def find_roman_numerals(text: str) -> dict[str, str]:
    """Return what is surely a Roman number, of two letters or more, with its value in digits."""
    numerals = _find_roman_candidates(text)
    return {
        numeral: str(_parse_roman(numeral)) for numeral in numerals if _UNAMBIGUOUS_ROMAN.fullmatch(numeral)
    }


@lru_cache(maxsize=16)
def _build_word_table(language: str) -> Mapping[str, int]:
    cells = _WORDS.get(language, "").split()
    table = dict.fromkeys(_ZERO, 0) | {
        word: value for cell, value in zip(cells, _VALUES, strict=False) for word in cell.split("/")
    }
    return MappingProxyType(table)


def _iter_word_values(words: list[str], language: str) -> Iterator[str]:
    table = _build_word_table(language)
    previous = 0
    for word in words:
        for part in word.split("-"):
            value = table.get(part)
            if value is not None:
                yield str(value)
            if value and previous >= 20 and value < 10:
                yield str(previous + value)
            previous = value or 0


def _find_roman_candidates(text: str) -> list[str]:
    if max(text, default="") >= "Ⅰ":
        text = "".join(normalize("NFKC", char) if "Ⅰ" <= char <= "Ⅻ" else char for char in text)
    return [numeral for numeral in _ROMAN.findall(text) if _VALID_ROMAN.fullmatch(numeral)]


def _parse_roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = (*values[1:], 0)
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _parse_han(numeral: str) -> int:
    if not set(numeral) - _HAN_DIGITS.keys():
        return int("".join(str(_HAN_DIGITS[char]) for char in numeral))
    total = part = digit = 0
    for char in numeral:
        if char in _HAN_MYRIADS:
            total += (part + digit or 1) * _HAN_MYRIADS[char]
            part = digit = 0
        elif char in _HAN_UNITS:
            part += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + part + digit
