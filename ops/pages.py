"""`./bus check pages`: the Nu HTML checker on every page of the running portal's demo."""

import os
import shutil
import subprocess
from pathlib import Path

from ops import install, manage
from ops.paths import LOCAL
from ops.say import Trouble, say

VNU = "vnu-jar@26.9.27"


def check(words: list[str]) -> int:
    """`./bus check pages [--home DIR] [--each N]`; without Java it is left out, and says so."""
    if not shutil.which("java"):
        say("The pages' HTML is not checked since Java is missing: sudo apt-get install default-jre-headless")
        return 0
    install.ensure("test")
    os.environ["BUS_PROCESS"] = "web"  # the pages are what this role may show
    home, others = home_first(words)
    return manage.manage([*home, "check_pages", "--vnu", str(_nu_checker()), *others])


def home_first(words: list[str]) -> tuple[list[str], list[str]]:
    """`--home DIR` or `--home=DIR`, wherever it stands, and the other words. Raises Trouble when DIR is missing."""
    flat = [part for word in words for part in (word.split("=", 1) if word.startswith("--home=") else [word])]
    if "--home" not in flat:
        return [], flat
    at = flat.index("--home")
    home = flat[at : at + 2]
    if len(home) < 2 or not home[1]:
        raise Trouble("--home needs a folder: ./bus check pages --home DIR")
    return home, [*flat[:at], *flat[at + 2 :]]


def _nu_checker() -> Path:
    """vnu.jar, fetched once by npm."""
    jar = LOCAL / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        if not shutil.which("npm"):
            raise Trouble("The Nu checker is fetched by npm, which is missing: sudo apt-get install npm")
        command = ["npm", "install", "--no-save", "--ignore-scripts", "--silent", "--prefix", str(LOCAL / "vnu"), VNU]
        if subprocess.run(command, stdin=subprocess.DEVNULL).returncode or not jar.exists():
            raise Trouble(f"The Nu checker could not be fetched; check the network: npm install {VNU}")
    return jar
