r"""Tell what kind of contribution a paper is, by set phrases.

Those of the title come first, where "A Survey" or "…Bench" leaves no doubt, then those of the sentences in which an
abstract says what it does ("we introduce X, a benchmark for"). The first rule of ``RULES`` that applies decides;
where none does the kind is None. No similarity, no model: whoever wonders finds the phrase.

It never guesses a kind from the theme, and it leaves open what a paper leaves open: about one in seven.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["survey", "report", "benchmark", "dataset", "system", "position", "theory", "study", "method"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind, and phrases one of which must stand in the title, or ``times`` different ones in the abstract."""

    kind: Kind
    title: re.Pattern[str] | None = None
    abstract: re.Pattern[str] | None = None
    times: int = 1
    also: re.Pattern[str] | None = None
    """A second phrase that the abstract must have."""
    unless: re.Pattern[str] | None = None
    """A phrase of the abstract that speaks against it."""
    asks: bool = True
    """Whether a title that asks or promises to understand something lets the abstract decide for it."""


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{one})" for one in alternatives), re.IGNORECASE)


_MAKES = r"\b(?:we|this (?:paper|work|article|report)|our work)(?: \w+ly)?(?: (?:also|first|then|thus|here|further))*"
_VERBS = "introduce|present|propose|release|construct|create|build|curate|contribute|develop"
_GIVES = rf"{_MAKES} (?:(?:{_VERBS})s?|built|developed)"
_NAMED = r"(?: [^\s.;]+){0,4}?,? (?:an?|the|new|novel|our|two|three|the first)(?: [^\s.,;]+){0,6}? "
"""``ToolBench, a large-scale and diverse`` between the verb and the noun that says what it is."""
_AFTER = "for|of|on|in|to|with|and|that|which|called|named|designed|aimed|consisting|comprising|containing|covering"
_NOUN_ENDS = rf"(?=[,.:;]| (?:{_AFTER})\b)"

_PROPOSES = _phrases(
    rf"{_MAKES} (?:propose|introduce|devise|design|develop|present|derive|formulate|extend|adapt|train"
    rf"|leverage|apply|describe|employ|create)s?\b",
    rf"{_MAKES} (?:provide|give|offer|build|construct|release)s? (?:an?|the first|new)\b",
    r"\b(?:is|are|been) (?:proposed|introduced|presented|developed)\b",
    r"\bthe proposed\b|\bour (?:proposed )?(?:method|approach|algorithm|framework|model|technique"
    r"|architecture|agent)\b",
    r"\band (?:then )?(?:propose|introduce|present|develop)s?\b",
    r"\bnamed \w*[A-Z]\w*[A-Z]|\bcalled \w*[A-Z]\w*[A-Z]|\bdubbed\b|\btermed\b",
)
_COINS = re.compile(
    rf"(?i:{_MAKES} (?:introduce|devise|design|develop|present|derive|formulate|call|name)s?) [^.]{{0,80}}?"
    r"(?:\([A-Z][\w-]*[A-Z]\w*\)|\b[A-Z]\w*[A-Z]\w*,)"
)
"""``we introduce Diffusion World Model (DWM)``: what gets a name of its own is a thing made."""
_METHOD = _phrases(
    r"\band (?:then )?proposes?\b",
    rf"{_GIVES}{_NAMED}(?:method|algorithm|approach|framework|model|technique|architecture|network"
    rf"|objective|loss|strategy|scheme|paradigm|policy"
    r"|mechanism|pipeline|procedure|optimizer|agent|regularizer|estimator|sampler|extension|variant"
    r"|formulation|solution)s?\b",
    rf"{_MAKES} proposes?\b",
    r"\b(?:our|the) proposed (?:method|algorithm|approach|framework|model|technique|architecture|network|strategy)s?\b",
    r"\bour (?:method|algorithm|approach|framework|technique|architecture|agent)s?\b",
    r"\b(?:method|algorithm|approach|framework|model|technique)s? (?:is|are|was|were) (?:proposed"
    r"|introduced|developed|presented)\b",
    r"\b(?:novel|new) (?:[\w-]+ ){0,4}(?:method|algorithm|approach|framework|model|technique"
    r"|architecture|paradigm)s?\b",
)

_OWN_METHOD = _phrases(
    r"\band (?:then )?proposes?\b",
    rf"{_GIVES}{_NAMED}(?:method|algorithm|approach|framework|model)s?\b",
    r"\b(?:our|the proposed) (?:method|algorithm|approach)\b",
)
"""A method and the benchmark made for it: then the method is what the paper is about."""
_BETTER = _phrases(
    r"\boutperform",
    r"\bsurpass",
    r"\b(?:improves?|boosts?|superior|competitive|effectiveness|faster|speed-?ups?)\b|\bachiev(?:es|ing)\b",
    r"\bstate[- ]of[- ]the[- ]art (?:performance|results)\b",
    r"\b(?:significant|substantial|consistent)(?:ly)? improve",
)
"""What nobody says of a theorem or of a study."""

_ASKS = _phrases(
    r"^(?:do|does|is|are|can|could|what|why|how|when|which|where)\b[^:]*\?",
    r"(?:^|: )(?:understanding|investigating|analy[sz]ing|demystifying|quantifying|characteri[sz]ing"
    r"|on the (?:role|limits?|effects?|impact)) ",
)

RULES: tuple[Rule, ...] = (
    Rule(
        kind="position",
        title=_phrases(
            r"^position:",
            r"\bposition paper\b",
            r"\b(?:manifesto|call to action)\b",
            r"\ba call for\b",
            r"\bopen (?:problems|questions)\b",
        ),
        abstract=_phrases(
            r"\bthis (?:position paper|essay|perspective (?:paper|article))\b",
            r"\b(?:our|a) position paper\b",
        ),
    ),
    Rule(
        kind="survey",
        title=_phrases(
            r"\b(?:a|an|the) (?:[\w-]+ ){0,4}(?:survey|review|overview|primer|tutorial)\b(?! [a-z]*(?:helpful"
            r"|score|rating|generat))",
            r"[:\u2013\u2014-] ?(?:[\w-]+ ){0,3}(?:survey|review|overview|tutorial)\b",
            r"(?:^|[:\u2013\u2014-] ?)(?:survey|review|overview|roadmap) (?:of|on|and|for)\b",
            r"\b(?:survey|overview) (?:of|on)\b",
            r"\b(?:literature|systematic|comprehensive|critical|scoping|brief) (?:review|survey|overview)\b",
            r"\bstate of the art (?:and|in)\b|\b(?:advances|progress)(?:, [\w ]+)?,? (?:and|challenges)\b"
            r"|^(?:an )?introduction to\b",
        ),
        abstract=_phrases(
            r"\b(?:this|our) (?:[\w-]+ ){0,2}(?:survey|literature review|review (?:paper|article)|tutorial)\b",
            rf"{_MAKES} (?:provide|present|give|conduct|offer)s? (?:[\w-]+ ){{1,4}}(?:survey|literature review)\b",
        ),
    ),
    Rule(
        kind="report",
        title=_phrases(
            r"\b(?:technical|system) report\b", r"\b(?:system|model) card\b", r"\bchallenge (?:on|at)\b.*\bresults\b"
        ),
    ),
    Rule(
        kind="benchmark",
        title=_phrases(
            r"\bbenchmark(?:s|ing)?\b(?! (?:results|performance))",
            r"\b[\w-]*bench\b",
            r"\b[\w-]*gym\b",
            r"\b\w+ (?:arena|test suite)\b",
        ),
        abstract=_phrases(
            rf"{_GIVES}{_NAMED}(?:[\w-]*benchmark|test suite|test bed|testbed|leaderboard)s?{_NOUN_ENDS}"
        ),
        unless=_OWN_METHOD,
    ),
    Rule(
        kind="dataset",
        title=_phrases(r"\b(?:data ?set|corpus)\b(?=$|[:,]| (?:for|of|with|and|to|in)\b)"),
        abstract=_phrases(
            rf"{_MAKES} (?:introduce|present|release|contribute)s?{_NAMED}(?:data ?set|corpus){_NOUN_ENDS}"
        ),
        unless=_OWN_METHOD,
    ),
    Rule(
        kind="system",
        title=_phrases(
            r"\b(?:librar(?:y|ies)|toolkit|toolbox|open[- ]source (?:framework|platform|implementation"
            r"|system)|software (?:package|library)|playground)\b"
        ),
        abstract=_phrases(
            rf"{_GIVES}{_NAMED}(?:library|toolkit|toolbox|software (?:package|library)|codebase"
            rf"|open[- ]source (?:[\w-]+ ){{0,3}}(?:framework|platform|system)){_NOUN_ENDS}"
        ),
    ),
    Rule(
        kind="theory",
        title=_phrases(
            r"\b(?:regret|minimax|sample complexity|convergence (?:rate|of|analysis|guarantee)|(?:lower|upper"
            r"|generalization|regret|error) bounds?)\b",
            r"\b(?:provabl[ey]|near[- ]optimal|theoretical (?:analysis|guarantee|perspective|foundation"
            r"|understanding|limit)\w*|impossibility|identifiability)\b",
            r"\b(?:theory of|a theory|toward\w* a theory|tight bounds?|hardness of|np-hard)\b",
        ),
        abstract=_phrases(
            r"\b(?:we|to) prove\b|\bproofs?\b|\bproven to\b",
            r"\btheorems?\b",
            r"\b(?:lower|upper|regret|tight\w*|error|generalization) bounds?\b",
            r"\bsample[- ](?:complexity|efficient algorithm)\b",
            r"\bminimax\b",
            r"\bconvergence (?:rate|guarantee)s?\b",
            r"\bprovabl[ey]\b",
            r"O ?\(|\\(?:wide)?tilde|\\Omega|\\Theta|\\mathcal\{O",
            r"\b(?:no|sub-?linear|cumulative|optimal) regret\b",
            r"\btheoretical(?:ly)?\b",
            r"\bfinite[- ](?:sample|time)\b",
            r"\b(?:sub)?optimality\b",
        ),
        times=4,
        unless=_BETTER,
    ),
    Rule(
        kind="study",
        title=_phrases(
            r"\b(?:empirical|comparative|case|large-scale|systematic|ablation|pilot|user) (?:study|analysis"
            r"|evaluation|investigation|comparison|assessment)\b",
            r"\b(?:a|an|the|in-depth) (?:[\w-]+ ){0,2}(?:study|comparison|investigation)\b|\blessons\b"
            r"|\breality check\b|\bcritical evaluation\b",
        ),
    ),
    Rule(
        kind="method",
        title=_phrases(
            r"\b(?:a (?:novel|new|simple|unified) (?:[\w-]+ ){0,3}(?:method|approach|algorithm|framework))\b"
        ),
        abstract=_METHOD,
        asks=False,
    ),
    Rule(
        kind="study",
        abstract=_phrases(
            rf"{_MAKES} (?:(?:empirically|systematically) )?(?:investigate|study|analy[sz]e|examine|evaluate"
            rf"|compare|assess|revisit)(?:s|d)?\b",
            r"\b(?:we|our (?:study|results|findings|analysis|experiments)) (?:find|found|show|reveal|suggest"
            r"|demonstrate|observe)s? that\b",
        ),
        times=2,
        unless=_phrases(_PROPOSES.pattern, _BETTER.pattern),
    ),
    Rule(kind="method", abstract=_COINS, asks=False),
    Rule(kind="method", abstract=_PROPOSES, also=_BETTER, asks=False),
)


def contribution(title: str, abstract: str) -> Kind | None:
    """Return the kind of contribution that a normalised title and abstract name, None when they name none."""
    asked = bool(_ASKS.search(title))
    return next((rule.kind for rule in RULES if _in_title(rule, title) or _in_abstract(rule, abstract, asked)), None)


def _in_title(rule: Rule, title: str) -> bool:
    return bool(rule.title and rule.title.search(title))


def _in_abstract(rule: Rule, abstract: str, asked: bool) -> bool:
    if rule.abstract is None or (asked and not rule.asks) or (rule.unless and rule.unless.search(abstract)):
        return False
    if rule.also and not rule.also.search(abstract):
        return False
    return len({match.group().lower() for match in rule.abstract.finditer(abstract)}) >= rule.times
