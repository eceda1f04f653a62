"""A whole file gets its name: there for good, also where power is lost right after."""

import errno
import os
from pathlib import Path


def put_in_place(partial: Path, path: Path) -> None:
    """Rename a finished file, whose content is on the disk already. Raises OSError."""
    partial.rename(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the system sees to it
        _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # so say file systems that have nothing to sync
            raise
    finally:
        os.close(handle)
