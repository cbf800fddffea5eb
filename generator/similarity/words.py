"""Words: where they begin, which of them say nothing, and which of them are one word in several forms.

Folding is light on purpose: the plural, British spelling and accents go, words of different meaning stay apart.
Porter's stemmer and one of verb endings were measured: on 422 papers neither brought related papers closer (nDCG@10
0.66 to 0.67 for all three, the share of neighbours in the same theme 0.38 for all), and Porter's makes "general" and
"generative" one word. Refuses to lemmatise: that needs a dictionary.
"""

import re
import unicodedata
from functools import cache

from generator.scripts import UNSPACED
from generator.similarity.stopwords import STOP_WORDS

_HIRAGANA = re.compile("[\u3040-\u309f]")
"""Japanese writes its particles and endings in it, and its subjects in other signs."""
_HYPHENS = "-\u2010\u2011\u2013"
_TOKEN = re.compile(
    rf"[^\W_{UNSPACED}]++(?:['’][^\W_]++)*+(?:[{_HYPHENS}](?=[^\W_]))?+"  # a word, with the hyphen that joins it on
    rf"|[{UNSPACED}]"  # in a script without spaces one sign is one token; pairs of them become phrases
    r"|[^\w\s]"
)
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9]++(?:'[A-Za-z0-9]++)*+(?:-(?=[A-Za-z0-9]))?+|[^\w\s]")
"""The same for most texts, in two thirds of the time."""
# Every part reads a text once whatever it holds: a dump may have a line of a megabyte.
_NO_PROSE = {
    "\\": r"\\\((?:[^\\]|\\(?![()]))*+\\\)|\\\[(?:[^\\]|\\(?![\[\]]))*+\\\]",  # mathematics
    "//": r"https?:\s?//\S+",
    "www.": r"\bwww\.\S+",
    "@": r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+",
    "-of-the-art": r"\bstate-of-the-art\b",
}
"""What is no prose, by what stands in every text that has it."""
_TRAILING = re.compile(rf"['’]s?[{_HYPHENS}]?$|(?<=.)[{_HYPHENS}]$")


def tokens(text: str) -> list[str]:
    """Return the words and punctuation marks of a text as written, a word that a hyphen joins to the next with it.

    Mathematics and addresses are no prose; where they stood, phrases end.
    """
    lowered = text.lower()
    mixed = tuple(filter(lowered.__contains__, _NO_PROSE))
    prose = _no_prose(mixed).sub(" . ", text) if mixed else text
    return (_ASCII_TOKEN if prose.isascii() else _TOKEN).findall(prose)


@cache
def _no_prose(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression for some kinds of it: most texts have one, and to look for all takes thrice as long."""
    return re.compile("|".join(map(_NO_PROSE.__getitem__, kinds)), re.IGNORECASE)


def is_word(token: str) -> bool:
    """Tell whether a token is a word, not a punctuation mark."""
    return token[0].isalnum()


def is_unspaced(token: str) -> bool:
    """Tell whether a token is a sign of a script that puts no spaces between words."""
    return bool(re.match(f"[{UNSPACED}]", token))


def joins(token: str) -> bool:
    """Tell whether a hyphen joins a word to the next one."""
    return len(token) > 1 and token[-1] in _HYPHENS


def bare(token: str) -> str:
    """Return a word without the joining hyphen and the genitive."""
    return token if token.isalnum() else _TRAILING.sub("", token)


def says_nothing(token: str) -> bool:
    """Tell whether a word alone tells nothing of a paper: a stop word, a number, a single letter, a particle."""
    word = bare(token).lower().replace("’", "'")
    single = len(word) == 1 and (word.isascii() or bool(_HIRAGANA.match(word)))
    return single or word in STOP_WORDS or word.isdigit()


def fold(token: str) -> str:
    """Return what the forms of a word have in common; a key, not a word to show."""
    word = bare(token).lower()
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return _american(_singular(word))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "shes", "ches")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as")):
        return word[:-1]
    return word


# No word is kept from folding by meaning: "precise" becomes "precize" on all papers alike, and nobody sees it.
_ISE = re.compile(r"(?<=\w{3})(?:is(?=(?:e|ed|er|ing|ation|ational)$)|ys(?=(?:e|ed|er|ing)$))")
_OUR = re.compile(r"(?<=\w[bilnv])our(?=$|(?:ed|ing|al|hood|able|ite)$)")
_DOUBLE_L = re.compile(r"(?<=el)l(?=ed$|ing$|er$)")  # modelling, labelled


def _american(word: str) -> str:
    if "is" in word or "ys" in word:
        word = _ISE.sub(lambda hit: hit[0][0] + "z", word)
    if "our" in word:
        word = _OUR.sub("or", word)
    return _DOUBLE_L.sub("", word) if "ell" in word else word
