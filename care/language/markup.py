"""What a reader sees of a template: everything else is blanked, so that each character keeps its place."""

import re

_HIDDEN = re.compile(
    r"\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|\{\{.*?\}\}|<!--.*?-->|"
    r"<(?:script|style|blockquote|q|code)\b[^>]*>.*?</(?:script|style|blockquote|q|code)>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_TRANSLATED = re.compile(r"\{%\s*(?:translate|trans)\s+(\"[^\"]*\"|'[^']*')")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>", re.DOTALL)
_SEEN = re.compile(r"\b(?:aria-label|title|placeholder|alt|content|value|label)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _keeping(pattern: re.Pattern[str], text: str) -> str:
    """The text blanked but for what the pattern's first group holds between its quotation marks."""
    blanked = list(_blank(text))
    for match in pattern.finditer(text):
        low, high = match.start(1) + 1, match.end(1) - 1
        blanked[low:high] = text[low:high]
        if high < len(blanked):
            blanked[high] = "."  # an attribute is a sentence of its own
    return "".join(blanked)


def visible_text(source: str) -> str:
    """The words of an HTML template that a reader sees or hears, at their places; quotations and code are blanked too."""
    text = _HIDDEN.sub(lambda match: _blank(match.group()), source)
    text = _TAG.sub(lambda match: _keeping(_TRANSLATED, match.group()), text)
    return _MARKUP.sub(lambda match: _keeping(_SEEN, match.group()), text)
