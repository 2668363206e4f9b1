"""Which account the embedded servers run as: PostgreSQL refuses to run as root."""

import os
import pwd
from dataclasses import dataclass

from care.embedded.trouble import CannotStart

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """A user of this machine that the servers run as when we are root."""

    name: str
    uid: int
    gid: int


def servers_account() -> Account | None:
    """The account for the servers; None when it is our own. Refuses a machine without `nobody`."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise CannotStart(
            f"Throughline was started as root and this machine has no user '{UNPRIVILEGED}' for its "
            "database. Start it as an ordinary user, or give DATABASE_URL and REDIS_URL."
        ) from None
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)
