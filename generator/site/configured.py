"""What the site's configuration says that generated files need: its name, its address, whether it is compact."""

from collections.abc import Mapping

from yaml import YAMLError

from generator import compact
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
    return Site(config.site_name, config.site_url or "", compact.setting(config.extra))


def compactness(project: Project) -> compact.Setting:
    """Return what ``mkdocs.yml`` says of the compact way, without a look at the plugins; raise ConfigurationError."""
    from mkdocs.exceptions import ConfigurationError as MkDocsError  # noqa: PLC0415 - needed here only
    from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415

    try:
        with project.config.open("rb") as file:
            settings = yaml_load(file)
    except (MkDocsError, OSError, YAMLError) as error:
        raise ConfigurationError(f"{project.config}: {error}") from error
    return compact.setting(settings.get("extra") if isinstance(settings, Mapping) else None)
