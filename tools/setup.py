"""Make the project's virtual environment, or say clearly why it can't be made, and leave nothing half made.

    python3 tools/setup.py site|dev [--browser]

Runs on any Python 3, so that one that is too old gets a sentence and not a traceback: no newer syntax in here. `site`
installs what builds the site, `dev` what tests it too. `--browser` provides a Chromium for the browser tests where that
is possible (Debian's package, as root) and says so where it isn't. Each is done once per change of the lock files.
"""

import hashlib
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOWEST = (3, 11, 5)
UNFINISHED = "papershelf-unfinished"
LOCKS = {"site": "requirements.txt", "dev": "requirements-dev.txt"}  # dev holds all of site
SOURCE_ONLY = "jstyleson"  # what a tool of the tests needs and nobody offers as a wheel; the site needs none such
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def fail(message):
    """Stop with a message."""
    sys.exit("setup: " + message)


def need_python():
    """Stop unless this Python will do."""
    if sys.version_info[:3] < LOWEST:
        here = ".".join(map(str, sys.version_info[:3]))
        lowest = ".".join(map(str, LOWEST))
        fail("Python " + lowest + " or newer is needed, this is " + here + ": say `make PYTHON=python3.12 …` or so.")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        fail("this Python can't make virtual environments. On Debian and Ubuntu: `apt-get install python3-venv`.")


def stamp(kind):
    """Return the file that says that a kind is installed, and what it must hold to be up to date."""
    state = hashlib.sha256(sys.version.encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        state.update((ROOT / name).read_bytes())
    return VENV / ("papershelf-" + kind), state.hexdigest()


def pip(*arguments):
    """Run the environment's pip, return whether it succeeded."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    return subprocess.run(command + list(arguments), cwd=str(ROOT), check=False).returncode == 0


def usable():
    """Return whether there is an environment that this script finished, of this Python."""
    made = any(stamp(kind)[0].exists() for kind in LOCKS)
    if VENV.exists() and not made and not (VENV / UNFINISHED).exists():
        fail(".venv was not made by this script: move it away, then run the same command again.")
    version = [PYTHON, "-c", "import sys; print(sys.version)"]
    return made and subprocess.run(version, check=False, stdout=subprocess.PIPE).stdout.decode().strip() == sys.version


def make():
    """Make an empty environment."""
    shutil.rmtree(str(VENV), ignore_errors=True)
    VENV.mkdir()
    (VENV / UNFINISHED).touch()
    print("setup: making .venv", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        shutil.rmtree(str(VENV), ignore_errors=True)
        fail("the virtual environment could not be made (see above); nothing was left behind.")


def install(kind):
    """Bring the environment to the state that the lock file describes."""
    fresh = not usable()
    if stamp("dev")[0].exists():
        kind = "dev"
    file, state = stamp(kind)
    if not fresh and file.exists() and file.read_text() == state:
        return
    if fresh:
        make()
    print("setup: installing " + LOCKS[kind], flush=True)
    # pip fetches and checks everything before it changes anything: an environment that worked goes on working.
    source = ["--no-binary", SOURCE_ONLY] if kind == "dev" else []
    packages = pip("--require-hashes", "--only-binary", ":all:", *source, "-r", LOCKS[kind])
    if not (packages and pip("--no-deps", "--no-build-isolation", "--editable", ".")):
        if fresh:
            shutil.rmtree(str(VENV), ignore_errors=True)
        fail(
            "the packages could not be installed (see above): is there a network, does pip reach its package index?\n"
            "       Nothing half made was left behind; run the same command again."
        )
    file.write_text(state)
    if fresh:
        (VENV / UNFINISHED).unlink()


def browser():
    """Provide a Chromium for the browser tests, or say why there is none."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("setup: installing chromium", flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        for command in ("update", "install -y chromium"):
            subprocess.run(["apt-get", "-qq"] + command.split(), check=False, stdout=subprocess.DEVNULL)
        if shutil.which("chromium"):
            return
    print("setup: no Chromium here and no way to install one: the browser tests will be skipped", flush=True)


def main(arguments):
    """Do what the command line says."""
    if not arguments or arguments[0] not in LOCKS:
        fail("say `site` or `dev`")
    need_python()
    install(arguments[0])
    if "--browser" in arguments:
        browser()


if __name__ == "__main__":
    main(sys.argv[1:])
