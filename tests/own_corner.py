"""A corner of Redis for each process of a parallel run, so that none counts, finds or empties what another has put there.

Loaded by name before the settings are (`-p tests.own_corner` in pyproject.toml): they read the address once.
"""

import os
import re

DATABASES = 16  # that the throw-away server has; a run has far fewer processes


def _corner(address: str, worker: str) -> str:
    """The address with the database of a worker: 'gw2' has the third after the one that a run alone uses."""
    number = int(re.sub(r"\D", "", worker)) + 1
    if number >= DATABASES:
        raise ValueError(f"{worker}: the throw-away Redis has {DATABASES} databases")
    if address.startswith("unix:"):
        return f"{address.partition('?')[0]}?db={number}"
    return f"{address.rpartition('/')[0]}/{number}"


if "PYTEST_XDIST_WORKER" in os.environ and "REDIS_URL" in os.environ:
    os.environ["REDIS_URL"] = _corner(os.environ["REDIS_URL"], os.environ["PYTEST_XDIST_WORKER"])
