"""What the answers hold, for the OpenAPI description; a test holds real answers against it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers as fields

from care.access.notices import notices
from care.actor import Category, Purpose, Role, Scope
from care.api.rest import problems, rendering
from care.api.rest.parameters import LIMIT, MOST
from patients.rules import AllergiesState, Language
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    LevelOfCare,
    ObjectiveStatus,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    ProblemStatus,
)

PURPOSES = [purpose.value for purpose in Purpose]


def _text(words: str, *, empty: bool = False) -> fields.CharField:
    return fields.CharField(help_text=words, allow_null=empty)


class ProgramPart(fields.Serializer[Any]):
    """The program that keeps the record."""

    id = fields.UUIDField()
    name = fields.CharField()


class ConsentPart(fields.Serializer[Any]):
    """The scope of the consent on which this record is given (42 CFR 2.32(b)). It stays with the record."""

    id = fields.UUIDField()
    purposes = fields.ListField(child=fields.ChoiceField(PURPOSES))
    categories = fields.ListField(child=fields.ChoiceField([category.value for category in Category]))
    expires_at = fields.DateTimeField(allow_null=True, help_text="From this moment on it no longer counts.")


class NoticePart(fields.Serializer[Any]):
    """The notice of 42 CFR 2.32. It stays with the data."""

    version = fields.ChoiceField([notice.version for notice in notices()])
    text = fields.CharField()


class AllergyPart(fields.Serializer[Any]):
    """A substance that harmed the person, in words."""

    id = fields.UUIDField()
    substance = fields.CharField()
    reaction = _text("What it did, where that is known.", empty=True)


class AllergiesPart(fields.Serializer[Any]):
    """What is known of allergies; null where the consent or the scope does not reach general health."""

    state = fields.ChoiceField([state.value for state in AllergiesState])
    items = AllergyPart(many=True)


class NamePart(fields.Serializer[Any]):
    """How the person is called. `display` is what to say."""

    display = fields.CharField()
    given = _text("Legal given names; may be empty.")
    family = _text("Legal family names; may be empty.")
    chosen = _text("The name that the person chose.", empty=True)


class PersonPart(fields.Serializer[Any]):
    """A person."""

    id = fields.UUIDField()
    name = NamePart()
    pronouns = _text("'she/her'; null: not asked.", empty=True)
    birth_date = fields.DateField()
    language = fields.ChoiceField([language.value for language in Language])
    allergies = AllergiesPart(allow_null=True)
    program = ProgramPart()
    consent = ConsentPart()


class InterventionPart(fields.Serializer[Any]):
    """What is done towards a goal."""

    id = fields.UUIDField()
    kind = _text("A code of the program's own list of interventions.")
    title = fields.CharField()
    who = _text("Names of who does it.")
    frequency = fields.CharField(allow_null=True)
    starts_on = fields.DateField(allow_null=True)
    until = fields.DateField(allow_null=True)
    status = fields.ChoiceField(InterventionStatus.values())
    reason = _text("Why it is there.", empty=True)


class ObjectivePart(fields.Serializer[Any]):
    """One step on the way to a goal."""

    id = fields.UUIDField()
    text = fields.CharField()
    measure = fields.CharField(allow_null=True)
    target_on = fields.DateField(allow_null=True)
    status = fields.ChoiceField(ObjectiveStatus.values())


class GoalPart(fields.Serializer[Any]):
    """A goal, in the person's own words."""

    id = fields.UUIDField()
    position = fields.IntegerField()
    own_words = fields.CharField()
    measure = fields.CharField(allow_null=True)
    target_on = fields.DateField(allow_null=True)
    status = fields.ChoiceField(GoalLifecycle.values())
    achievement = fields.ChoiceField(GoalAchievement.values(), allow_null=True)
    achievement_note = fields.CharField(allow_null=True)
    achievement_at = fields.DateTimeField(allow_null=True)
    interventions = InterventionPart(many=True)
    objectives = ObjectivePart(many=True)
    problems = fields.ListField(child=fields.UUIDField(), help_text="The ids of the problems that it is about.")


class CodePart(fields.Serializer[Any]):
    """A code with its system; RxNorm only where a source confirms it."""

    system = fields.CharField()
    code = fields.CharField()
    display = fields.CharField()


class DosePart(fields.Serializer[Any]):
    """The amount as a decimal in a string, so that nothing is rounded on the way."""

    amount = fields.RegexField(r"^[0-9]+(\.[0-9]+)?$")
    unit = fields.CharField()


class OrderPart(fields.Serializer[Any]):
    """A medication order that is active or on hold."""

    id = fields.UUIDField()
    text = _text("The order in one line.")
    medication = fields.CharField()
    codes = CodePart(many=True)
    product = _text("Form and strength, where one was chosen.", empty=True)
    dose = DosePart()
    route = fields.ChoiceField(Route.values())
    frequency = fields.ChoiceField(Frequency.values())
    phase = fields.ChoiceField(Phase.values())
    starts_on = fields.DateField()
    ends_on = fields.DateField(allow_null=True)
    instructions = fields.CharField(allow_null=True)
    status = fields.ChoiceField([OrderStatus.ACTIVE.value, OrderStatus.ON_HOLD.value])
    prescriber = fields.CharField()
    signed_at = fields.DateTimeField(allow_null=True)


class MemberPart(fields.Serializer[Any]):
    """A colleague of the care team."""

    name = fields.CharField()
    function = fields.ChoiceField([role.value for role in Role])
    function_label = fields.CharField()
    is_lead = fields.BooleanField()


class ProblemPart(fields.Serializer[Any]):
    """What a plan is about. Of mental health nothing leaves with a plan."""

    id = fields.UUIDField()
    title = fields.CharField()
    domain = fields.ChoiceField([domain for domain in ProblemDomain.values() if domain != ProblemDomain.MENTAL.value])
    codes = CodePart(many=True)
    status = fields.ChoiceField(ProblemStatus.values())


class PlanPart(fields.Serializer[Any]):
    """An agreed version of a plan. Medication, care team and allergies are those of today, null for a version that has ended."""

    id = fields.UUIDField()
    person = fields.UUIDField(help_text="The id of the person.")
    version = fields.IntegerField()
    status = fields.ChoiceField([PlanStatus.ACTIVE.value, PlanStatus.COMPLETED.value, PlanStatus.REVOKED.value])
    strengths = fields.CharField(allow_null=True)
    preferences = fields.CharField(allow_null=True)
    agreed_at = fields.DateTimeField()
    agreed_by = fields.CharField(allow_null=True)
    changed_at = fields.DateTimeField()
    review_due_on = fields.DateField(allow_null=True)
    ended_at = fields.DateTimeField(allow_null=True)
    end_reason = fields.ChoiceField(PlanEnd.values(), allow_null=True)
    goals = GoalPart(many=True)
    sections = fields.DictField(child=fields.CharField(), help_text="What was written of the person's own, by kind of section.")
    problems = ProblemPart(many=True, help_text="Without those of mental health.")
    level_of_care = fields.ChoiceField(LevelOfCare.values(), allow_null=True)
    starts_on = fields.DateField(allow_null=True)
    medication = OrderPart(many=True, allow_null=True)
    care_team = MemberPart(many=True, allow_null=True)
    allergies = AllergiesPart(allow_null=True)
    program = ProgramPart()
    consent = ConsentPart()


class PersonAnswer(fields.Serializer[Any]):
    """One person."""

    data = PersonPart()
    notice = NoticePart()


class PlanAnswer(fields.Serializer[Any]):
    """One plan."""

    data = PlanPart()
    notice = NoticePart()


class _Listed(fields.Serializer[Any]):
    next = _text("The address of the next page.", empty=True)
    as_of = fields.DateTimeField(help_text="Send this as updated_since to learn what is new after this list.")
    notice = NoticePart()


class PeopleAnswer(_Listed):
    """A page of people."""

    data = PersonPart(many=True)


class PlansAnswer(_Listed):
    """A page of plans in force."""

    data = PlanPart(many=True)


class ProblemAnswer(fields.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = fields.CharField()
    title = fields.CharField()
    status = fields.IntegerField()
    detail = fields.CharField(required=False)


HEADERS_WITH_DATA = [
    OpenApiParameter("X-Part2-Notice", str, OpenApiParameter.HEADER, response=[200], description="The notice of 42 CFR 2.32."),
    OpenApiParameter("X-Consent-Scope", str, OpenApiParameter.HEADER, response=[200], description="The consent's scope."),
]
ETAG = [
    OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200], description="A strong validator of this answer."),
    OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="Answered by 304 where nothing has changed."),
]
PURPOSE = [
    OpenApiParameter(
        "X-Purpose-Of-Use",
        str,
        OpenApiParameter.HEADER,
        enum=PURPOSES,
        default=Purpose.TREAT.value,
        description="Why; one of the purposes that were agreed for this system.",
    ),
]
LIST = [
    OpenApiParameter("cursor", str, description="From `next` of the page before."),
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}, description="How many."),
    OpenApiParameter("updated_since", OpenApiTypes.DATETIME, description="Only what has changed, or was consented to, since."),
]
PROBLEMS = {
    400: "",
    401: "",
    403: "",
    404: "The same where the person may not be seen and where there is none.",
    406: "",
    429: "",
}


def _described(name: str, words: str, answer: type[fields.Serializer[Any]], *, is_list: bool) -> Callable[[Any], Any]:
    codes = {code: said for code, said in PROBLEMS.items() if not (is_list and code == 404)}
    responses: dict[Any, Any] = {(200, "application/json"): answer}
    if not is_list:
        responses[304] = OpenApiResponse(description="Not changed since the answer that If-None-Match names.")
    for code, said in codes.items():
        body = problems.problem(code)
        responses[(code, problems.CONTENT_TYPE)] = OpenApiResponse(
            ProblemAnswer, description=said or body["title"], examples=[OpenApiExample(str(code), value=body)]
        )
    described: Callable[[Any], Any] = extend_schema(
        operation_id=name,
        summary=words,
        parameters=[*PURPOSE, *HEADERS_WITH_DATA, *(LIST if is_list else ETAG)],
        responses=responses,
        tags=["Plans" if "plan" in name else "People"],
    )
    return described


people = _described("listPeople", "Everybody whom a consent lets this system know of", PeopleAnswer, is_list=True)
person = _described("getPerson", "One person", PersonAnswer, is_list=False)
plans = _described("listPlans", "The plans in force that a consent lets this system read", PlansAnswer, is_list=True)
plan = _described("getPlan", "One agreed version of a plan", PlanAnswer, is_list=False)
person_plan = _described("getPlanInForce", "The plan in force of one person", PlanAnswer, is_list=False)


class PartnerScheme(OpenApiAuthenticationExtension):
    """How a partner system signs in."""

    target_class = "care.api.rest.authentication.PartnerAuthentication"
    name = "clientCredentials"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        scopes = {scope.value: scope.prose for scope in Scope}
        return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": scopes}}}


def strict(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Every object says that it holds nothing else: what is not described is not served."""
    for component in result.get("components", {}).get("schemas", {}).values():
        if component.get("type") == "object":
            component["additionalProperties"] = False
    return result


@cache
def _description() -> bytes:
    generator = SchemaGenerator(patterns=[path("api/", include("care.api.urls"))])
    return rendering.rendered(generator.get_schema(request=None, public=True))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description, open to everybody: it holds nobody's data."""
    return HttpResponse(_description(), content_type="application/json", headers={"Cache-Control": "no-cache"})
