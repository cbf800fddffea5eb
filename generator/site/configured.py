"""What the site's configuration says that generated files need: its name and its address."""

from generator.content import Site
from generator.errors import ConfigurationError
from generator.project import Project


def configured(project: Project) -> Site:
    """Return the name and the address in ``mkdocs.yml``; raise ConfigurationError when it cannot be read."""
    from mkdocs.config import load_config  # noqa: PLC0415 - MkDocs takes a second to import
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    try:
        config = load_config(str(project.config))
    except MkDocsException as error:
        raise ConfigurationError(f"{project.config}: {error}") from error
    return Site(config.site_name, config.site_url or "")
