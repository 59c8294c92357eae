"""Who runs the embedded PostgreSQL: the person's own account, unless that is root.

PostgreSQL refuses to run as root. There the server runs as the owner of its folder, or, for a new
folder, as a system user of its own. That user may then have to pass through folders that are closed
to others (`/root`, say) on the way to the data and to PostgreSQL's programs: those get permission to
be passed through (o+x), never to be listed or read.
"""

import os
import pwd
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_USER = "provenance"


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used; the text says why, to the person who started it."""


@dataclass(frozen=True)
class Account:
    """The user and group that own the cluster and run its server."""

    uid: int
    gid: int

    @property
    def process(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this account."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": ()}

    def take(self, path: Path) -> None:
        """Make `path` this account's own, if root made it and root is here to hand it over."""
        if os.geteuid() == 0 == path.lstat().st_uid:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def take_all(self, folder: Path) -> None:
        """The same with everything below, if root has copied or restored a whole cluster."""
        if os.geteuid() == 0 == folder.lstat().st_uid:
            for path in (*folder.rglob("*"), folder):
                self.take(path)


def account_for(folder: Path) -> Account:
    """The account to run the server on `folder` with."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if folder.exists() and (owner := folder.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    user = _system_user()
    return Account(user.pw_uid, user.pw_gid)


def _system_user() -> pwd.struct_passwd:
    """The dedicated user, made on first use."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home"]
        command += ["--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        user = pwd.getpwnam(SYSTEM_USER)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        reason = (getattr(error, "stderr", None) or str(error)).strip()
        raise PostgresError(
            "PostgreSQL does not run as root, and the system user "
            f"“{SYSTEM_USER}” could not be made for it ({reason}). "
            "Start as an ordinary user, or name a database in DATABASE_URL."
        ) from error
    _say(f"Made the system user “{SYSTEM_USER}”, because PostgreSQL does not run as root.")
    return user


def open_the_way(account: Account, *targets: Path) -> None:
    """Let `account` pass through the folders above `targets`, and say which ones had to change."""
    if os.geteuid() != 0:
        return
    closed = {parent for target in targets for parent in target.parents if _shut(parent, account)}
    for folder in sorted(closed):
        try:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
        except OSError as error:
            raise PostgresError(
                f"PostgreSQL does not run as root, and its own user cannot pass through {folder} "
                f"({error.strerror}). Put the program and its data where other users may pass, "
                "or name a database in DATABASE_URL."
            ) from error
    if closed:
        names = ", ".join(map(str, sorted(closed)))
        _say(f"Opened {names} for PostgreSQL's own user to pass through (chmod o+x).")


def _shut(folder: Path, account: Account) -> bool:
    """Whether `account` cannot pass through `folder`."""
    info = folder.stat()
    return info.st_uid != account.uid and not info.st_mode & stat.S_IXOTH


def _say(sentence: str) -> None:
    # Standard output belongs to the command, which may be writing JSON to it.
    print(sentence, file=sys.stderr, flush=True)
