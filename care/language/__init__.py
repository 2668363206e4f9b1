"""Person-first language: the table of terms, and the checker that offers a better word. Pure, and only ever a suggestion."""

from care.language.checker import Finding, find_terms, with_article
from care.language.markup import visible_text

__all__ = ["Finding", "find_terms", "visible_text", "with_article"]
