"""The one root of the exceptions that Papershelf raises on purpose.

What is wrong with a dump is no exception: it is a ``Finding`` (see ``generator.findings``), the rest goes on. An
exception is for what leaves nothing to go on with: a folder without dumps, a configuration that is no YAML.
"""


class PapershelfError(Exception):
    """Something stops the whole run. The message says what, where and what to do."""


class ConfigurationError(PapershelfError):
    """A file that people write, as ``themes.yml`` or ``dumps.yml``, cannot be read at all."""


class ProjectError(PapershelfError):
    """This is no folder of a project."""


class DumpsError(PapershelfError):
    """There is no dump to read."""


class ClusterError(PapershelfError):
    """The cluster that the work was to be spread over is not there, not the right one, or gone."""


def not_utf8(file: str, error: UnicodeDecodeError) -> str:
    """Return a sentence on a file that people write and did not save as UTF-8."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return f"{file}:{line}: not UTF-8 (byte 0x{error.object[error.start]:02x}); save the file as UTF-8"
