"""The process of a command starts with no more than the command needs, and ends at once, as it would anyway."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def ended(does: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command, or in its place one that does what an expression says."""
    command = f"cli.main = click.Command('main', callback=lambda: {does})" if does else ""
    code = f"import atexit, click, sys\nfrom generator import cli\n{command}\ncli.run()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), (["nosuch"], 2), (["sizes", "/nowhere"], 2)])
def test_the_status_of_a_command_is_that_of_the_process(arguments, status):
    assert ended("", *arguments).returncode == status


def test_all_that_was_said_is_out():
    assert len(ended("sys.stdout.write('x' * 100_000)").stdout) == 100_000


def test_who_wants_to_be_called_at_the_end_is():
    assert ended("atexit.register(print, 'called')").stdout == "called\n"


def test_nothing_is_taken_apart():
    record = "type('Record', (), {'__del__': lambda self: print('taken apart')})()"
    assert ended(f"setattr(cli, 'kept', {record})").stdout == ""


STOPPED = """
import os, signal, sys, tempfile
from generator import cli
@cli.main.command
def wait():
    with tempfile.TemporaryDirectory(dir=folder):
        os.kill(os.getpid(), getattr(signal, how))
        signal.pause()
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever began the tests may have let them ignore it, or Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)
folder, how = sys.argv[1:]
sys.argv[1:] = ["wait"]
cli.run()
"""


@pytest.mark.skipif(os.name != "posix", reason="other signals elsewhere")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_who_is_asked_to_end_says_so_and_leaves_nothing_behind(tmp_path, how):
    command = [sys.executable, "-c", STOPPED, str(tmp_path), how]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, "\nstopped\n")
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_of_ours_is_told_in_full():
    done = ended("1 / 0")
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="no other system lets a folder go that somebody is in")
def test_a_folder_that_is_gone_is_a_sentence(tmp_path):
    code = "import os, sys; from generator import cli; os.rmdir(os.getcwd()); cli.run()"
    command = [sys.executable, "-c", code, "check"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Error: the folder that you are in is gone" in done.stderr


def test_a_message_in_the_place_of_a_status_is_told():
    done = ended("sys.exit('why')")
    assert (done.returncode, done.stderr) == (1, "why\n")


def test_a_command_imports_nothing_that_only_others_need():
    code = (
        "import sys; from generator.cli import main; main(['sizes', '--help'], standalone_mode=False);"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "generator.sizes" in loaded
    assert not loaded & {"generator.cli.enriching", "generator.publishing", "generator.delta", "mkdocs"}
