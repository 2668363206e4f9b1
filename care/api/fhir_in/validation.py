"""Whether a resource is FHIR R4, and if not, where: by the models of fhir.resources, and by what those let pass.

The models are those of R4B (4.3), the nearest that there are. They refuse what R5 brought; they accept a text where R4 wants
a boolean or a number, a text of JSON where it wants an object, null and empty values, and any code where R4 binds a list:
the second look at the built model finds these. Types that R4 has and R4B dropped are only looked at from outside.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import BaseModel, ValidationError

MOST_PROBLEMS = 3
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
PLAIN_NAME = re.compile(r"_?[A-Za-z][A-Za-z0-9]{0,63}")
# In R4 (4.0.1) and not in R4B (4.3.0): http://hl7.org/fhir/R4B/history.html
ONLY_R4 = frozenset(
    {
        *("EffectEvidenceSynthesis", "MedicinalProduct", "MedicinalProductAuthorization", "MedicinalProductContraindication"),
        *("MedicinalProductIndication", "MedicinalProductIngredient", "MedicinalProductInteraction"),
        *("MedicinalProductManufactured", "MedicinalProductPackaged", "MedicinalProductPharmaceutical"),
        *("MedicinalProductUndesirableEffect", "RiskEvidenceSynthesis", "SubstanceNucleicAcid", "SubstancePolymer"),
        *("SubstanceProtein", "SubstanceReferenceInformation", "SubstanceSourceMaterial", "SubstanceSpecification"),
    }
)
# In R4B and not in R4; and those whose content changed so much that the models of R4B are no judge.
ONLY_R4B = frozenset(
    {
        *("AdministrableProductDefinition", "Citation", "ClinicalUseDefinition", "EvidenceReport", "Ingredient"),
        *("ManufacturedItemDefinition", "MedicinalProductDefinition", "NutritionProduct", "PackagedProductDefinition"),
        *("RegulatedAuthorization", "SubscriptionStatus", "SubscriptionTopic", "SubstanceDefinition"),
    }
)
CHANGED = frozenset({"DeviceDefinition", "Evidence", "EvidenceVariable"})
# Lists of which the models name the first codes alone, with a plus for what comes under them: the others of R4 (4.0.1).
UNDER = {
    ("Observation", "status"): frozenset({"corrected", "cancelled", "entered-in-error", "unknown"}),
    ("DiagnosticReport", "status"): frozenset({"amended", "corrected", "appended", "cancelled", "entered-in-error", "unknown"}),
    ("Encounter", "status"): frozenset({"entered-in-error", "unknown"}),
}
_ABSTRACT = frozenset({"Resource", "DomainResource"})
_WORDS = {
    "missing": "is missing",
    "model_field_validation.missing": "is missing",
    "extra_forbidden": "is no element of R4",
    "list_type": "must be a list",
    "json_invalid": "must be an object",
    "string_type": "must be a text",
    "string_too_long": "is too long",
}


def problems_of(resource: dict[str, Any]) -> list[str]:
    """What is wrong with a resource, each with its place, and never with its content; empty for a valid one."""
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not PLAIN_NAME.fullmatch(kind):
        return ["it names no resource type"]
    number = resource.get("id")
    if number is not None and not (isinstance(number, str) and ID.fullmatch(number)):
        return ["id: is no FHIR id"]
    if kind in ONLY_R4 or kind in CHANGED:
        return []
    model = None if kind in ONLY_R4B or kind in _ABSTRACT else _model(kind)
    if model is None:
        return ["R4 has no resource of this type"]
    try:
        built = model.model_validate(resource)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [f"{_path(one['loc'])}: {_words(one['type'])}" for one in found[:MOST_PROBLEMS]]
    except Exception:
        # the models raise whatever their code meets: KeyError for a contained type that does not exist, RecursionError
        return ["its structure is not that of R4"]
    return [problem.lstrip(".") for problem, _ in zip(_loose(resource, built, ""), range(MOST_PROBLEMS), strict=False)]


@cache
def _model(kind: str) -> type[BaseModel] | None:
    try:
        found: type[BaseModel] = get_fhir_model_class(kind)
    except ValueError:
        return None
    return found if getattr(found, "has_resource_base", lambda: False)() else None


def _words(kind: str) -> str:
    return _WORDS.get(kind, "has a value that R4 does not allow there")


def _path(place: tuple[int | str, ...]) -> str:
    """'name[0].given'; a name that FHIR cannot have is not repeated."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if PLAIN_NAME.fullmatch(step) else ".?"
    return text.lstrip(".") or "the whole"


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[str, frozenset[str]]]:
    """By the name in JSON: the field of the model, and the codes that R4 allows where it binds a list."""
    found = {}
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        codes = extra.get("enum_values")
        allowed = frozenset(map(str, codes)) if isinstance(codes, list) else frozenset()
        if "+" in allowed:  # what is not listed here either is not judged
            under = UNDER.get((model.__name__, name))
            allowed = (allowed | under) - {"+"} if under else frozenset()
        found[info.alias or name] = (name, allowed)
    return found


def _loose(raw: dict[str, Any], built: BaseModel, path: str) -> Iterator[str]:
    """What the models let pass and R4 does not."""
    fields = _fields(type(built))
    if not raw:
        yield f"{path}: is empty"
    for name, value in raw.items():
        if name in ("resourceType", "fhir_comments"):
            continue
        if name not in fields:
            yield f"{path}.{name if PLAIN_NAME.fullmatch(name) else '?'}: is no element of R4"
            continue
        field, codes = fields[name]
        yield from _loose_value(value, getattr(built, field), codes, f"{path}.{name}", in_list=False)


def _loose_value(raw: Any, built: Any, codes: frozenset[str], path: str, *, in_list: bool) -> Iterator[str]:
    if isinstance(raw, dict):
        if isinstance(built, BaseModel):
            yield from _loose(raw, built, path)
        else:
            yield f"{path}: must not be an object"
    elif isinstance(raw, list):
        if not raw:
            yield f"{path}: is empty"
        for index, item in enumerate(raw):
            yield from _loose_value(item, built[index], codes, f"{path}[{index}]", in_list=True)
    elif raw is None:
        if not in_list:
            yield f"{path}: is null"
    elif isinstance(raw, str):
        if isinstance(built, BaseModel | bool | int | float) or type(built).__name__ == "Decimal":
            yield f"{path}: must not be a text"
        elif codes and raw not in codes:
            yield f"{path}: is no code that R4 allows there"
    elif isinstance(raw, bool) != isinstance(built, bool):
        yield f"{path}: must not be a boolean" if isinstance(raw, bool) else f"{path}: must be a boolean"
    elif isinstance(built, str):
        yield f"{path}: must be a text"
