"""Code between backticks, as Markdown has it (`` `pip install` ``): what stands there is not for any rule to mend.

A backtick opens a quotation in TeX, which a prime closes. So a pair is code only where it stands free like a word, and
where no quotation that began inside it goes on behind. Mathematics and addresses in it are left to their own rules.
"""

import re

from generator.normalise.shield import Shield

_SPAN = re.compile(r"(?<![\w`\\])`(?=[^\s`])[^`]{1,120}(?<!\s)`(?![\w`'])")
_NOT_CODE = re.compile(r"\$|\\[()\[\]]|://")
_PRIME = re.compile(r"(?<!\w)'|'(?!\w)")


def shield(text: str, shielded: Shield) -> str:
    """Replace each piece of code by the character that stands for it, its backticks included."""
    if "`" not in text:
        return text
    return _SPAN.sub(lambda found: shielded.literal(found[0]) if _is_code(found[0]) else found[0], text)


def _is_code(span: str) -> bool:
    return not _NOT_CODE.search(span) and len(_PRIME.findall(span)) % 2 == 0
