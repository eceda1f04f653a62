"""Installs te-planner into the folder of this file, and touches nothing outside it.

Written for every Python, so that one that is too old can say so. install.cmd and
install.sh find one, and call it.
"""

from __future__ import print_function

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys

VERSIONS = "@PYTHONS@".split()  # noqa: SIM905  # put in by bundle.py
PLATFORM = "@PLATFORM@"
MACHINES = {
    "win_amd64": ("win32", "amd64", "Windows with a 64-bit Python (AMD64)"),
    "macosx_arm64": ("darwin", "arm64", "macOS on Apple silicon"),
    "manylinux_x86_64": ("linux", "x86_64", "Linux on a 64-bit Intel or AMD processor"),
}
HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, "venv")
LONGEST_PATH = 259


def main():
    refuse_other_machines()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # the folder's name may have signs that this terminal lacks
    refuse_damage()
    print("Installing into %s ..." % VENV)
    environment = own_environment()
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", VENV], env=environment)
    if made:
        sys.exit(
            "Python could not make a folder of its own (see above).\n"
            "On Debian and Ubuntu install python3-venv. If te-planner is running, leave it first."
        )
    scratch = os.path.join(VENV, "tmp")
    os.mkdir(scratch)
    for name in ("TMPDIR", "TEMP", "TMP"):
        environment[name] = scratch
    programs = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
    python = os.path.join(programs, "python")
    pip = [python, "-I", "-m", "pip", "--isolated", "--disable-pip-version-check", "--no-cache-dir"]
    what = ["--no-index", "--find-links", "wheels", "--require-hashes", "-r", "requirements.txt"]
    failed = subprocess.call(pip + ["install", "--quiet"] + what, cwd=HERE, env=environment)
    shutil.rmtree(scratch, ignore_errors=True)
    if failed:
        sys.exit("te-planner was not installed: see above. Nothing outside this folder was touched.")
    start = "te-planner.cmd" if os.name == "nt" else "./te-planner"
    print("Done. Start it with %s demo, from this folder. To remove it, delete the folder." % start)
    print(
        "Your first plan: docs/tutorial.md. INSTALL.txt tells how to call it from the folder of your plans."
    )


def refuse_other_machines():
    """The wheels fit one kind of machine, and some versions of Python."""
    version = "%d.%d" % sys.version_info[:2]
    if version not in VERSIONS or platform.python_implementation() != "CPython":
        sys.exit(
            "This is %s %s (%s).\nte-planner's bundle needs Python %s: install one of these, or name it\n"
            "in the variable PYTHON, and call the installer again."
            % (platform.python_implementation(), version, sys.executable, ", ".join(reversed(VERSIONS)))
        )
    system, machine, name = MACHINES[PLATFORM]
    bits = sys.maxsize > 2**32
    if not (sys.platform == system and platform.machine().lower() == machine and bits):
        sys.exit("This bundle is for %s. This is %s, %s." % (name, sys.platform, platform.machine()))
    if os.name == "nt":
        refuse_long_paths()


def refuse_long_paths():
    """Windows refuses paths beyond 259 characters unless it was told otherwise."""
    import zipfile

    wheels = os.path.join(HERE, "wheels")
    longest = max(
        len(name)
        for wheel in os.listdir(wheels)
        for name in zipfile.ZipFile(os.path.join(wheels, wheel)).namelist()
    )
    there = len(os.path.join(VENV, "Lib", "site-packages", "")) + longest
    if there > LONGEST_PATH:
        sys.exit(
            "The path of this folder is too long for Windows by %d characters.\nMove the folder nearer to the"
            " root of the disk, such as C:\\te-planner, and call the installer again."
            % (there - LONGEST_PATH)
        )


def refuse_damage():
    """Each file is as it was when the bundle was made."""
    with io.open(os.path.join(HERE, "SHA256SUMS"), encoding="utf-8") as sums:
        for line in sums:
            digest, name = line.rstrip("\n").split("  ", 1)
            path = os.path.join(HERE, *name.split("/"))
            if not os.path.isfile(path):
                sys.exit("%s is missing. Unpack the whole bundle again." % name)
            with open(path, "rb") as content:
                if hashlib.sha256(content.read()).hexdigest() != digest:
                    sys.exit("%s is not as it was made. Unpack the bundle again, or fetch it anew." % name)


def own_environment():
    """Without what this computer tells other Pythons and their pip."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))
    }
    kept["PIP_CONFIG_FILE"] = os.devnull
    # pip calls what it meets there, such as rustc, to introduce itself
    kept["PATH"] = os.path.dirname(sys.executable)
    return kept


if __name__ == "__main__":
    main()
