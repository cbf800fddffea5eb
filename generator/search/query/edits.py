"""Typing errors: how many edits lie between two words."""


def edits(one: str, other: str, most: int) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours, up to ``most + 1``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    older: list[int] = []
    old = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            best = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        older, old = old, row
    return min(old[-1], most + 1)


def alike(one: str, other: str) -> bool:
    """Whether two words are one word but for a typing error: two edits from eight letters, one from five."""
    most = 2 if len(one) >= 8 else 1 if len(one) >= 5 else 0
    return one == other or (most > 0 and edits(one, other, most) <= most)
