"""Where things lie: the checkout, what the door keeps in it, and the homes of running portals."""

import os
import pwd
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BYTECODE = LOCAL / "bytecode"
AS_ROOT = os.geteuid() == 0
SYSTEM_STATE = Path("/var/lib/bus-portalen")


def own_folders() -> list[Path]:
    """The checkout's own top folders: no environment, no cache, nothing hidden."""
    return sorted(path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def default_home() -> Path:
    """Where a portal keeps its data when nobody says otherwise."""
    return SYSTEM_STATE / "home" if AS_ROOT else LOCAL / "state"


def site_packages() -> Path:
    """The folder that the virtual environment's packages lie in."""
    return next((VENV / "lib").glob("python3.*/site-packages"))


def server_user() -> pwd.struct_passwd:
    """Who PostgreSQL and Valkey run as: oneself, or `nobody` for root (PostgreSQL refuses root)."""
    return pwd.getpwnam("nobody") if AS_ROOT else pwd.getpwuid(os.geteuid())
