"""Official wordings: loaded by an administrator, in use until another takes its place."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from care.actor import Actor
from care.audit import operations as audit
from patients.assessments.models import Wording, WordingItem
from patients.assessments.operations.parts import definition_in_use
from patients.assessments.operations.refusals import NoSuchWording, WordingRefused
from patients.assessments.rules.official import read_questionnaire

LARGEST = 1_000_000  # bytes of a Questionnaire


def load_wording(*, actor: Actor, instrument: str, document: dict[str, Any], language: str = "en", at: datetime) -> Wording:
    """Load an official Questionnaire as the wording of an instrument in one language. It takes the place of the one in use,
    which stays, since answers name what was shown. The same loaded twice stays one.

    Raises:
        UnknownInstrument.
        WordingRefused: it does not fit, with each reason.
    """
    user_id, organisation_id = actor.colleague()
    definition = definition_in_use(instrument)
    text = json.dumps(document, sort_keys=True)
    if len(text) > LARGEST:
        raise WordingRefused(["It is larger than a questionnaire is."])
    mapped = read_questionnaire(definition, document, language=language)
    if not mapped.fits:
        raise WordingRefused(mapped.reasons)
    digest = hashlib.sha256(text.encode()).hexdigest()
    detail = {"instrument": instrument, "language": language}
    with audit.change(actor=actor, at=at, verb="wording.loaded", detail=detail) as event:
        standing = _in_use(organisation_id, instrument=instrument, language=language)
        if standing is not None and standing.digest == digest:
            return standing
        if standing is not None:
            _retire(standing, user_id=user_id, at=at)
        wording = Wording.objects.create(
            organisation_id=organisation_id,
            instrument=instrument,
            language=language,
            title=mapped.title,
            intro=mapped.intro,
            url=mapped.url,
            published=mapped.published,
            rights=mapped.rights,
            document=document,
            digest=digest,
            loaded_at=at,
            loaded_by_id=user_id,
        )
        WordingItem.objects.bulk_create(
            WordingItem(wording=wording, link_id=one.link_id, text=one.text, options=dict(one.options)) for one in mapped.items
        )
        event.detail["wording"] = wording.pk
    return wording


def retire_wording(*, actor: Actor, wording: UUID, at: datetime) -> Wording:
    """Show our own labels again from now on.

    Raises:
        NoSuchWording: the organization has none of this number in use.
    """
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="wording.retired") as event:
        row = (
            Wording.objects.select_for_update(no_key=True)
            .filter(uuid=wording, organisation_id=organisation_id, retired_at__isnull=True)
            .first()
        )
        if row is None:
            raise NoSuchWording
        event.detail |= {"wording": row.pk, "instrument": row.instrument}
        _retire(row, user_id=user_id, at=at)
    return row


def _in_use(organisation_id: int, *, instrument: str, language: str) -> Wording | None:
    rows = Wording.objects.select_for_update(no_key=True).filter(
        organisation_id=organisation_id, instrument=instrument, language=language, retired_at__isnull=True
    )
    return rows.first()


def _retire(row: Wording, *, user_id: int, at: datetime) -> None:
    row.retired_at, row.retired_by_id = at, user_id
    row.save(update_fields=["retired_at", "retired_by"])
