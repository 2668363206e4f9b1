"""What a log line may not carry: the values of rows, which PostgreSQL adds to the text of an error."""

import re
from collections.abc import MutableMapping
from typing import Any

# 'DETAIL:  Failing row contains (7, Marisol, ...)', 'Key (email)=(...) already exists', and the CONTEXT and HINT after it
_ROW_VALUES = re.compile(
    r"^(DETAIL|CONTEXT|HINT):.*?(?=^\S+(?:\.\S+)*(?:Error|Exception)?:|^Traceback|^The above|^During|\Z)",
    re.MULTILINE | re.DOTALL,
)
_KEY_VALUES = re.compile(r"\)=\(.*?\)(?= already exists| is not present| is still referenced| conflicts)", re.DOTALL)


def without_row_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: the texts of a log line without the values of the rows that an error quotes."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = scrubbed(value)
    return event


def scrubbed(text: str) -> str:
    """An error's text without what PostgreSQL quotes from the rows."""
    return _KEY_VALUES.sub(")=(...)", _ROW_VALUES.sub(r"\1: (left out)\n", text))
