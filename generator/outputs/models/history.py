"""What became of the library, in the API: what dumps changed and dispute, and where addresses lead now."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.outputs.models.papers import PaperVariant
from generator.outputs.models.values import Slug


class Conflict(Struct, frozen=True, kw_only=True):
    """`conflicts.json`: dumps disagree about a paper in substance."""

    paper: Annotated[Slug, Meta(description="the paper's id")]
    field: Annotated[Literal["title", "abstract"], Meta(description="which text")]
    shown: Annotated[str, Meta(description="the text of the majority")]
    dumps: Annotated[list[str], Meta(description="ids of the dumps that have it")]
    variants: Annotated[list[PaperVariant], Meta(description="what the others have")]
    why: Annotated[str, Meta(description="what they disagree about")]
    acknowledged: Annotated[bool, Meta(description="whether a person looked and found the shown text right")]
    because: Annotated[str, Meta(description="what that person said")]


class Redirect(Struct, frozen=True, rename={"old": "from", "new": "to"}):
    """`redirects.json`: an address that leads to another one."""

    old: Annotated[str, Meta(description="relative to the site")]
    new: Annotated[str, Meta(description="relative to the site")]


class SeenAgain(Struct, frozen=True):
    """A paper of a dump that an earlier dump had already."""

    id: Annotated[Slug, Meta(description="of the paper")]
    first: Annotated[Slug, Meta(description="id of the dump that had it first")]


class TextChange(Struct, frozen=True):
    """A dump says another text of a paper than all dumps before it."""

    id: Annotated[Slug, Meta(description="of the paper")]
    field: Annotated[Literal["title", "abstract"], Meta(description="which text")]
    before: Annotated[str, Meta(description="the text that was known")]
    after: Annotated[str, Meta(description="what this dump has")]
    shown: Annotated[bool, Meta(description="whether that is the text shown now")]


class Changes(Struct, frozen=True, kw_only=True):
    """`changes/<dump>.json`: what a dump brought."""

    dump: Annotated[Slug, Meta(description="its id")]
    new: Annotated[list[Slug], Meta(description="ids of the papers that no earlier dump had")]
    seen_again: Annotated[list[SeenAgain], Meta(description="the others")]
    text_changed: Annotated[list[TextChange], Meta(description="what it says in other words")]
    conflicts: Annotated[list[Slug], Meta(description="ids of its papers that any dumps disagree about")]
    disputes: Annotated[list[Slug], Meta(description="those where it takes a side")]


class Retired(Struct, frozen=True):
    """`retired.json`: an address of a paper or a dump that was taken back; its page says the same."""

    url: Annotated[str, Meta(description="relative to the site")]
    title: Annotated[str, Meta(description="what people called it; empty when that isn't told")]
    because: Annotated[str, Meta(description="the reason that the maintainers give")]
