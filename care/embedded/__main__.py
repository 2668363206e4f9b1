"""`python -m care.embedded run`, `python -m care.embedded exec -- COMMAND` and `python -m care.embedded browser`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this file is read by whichever Python is there)
    sys.exit(f"Throughline needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")

from care.embedded.browser import print_browser
from care.embedded.run import run
from care.embedded.throwaway import run_with_servers
from care.embedded.trouble import CannotStart, StopRequested

USAGE = "usage: python -m care.embedded run | exec -- COMMAND [ARGUMENT ...] | browser"


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit status. Trouble is told in one line."""
    try:
        if arguments == ["run"]:
            return run()
        if arguments == ["browser"]:
            return print_browser()
        if arguments[:2] == ["exec", "--"] and len(arguments) > 2:
            return run_with_servers(arguments[2:])
    except StopRequested:
        return 130
    except CannotStart as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
