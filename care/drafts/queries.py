"""Reading drafts: only their author does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import BaseForm, Field
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from care.actor import Actor
from care.drafts.models import Draft
from care.drafts.rules import Key
from care.lib.dates import day_text, local_date, time_text

MOST_ROWS = 50  # of one formset


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What somebody typed into a form and has not saved: the fields as posted, and when they were kept."""

    content: dict[str, list[str]]
    saved_at: datetime

    def saved_text(self, *, zone: str, today: date) -> str:
        """'10:41 am EST', with the day before it when it was another one: 'Fri Nov 20, 10:41 am EST'."""
        day = local_date(self.saved_at, zone)
        text = time_text(self.saved_at, zone, with_zone=True)
        return text if day == today else f"{day_text(day, today)}, {text}"

    def restore(self, form: BaseForm) -> None:
        """Put what was typed into an unbound form: shown again as it was, not checked yet."""
        form.initial = {**form.initial, **self._typed(form.fields, prefix=form.prefix or "")}

    def restore_rows(self, fields: Mapping[str, Field], *, prefix: str) -> list[dict[str, Any]]:
        """What the rows of a formset held, as its `initial`; rows without anything in them are left out."""
        total = self.content.get(f"{prefix}-TOTAL_FORMS", ["0"])[0]
        rows = range(min(int(total), MOST_ROWS) if total.isdecimal() else 0)
        typed = [self._typed(fields, prefix=f"{prefix}-{number}") for number in rows]
        return [row for row in typed if any(row.values())]

    def _typed(self, fields: Mapping[str, Field], *, prefix: str) -> dict[str, Any]:
        posted = QueryDict(mutable=True)
        for name, values in self.content.items():
            posted.setlist(name, values)
        before = f"{prefix}-" if prefix else ""
        return {name: field.widget.value_from_datadict(posted, MultiValueDict(), before + name) for name, field in fields.items()}


def get_draft(*, actor: Actor, key: Key) -> DraftContent | None:
    """The actor's own draft of a form, if there is one. One query."""
    if actor.user_id is None or actor.organisation_id is None:
        return None
    row = (
        Draft.objects.filter(user_id=actor.user_id, organisation_id=actor.organisation_id, key=str(key))
        .values_list("content", "saved_at")
        .first()
    )
    return DraftContent(*row) if row else None
