"""What is told to the person at the terminal: one line, no traceback."""


class CannotStart(Exception):
    """Throughline cannot start, and the message says why and what to do."""


class StopRequested(Exception):
    """SIGINT or SIGTERM arrived while something was still being started."""
