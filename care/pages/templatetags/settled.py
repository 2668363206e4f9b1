"""`{% url %}` as Django has it, with what cannot change while the process runs worked out once.

The frame of a page names some thirty addresses without arguments; finding each anew took most of a millisecond, a sixth of an
empty page. Settings make this a built-in, in the place of Django's tag; addresses with arguments go Django's way.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


@lru_cache(maxsize=2_000)
def _address(name: str, urlconf: str, prefix: str) -> str | None:
    """The address of a name without arguments; none where there is no such name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


class SettledUrl(URLNode):
    """An address: from memory where it has no arguments."""

    def render(self, context: Context) -> Any:
        if self.args or self.kwargs:
            return super().render(context)
        found = _address(str(self.view_name.resolve(context)), str(get_urlconf() or settings.ROOT_URLCONF), get_script_prefix())
        if found is None:
            return super().render(context)  # Django's own way of saying that there is none
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> SettledUrl:
    """Django's `url`."""
    node = parse_url(parser, token)
    return SettledUrl(node.view_name, node.args, node.kwargs, node.asvar)
