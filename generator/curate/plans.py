"""What is to become of the folder of the dumps, decided before anything is written, and carried out as a whole.

Plan (files to write, files to remove) -> carry_out -> the Library as it is now, or everything as it was
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import PapershelfError
from generator.files import remove_file, replace_file
from generator.model import Finding, Library


class RefusedError(PapershelfError):
    """What was asked for is not done, for what it is about; nothing was written."""

    def __init__(self, why: str, findings: Sequence[Finding] = ()) -> None:
        """Take the sentence and the findings behind it."""
        super().__init__(why)
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of the folder of the dumps."""

    dumps: Path
    writes: Mapping[str, bytes] = field(default_factory=dict)
    removes: tuple[str, ...] = ()


def carry_out(plan: Plan, build: Callable[[], Library]) -> Library:
    """Write what a plan says and return the Library that results; if that fails, everything is as it was."""
    names = (*plan.writes, *plan.removes)
    before = {name: (plan.dumps / name).read_bytes() for name in names if (plan.dumps / name).exists()}
    try:
        for name, content in plan.writes.items():
            replace_file(plan.dumps / name, content)
        for name in plan.removes:
            remove_file(plan.dumps / name)
        return build()
    except BaseException:
        for name in names:
            if name in before:
                replace_file(plan.dumps / name, before[name])
            else:
                (plan.dumps / name).unlink(missing_ok=True)
        raise


def aside(plan: Plan, build: Callable[[Path], Library]) -> Library:
    """Return the Library that a plan would result in; the folder of the dumps stays as it is."""
    with tempfile.TemporaryDirectory() as folder_aside:
        copy = Path(folder_aside) / plan.dumps.name
        copy.mkdir()
        for path in plan.dumps.iterdir():
            if path.is_file() and path.name not in plan.writes and path.name not in plan.removes:
                _link(path.resolve(), copy / path.name)
        for name, content in plan.writes.items():
            (copy / name).write_bytes(content)
        return build(copy)


def _link(path: Path, copy: Path) -> None:
    try:
        copy.symlink_to(path)
    except OSError:  # where links need a privilege
        shutil.copyfile(path, copy)
