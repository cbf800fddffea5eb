"""Where a project keeps what: found once, passed on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from generator.errors import ProjectError


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that holds ``mkdocs.yml``."""

    root: Path

    @classmethod
    def around(cls, start: Path) -> Self:
        """Return the project that a folder belongs to; raise ProjectError when there is none."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / "mkdocs.yml").is_file():
                return cls(folder)
        raise ProjectError(f"no mkdocs.yml in {start} or above: run papershelf inside a Papershelf project")

    @property
    def config(self) -> Path:
        """The site's configuration."""
        return self.root / "mkdocs.yml"

    @property
    def dumps(self) -> Path:
        """The folder of the dumps."""
        return self.root / "dumps"

    @property
    def themes(self) -> Path | None:
        """The taxonomy; None when the project has none, then themes are found automatically."""
        return self.taxonomy if self.taxonomy.is_file() else None

    @property
    def taxonomy(self) -> Path:
        """Where the taxonomy is, or would be."""
        return self.root / "themes.yml"

    @property
    def watches(self) -> Path:
        """What people want to be told of; need not be there."""
        return self.root / "watches.yml"

    @property
    def lock(self) -> Path:
        """What was looked up of the papers; need not be there."""
        return self.root / "enrichment.lock.jsonl"

    @property
    def cache(self) -> Path:
        """What earlier builds made of the same dumps; anybody may delete it at any time."""
        return self.root / ".cache" / "papershelf"

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.root / "site"
