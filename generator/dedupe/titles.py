"""What a title says about what it can prove: how specific it is, and whether it fits an abstract.

"Preface", "Guest editorial" and "Message from the general chairs" stand in every volume of proceedings, so that two
records that share nothing else are two texts. And a title whose words the abstract never uses was put over it by
mistake: the web pages of proceedings do so in one record of some thousands.
"""

from collections.abc import Iterable

from generator.dedupe.fold import compact, words

_LITTLE_WORDS = ("a an the of for in on with via and to by from at as is are be its", "towards toward using through")
FILLERS = frozenset(word for line in _LITTLE_WORDS for word in line.split())
"""Words that come and go between two versions of one title."""

_FRONT_MATTER = (
    "preface foreword prologue epilogue editorial editorials editor editors introduction introductory opening closing",
    "welcome message letter note notes remarks guest chair chairs committee committees program programme organizers",
    "organizing organising organization technical advisory sponsors awards reviewers acknowledgment acknowledgments",
    "acknowledgements proceedings plenary plenaries keynote keynotes invited talk talks session sessions panel poster",
    "tutorial tutorials workshop workshops conference symposium congress international annual meeting special issue",
    "section volume abstract abstracts contents content table index front back matter cover page title list author",
    "authors participants report news obituary memoriam copyright errata erratum corrigendum corrections reply comment",
    "book review reviews general introducing",
)
FRONT_MATTER = frozenset(word for line in _FRONT_MATTER for word in line.split())
"""Words that titles of no paper in particular are made of."""

SPECIFIC = 4.0
"""Words of substance from which an equal title alone names one paper.

Of 1,096 pairs of records with one title of four words or more among 100,000 records six may be two papers (same
authors, rewritten abstract); with three words one in ten is no paper ("Plenary and keynote talks").
"""
NAMED = 3.0
"""The same where both records name a common author."""
_PLACEHOLDERS = frozenset(
    [
        *("", "na", "none", "null", "nan", "tba", "tbd", "abstract", "noabstract", "noabstractavailable"),
        *("noabstractprovided", "abstractmissing", "missingabstract", "abstractnotavailable", "abstractunavailable"),
        *("notavailable", "anabstractisnotavailable", "nosummaryavailable", "thereisnoabstractavailable"),
    ]
)
"""What proceedings and databases print where there is no abstract, compact."""
_STEM = 5
"""Letters by which a word of the title is looked for: "scheduling" is found in "schedules"."""


def substance(title: Iterable[str]) -> float:
    """Return the number of words in a folded title that are neither little words nor front matter.

    A letter of a script without spaces counts half, a single letter or a number nothing.
    """
    weights = (0.5 if not word.isascii() and len(word) == 1 else float(len(word) > 1) for word in _telling(title))
    return sum(weights)


def _telling(title: Iterable[str]) -> list[str]:
    return [word for word in title if word not in FILLERS and word not in FRONT_MATTER and not word.isdigit()]


def fit(title: Iterable[str], abstract: Iterable[str]) -> float:
    """Return which share of a folded title's words the abstract has, in one form or another; 0 for no words."""
    content = [word for word in title if word not in FILLERS]
    text = " ".join(("", *abstract))
    return sum(f" {word[:_STEM]}" in text for word in content) / len(content) if content else 0.0


def told(abstract: str) -> tuple[str, ...]:
    """Return the folded words of an abstract; none of those that only say that there is none."""
    found = words(abstract)
    return () if len(found) <= 8 and compact(abstract) in _PLACEHOLDERS else found
