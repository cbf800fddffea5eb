"""The TeX names that a scrape may have left without a backslash, and what they print as.

Three kinds: letters (Greek and a few others), which stand for themselves; commands that take what follows; and signs
that stand between two things. A name that is an English word as well (``in``, ``to``, ``times``, ``left``) is told
apart by what stands around it: see ``bare`` and ``greek``.
"""

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set; for tables that read better as running text."""
    return frozenset(text.split())


GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
LETTERS = {**GREEK, "ell": "ℓ", "nabla": "∇", "infty": "∞", "partial": "∂", "hbar": "ℏ", "emptyset": "∅"}
RELATIONS = {
    "gg": "≫", "ll": "≪", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "lesssim": "≲", "gtrsim": "≳", "prec": "≺", "succ": "≻",
    "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "to": "→", "mapsto": "↦",
}  # fmt: skip
OPERATORS = {
    "times": "×", "cdot": "·", "circ": "∘", "pm": "±", "mp": "∓", "star": "⋆", "ast": "∗", "cup": "∪", "cap": "∩",
    "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "setminus": "∖", "div": "÷", "wedge": "∧", "vee": "∨", "mid": "∣",
    "dots": "…", "ldots": "…", "cdots": "⋯", "top": "⊤", "bot": "⊥", "perp": "⊥", "dagger": "†", "prime": "′",
    "forall": "∀", "exists": "∃", "sum": "∑", "prod": "∏", "int": "∫", "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊",
    "rfloor": "⌋", "langle": "⟨", "rangle": "⟩", "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "quad": " ",
    "bullet": "•", "angle": "∠",
}  # fmt: skip
FONTS = frozenset(
    {"mathcal", "mathbb", "mathsf", "mathrm", "mathbf", "mathit", "mathfrak", "mathscr", "mathtt", "boldsymbol"}
)
ACCENTS = frozenset({"widetilde", "tilde", "widehat", "hat", "overline", "underline", "bar", "vec", "dot", "ddot"})
TAKES_ONE = FONTS | ACCENTS | {"sqrt", "text", "textbf", "textrm", "textit", "textsf", "operatorname"}
SIZES = frozenset({"left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"})
FUNCTIONS = words("log ln exp min max sup inf sin cos tan arg det dim lim tanh deg gcd")
ROMAN = frozenset({"poly", "polylog", "argmax", "argmin", "sign", "sgn", "diag", "rank", "softmax", "sp", "tr", "Var"})

COMMANDS = frozenset({*LETTERS, *RELATIONS, *OPERATORS, *TAKES_ONE, *SIZES, *FUNCTIONS, "frac"})
"""Everything that gets its backslash back once it is known to stand in mathematics."""

SIGNS = {**LETTERS, **OPERATORS, **RELATIONS}
"""What prints as one character."""


_CONVENTION = re.compile(r"(c|cal|bf|bb)([A-Z])|(bf)([a-z])")
_NAMED_FUNCTIONS = words(
    "poly polylog rank supp Var Cov KL TV diag sign sgn tr Tr opt OPT dist err softmax ReLU conv GF"
)


def is_function(name: str) -> bool:
    r"""Tell whether a word is the name of a function that authors define by themselves (``rank``, ``Var``)."""
    return name in _NAMED_FUNCTIONS


def convention(name: str) -> str:
    r"""Return what a macro that many authors define alike stands for (``\cO``, ``\bfx``, ``\poly``), else nothing."""
    if name in _NAMED_FUNCTIONS:
        return rf"\operatorname{{{name}}}"
    found = _CONVENTION.fullmatch(name)
    if not found:
        return ""
    kind, letter = found[1] or found[3], found[2] or found[4]
    return rf"\math{'cal' if kind == 'c' else kind}{{{letter}}}"


def has_any(text: str, pieces: tuple[str, ...]) -> bool:
    """Tell whether a text holds any of some pieces: what a pattern cannot match without is looked up much faster."""
    return any(map(text.__contains__, pieces))


def alternatives(names: Iterable[str]) -> str:
    """Return names as a regular expression's alternatives, the longest first, in a fixed order."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))
