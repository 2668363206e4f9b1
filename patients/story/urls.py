"""Addresses of a person's story, below people/<uuid>/story/: the whole, and for each part its page."""

from django.urls import URLPattern, path

from patients.story.rules import Part
from patients.story.views import checks, lists, whole

app_name = "story"
_CHECKS = {Part.WITHDRAWAL: checks.withdrawal, Part.PREGNANCY: checks.pregnancy, Part.NEEDS: checks.needs}


def _of(part: Part) -> list[URLPattern]:
    """The addresses of one part."""
    key, given = part.value, {"part": part}
    found = [
        path(f"{key}/", _CHECKS.get(part, lists.entries), given, name=key),
        path(f"{key}/answer/", lists.answer, given, name=f"{key}_answer"),
    ]
    if part not in _CHECKS:
        found += [
            path(f"{key}/<uuid:entry>/", lists.entry, given, name=f"{key}_line"),
            path(f"{key}/<uuid:entry>/remove/", lists.remove, given, name=f"{key}_remove"),
            path(f"{key}/<uuid:entry>/restore/", lists.restore, given, name=f"{key}_restore"),
        ]
    return found


urlpatterns = [
    path("", whole.story, name="story"),
    path("medicines/reconcile/", lists.reconcile, {"part": Part.MEDICINES}, name="medicines_reconcile"),
    *(address for part in Part for address in _of(part)),
]
