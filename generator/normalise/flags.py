"""The catalogue of flags: what readers should know of a paper's text, and what the maintainer is told of it.

A flag is a short machine word on ``Paper.flags``; it goes to the page and the API as it is. Each has one sentence for
readers, and the code of the finding that ``check`` reports with the line. Codes stand in ``generator.findings``;
``docs/texts.md`` is written from this table (and tested against it). A flag never changes a text.
"""

from dataclasses import dataclass

CONFLICT = "conflict"
CONTROLS = "control-characters"
LOOK_ALIKE = "look-alike-link"
DISPUTED = "disputed-link"
UNREADABLE = "unreadable-mathematics"
CUT = "cut-abstract"
LOST_TEX = "lost-tex"
LOST_LINK = "lost-link"
FUSED = "fused-words"
BROKEN = "broken-words"
CITATION = "citation-key"
MARKUP = "leftover-markup"
GARBLED = "garbled-characters"


@dataclass(frozen=True, slots=True)
class Flag:
    """One row: the code of the finding that tells the maintainer, and a sentence for readers."""

    code: str
    sentence: str


FLAGS: dict[str, Flag] = {
    BROKEN: Flag("PS209", "A hyphen from the end of a printed line may still stand inside a word."),
    CITATION: Flag("PS210", "A mark that pointed to a list of references was left in the text."),
    CONFLICT: Flag(
        "PS301", "The dumps disagree about this paper. The text that most of them have is shown, with the other one."
    ),
    CONTROLS: Flag("PS107", "Characters that nobody could see were removed from the text."),
    CUT: Flag("PS206", "The abstract stops in the middle of a sentence: the dump has no more of it."),
    DISPUTED: Flag(
        "PS214", "An address differs from the one that other texts name. It is shown as text and cannot be clicked."
    ),
    FUSED: Flag("PS208", "Words may run into each other: a space or a line break was lost."),
    GARBLED: Flag("PS212", "Characters were lost or confused on the way. They are shown as the dump has them."),
    LOOK_ALIKE: Flag(
        "PS202", "An address in the text is not what it seems to be. It is shown as text and cannot be clicked."
    ),
    LOST_LINK: Flag("PS213", "The text promises an address that the dump has lost."),
    LOST_TEX: Flag("PS207", "A part of a formula was lost on the way. What is left is shown as it stands."),
    MARKUP: Flag("PS211", "Commands of a typesetting or page language were left in the text."),
    UNREADABLE: Flag("PS204", "A formula could not be read. Its source is shown as it stands."),
}
