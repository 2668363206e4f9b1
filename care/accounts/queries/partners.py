"""Reading partner systems and their organisations: who may ask, as whom, and whom to tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from care.accounts.models import Organisation, PartnerSystem
from care.actor import Purpose, Requester


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner system that may ask now."""

    partner_id: int
    uuid: UUID
    organisation_id: int
    name: str
    client_id: str
    purposes: frozenset[Purpose]
    asks_as: Requester


def partner_of_client(client_id: str) -> Partner | None:
    """The partner system behind a client's number; none for one that is disabled or was never ours. One query."""
    systems = PartnerSystem.objects.select_related("organisation")
    row = systems.filter(client_id=client_id, disabled_at__isnull=True).first()
    if row is None:
        return None
    purposes = frozenset(Purpose(purpose) for purpose in row.purposes)
    asks_as = Requester(row.organisation.kind)
    return Partner(row.pk, row.uuid, row.organisation_id, row.name, client_id, purposes, asks_as)


@dataclass(frozen=True, slots=True)
class PartnerOrganisation:
    """An organisation as a consent or an interface names it."""

    organisation_id: int
    uuid: UUID
    name: str
    kind: Requester


def partner_organisations(*, besides: int) -> list[PartnerOrganisation]:
    """Whom a consent of one organisation can name: the others with a partner system in use, by name. One query."""
    systems = PartnerSystem.objects.filter(disabled_at__isnull=True, organisation_id=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(systems)).exclude(pk=besides).order_by("name", "pk")
    found = rows.values_list("pk", "uuid", "name", "kind")
    return [PartnerOrganisation(pk, uuid, name, Requester(kind)) for pk, uuid, name, kind in found]


def contact_emails(organisation_ids: Iterable[int]) -> dict[int, str]:
    """Whom to tell at organisations with a partner system in use that a consent is taken back; who named nobody is left out."""
    systems = PartnerSystem.objects.filter(organisation_id__in=set(organisation_ids), disabled_at__isnull=True)
    rows = systems.exclude(contact_email="").order_by("organisation_id", "-pk").values_list("organisation_id", "contact_email")
    return dict(rows)


def law_of(organisation_id: int) -> str:
    """The postal code of the state whose law holds at an organisation; empty where nobody has said. One query."""
    return Organisation.objects.filter(pk=organisation_id).values_list("state", flat=True).first() or ""


def organisation_is(*, organisation_id: int, kinds: Iterable[Requester]) -> Exists:
    """For querysets: whether an organisation is of one of these kinds. Part of the caller's query, not one of its own."""
    return Exists(Organisation.objects.filter(pk=organisation_id, kind__in=[kind.value for kind in kinds]))


def organisation_by_name(name: str) -> int | None:
    """The number of the organisation of this name, however it is capitalized."""
    return Organisation.objects.filter(name__iexact=name.strip()).values_list("pk", flat=True).first()


def organisations(organisation_ids: Iterable[int]) -> dict[int, PartnerOrganisation]:
    """Organisations by number; one query."""
    rows = Organisation.objects.filter(pk__in=set(organisation_ids)).values_list("pk", "uuid", "name", "kind")
    return {pk: PartnerOrganisation(pk, uuid, name, Requester(kind)) for pk, uuid, name, kind in rows}


def is_part2(organisation_id: int | None) -> bool:
    """Whether an organisation is a Part 2 programme; in doubt it is. One query."""
    found = Organisation.objects.filter(pk=organisation_id or 0).values_list("is_part2", flat=True).first()
    return found is not False
