"""Tell what kind of contribution a paper is, by set phrases, and which sentence says so.

Phrases of the title come first, where "A Survey" or "…Bench" leaves no doubt, then those of the sentences in which an
abstract says what it does ("we introduce X, a benchmark for"). The first rule of ``rules.yml`` that applies decides;
where none does there is no kind. No similarity, no model: whoever wonders finds the phrase.

It never guesses a kind from the theme, and it leaves open what a paper leaves open: about one in seven.
"""

from generator.facets.rules import Rule, rules
from generator.facets.sentences import spans
from generator.model import Kind


def contribution(title: str, abstract: str) -> tuple[Kind, str] | None:
    """Return the kind that a normalised title or abstract names, and the title or the sentence that does."""
    asked = bool(rules().asks.match(title))
    for rule in rules().kinds:
        if rule.title.match(title):
            return rule.kind, title
        if (rule.asks or not asked) and (proof := _proof(rule, abstract)):
            return rule.kind, proof
    return None


def _proof(rule: Rule, abstract: str) -> str:
    """Return the sentence that has most of what a rule asks of an abstract; empty when the rule doesn't apply."""
    found = rule.abstract.all_in(abstract) if rule.times > 1 else rule.abstract.first_in(abstract)
    if len({match[0].lower() for match in found}) < rule.times or rule.unless.match(abstract):
        return ""
    if rule.also.patterns and not rule.also.match(abstract):
        return ""
    starts = [match.start() for match in found]
    most = max(spans(abstract), key=lambda span: (sum(span[0] <= start < span[1] for start in starts), -span[0]))
    return abstract[slice(*most)].rstrip()
