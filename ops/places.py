"""Folders that PostgreSQL's user must reach, also when the person's own are closed to others."""

import hashlib
import shutil
from pathlib import Path

from ops.paths import AS_ROOT, SYSTEM_STATE, server_user


def reachable(folder: Path) -> Path:
    """`folder`, or for root, where the server user may not enter it, one in /var/lib that `folder` then links to."""
    if not folder.exists() and not _may_enter(folder.parent):
        target = SYSTEM_STATE / "placed" / hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        shutil.rmtree(target, ignore_errors=True)  # of an earlier folder with this name, which was thrown away
        target.mkdir(parents=True)
        for parent in (SYSTEM_STATE, target.parent):
            parent.chmod(0o711)
        folder.unlink(missing_ok=True)
        folder.symlink_to(target)
    return folder.resolve()


def remove(path: Path) -> None:
    """Remove a file or a folder, and what it links to."""
    if path.is_symlink():
        shutil.rmtree(path.resolve(), ignore_errors=True)
        path.unlink()
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _may_enter(folder: Path) -> bool:
    user = server_user()
    return not AS_ROOT or all(
        parent.stat().st_mode & 0o001 or parent.stat().st_uid == user.pw_uid for parent in (folder, *folder.parents)
    )
