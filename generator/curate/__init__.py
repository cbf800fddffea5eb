"""Change what lies in ``dumps/``: add a dump, take back a paper or a dump.

Nothing here prints or asks; refusals are ``RefusedError`` with the sentences to say. ``dumps.yml`` is edited by
``generator.dumps.writing``, which touches nothing else in it.
"""

from generator.curate.adding import addition, dumps_in
from generator.curate.plans import Plan, RefusedError, aside, carry_out
from generator.curate.withdrawing import find, removal, withdrawal

__all__ = ["Plan", "RefusedError", "addition", "aside", "carry_out", "dumps_in", "find", "removal", "withdrawal"]
