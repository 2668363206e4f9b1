"""A CDS Hooks request of the hook `order-sign`: its drafts and what was sent with them. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from treatment_plans.regimens.safety.hooks.shape import Json, Unread, name_of, obj, objects, word

HOOK = "order-sign"
# Orders of other kinds: nothing in them is for the rules.
OTHER_ORDERS = frozenset(
    {
        "ServiceRequest",
        "DeviceRequest",
        "NutritionOrder",
        "VisionPrescription",
        "SupplyRequest",
        "CommunicationRequest",
        "Task",
        "Appointment",
    }
)
# Sent along as the bundles of a search may have them, and holding no fact.
BESIDE = frozenset(
    {"Practitioner", "PractitionerRole", "Organization", "Encounter", "Location", "Provenance", "RelatedPerson", "Device"}
)
ERRORS = frozenset({"error", "fatal"})


class NoRequest(ValueError):
    """What was given is no `order-sign` request. Says why in one line."""


@dataclass(frozen=True, slots=True)
class Request:
    """The drafts, every other resource once, by type, and what of the envelope could not be read."""

    drafts: tuple[Json, ...]
    resources: tuple[Json, ...]
    unread: tuple[Unread, ...]
    instance: str
    patient: str  # "Patient/123", or empty

    def of(self, *kinds: str) -> Iterator[Json]:
        """The resources of some types, in the order in which they came."""
        return (resource for resource in self.resources if resource.get("resourceType") in kinds)

    def by_reference(self) -> dict[str, Json]:
        """Every resource under 'Type/id', and under the full URL of its entry."""
        found: dict[str, Json] = {}
        for resource in self.resources:
            found[name_of(resource)] = resource
            if url := word(resource.get(FULL_URL)):
                found[url] = resource
        return found


FULL_URL = "\0fullUrl"  # beside a resource's own fields; no FHIR element has such a name


def request_of(body: Any) -> Request:
    """Take a request apart.

    Raises:
        NoRequest: it is no object, another hook's, or has no bundle of draft orders.
    """
    if not isinstance(body, dict):
        raise NoRequest("the file holds no CDS Hooks request: a JSON object is expected")
    hook = body.get("hook")
    if hook is not None and hook != HOOK:
        raise NoRequest(f"the request is of the hook “{word(hook)[:40]}”, not {HOOK}")
    context = obj(body.get("context"))
    bundle = context.get("draftOrders")
    if not isinstance(bundle, dict):
        raise NoRequest(f"the request has no context.draftOrders, so it is no {HOOK} request")
    unread: list[Unread] = []
    inside = list(_resources("context.draftOrders", bundle, unread))
    drafts = [resource for resource in inside if resource.get("resourceType") == "MedicationRequest"]
    beside = [resource for resource in inside if resource.get("resourceType") != "MedicationRequest"]
    sent = body.get("prefetch")
    prefetch = sent if isinstance(sent, dict) else {}
    if sent is not None and not isinstance(sent, dict):
        unread.append(Unread("prefetch", "it is no object"))
    for key, value in prefetch.items():
        for resource in _resources(f"prefetch.{key}", value, unread):
            beside.append(resource)
    unread += _of_other_types(beside)
    patient = word(context.get("patientId"))
    return Request(
        drafts=_with_ids(drafts, "draft"),
        resources=_with_ids(_once(beside), "resource"),
        unread=tuple(unread),
        instance=word(body.get("hookInstance")),
        patient=patient if not patient or "/" in patient else f"Patient/{patient}",
    )


READ = frozenset(
    {
        "Patient",
        "Condition",
        "MedicationRequest",
        "MedicationStatement",
        "MedicationDispense",
        "MedicationAdministration",
        "Medication",
        "Observation",
        "AllergyIntolerance",
    }
)


def _resources(place: str, value: Any, unread: list[Unread]) -> Iterator[Json]:
    """The resources of a bundle, of a list, or one alone. What stands there and is none is named."""
    if value is None:
        return
    if isinstance(value, list):
        for item in value:
            yield from _resources(place, item, unread)
        return
    if not isinstance(value, dict) or not word(value.get("resourceType")):
        unread.append(Unread(place, "it holds something that is no FHIR resource"))
        return
    kind = value["resourceType"]
    if kind == "OperationOutcome":
        yield from _outcome(place, value, unread)
    elif kind == "Bundle":
        if value.get("entry") is not None and not isinstance(value["entry"], list):
            unread.append(Unread(place, "the entries of its bundle are no list"))
        for entry in value["entry"] if isinstance(value.get("entry"), list) else ():
            resource = obj(entry).get("resource")
            if resource is None:
                unread.append(Unread(place, "an entry of its bundle holds no resource"))
                continue
            for found in _resources(place, resource, unread):
                yield found | {FULL_URL: word(obj(entry).get("fullUrl"))} if obj(entry).get("fullUrl") else found
    else:
        yield value


def _outcome(place: str, outcome: Json, unread: list[Unread]) -> Iterator[Json]:
    """The other side could not answer: that is said, since a list that is missing is not an empty list."""
    for issue in objects(outcome.get("issue")):
        if word(issue.get("severity")) in ERRORS:
            unread.append(Unread(place, "the sender could not read it either (OperationOutcome)"))
            break
    yield from ()


def _of_other_types(resources: list[Json]) -> list[Unread]:
    """What was sent and holds no fact that a rule asks for: one line for all of it, since a whole record may be sent."""
    others = [resource for resource in resources if word(resource.get("resourceType")) not in READ | BESIDE | OTHER_ORDERS]
    if not others:
        return []
    counts = Counter(word(resource.get("resourceType")) for resource in others)
    said = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
    return [Unread(name_of(others[0]) if len(others) == 1 else "prefetch", f"the rules do not read these types: {said}")]


def _with_ids(resources: Iterable[Json], kind: str) -> tuple[Json, ...]:
    """Each with an id of its own, so that a card can name it: its id, else the full URL of its entry, else its place."""
    taken: set[tuple[str, str]] = set()
    found = []
    for place, resource in enumerate(resources, start=1):
        name = word(resource.get("id")) or word(resource.get(FULL_URL)) or f"{kind} {place}"
        type_ = word(resource.get("resourceType"))
        name = f"{name} ({place})" if (type_, name) in taken else name
        taken.add((type_, name))
        found.append(resource if word(resource.get("id")) == name else resource | {"id": name})
    return tuple(found)


def _once(resources: list[Json]) -> Iterator[Json]:
    """Each resource once; those without an id are all kept."""
    seen: set[tuple[str, str]] = set()
    for resource in resources:
        key = word(resource.get("resourceType")), word(resource.get("id"))
        if key[1] and key in seen:
            continue
        seen.add(key)
        yield resource
