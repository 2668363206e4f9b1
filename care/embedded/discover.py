"""`manage.py` typed beside a running `make run` talks to the same database and broker, with the same secrets."""

from collections.abc import MutableMapping
from pathlib import Path

from care.embedded.folders import state_folder
from care.embedded.state import Running
from care.embedded.trouble import CannotStart

NOTHING_RUNS = "No database: start Throughline with `make run` in this folder, or set DATABASE_URL."


def adopt(environment: MutableMapping[str, str], *, project: Path) -> bool:
    """Fill in what the running supervisor gives its own processes; whether one runs here.

    What is set already stays. A DATABASE_URL of another server means another system: nothing is filled in.
    Refuses a folder in which Throughline runs under another account.
    """
    try:
        running = Running.load(state_folder(project))
    except PermissionError:
        if "DATABASE_URL" in environment:
            return False
        raise CannotStart(
            f"Throughline in {project} belongs to another account. Use that account, or set DATABASE_URL."
        ) from None
    if running is None or not running.supervisor.is_running():
        return False
    chosen = environment.get("DATABASE_URL")
    if chosen and chosen != running.environment.get("DATABASE_URL"):
        return False
    for name, value in running.environment.items():
        environment.setdefault(name, value)
    return True
