"""Why a hit stands where it stands, in words."""
from generator.search.query.engine import Hit
from generator.search.query.store import Store


def explained(text: str, hit: Hit, store: Store) -> list[str]:
    return []
