"""What values of the API look like, whatever field they stand in."""

from typing import Annotated

from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
