"""The person's own copy of their plan: what it says on the screen, and the same on paper, in their language and size of print."""

from dataclasses import dataclass

from django.http import HttpResponse

from care.reminders.rules.wording import LANGUAGES, language_of
from patients.queries import get_patient
from treatment_plans.own_copy import copy_of
from treatment_plans.own_paper import Print, printed
from treatment_plans.presenters import Choice
from treatment_plans.queries import PlanRow, current_plan
from treatment_plans.queries.reading import PlanNotFound
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import reading

LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which version, for whom, in which language and print; what is not asked for is the person's language, on one page."""

    plan: PlanRow
    name: str
    language: str
    size: Print

    def choices(self) -> tuple[list[Choice], list[Choice]]:
        """The languages, and the sizes of print, each with where it leads."""
        languages = [
            Choice(LANGUAGE_NAMES[one], f"?language={one}&print={self.size.value}", is_current=one == self.language)
            for one in LANGUAGES
        ]
        sizes = [Choice(one.label, f"?language={self.language}&print={one.value}", is_current=one is self.size) for one in Print]
        return languages, sizes


def _asked(opened: Opened) -> _Asked:
    """What is asked for, of the version in force, else of the one being written.

    Raises:
        PlanNotFound: there is none.
    """
    plan = current_plan(permit=opened.permit)
    if plan is None:
        raise PlanNotFound
    person, asked = get_patient(permit=opened.permit), opened.request.GET
    language = asked.get("language", "")
    if language not in LANGUAGES:
        language = language_of(person.identity.language.value)
    return _Asked(plan, person.display_name, language, Print.LARGE if asked.get("print") == Print.LARGE.value else Print.PAGE)


@reading()
def copy(opened: Opened) -> HttpResponse:
    """What the copy says, as the person reads it, and the ways in which they may have it."""
    asked = _asked(opened)
    is_whole = asked.size is Print.LARGE
    languages, sizes = asked.choices()
    return opened.page(
        "treatment_plans/copy.html",
        copy=copy_of(asked.plan, name=asked.name, on=opened.today, language=asked.language, is_whole=is_whole),
        plan=asked.plan,
        size=asked.size,
        languages=languages,
        sizes=sizes,
    )


@reading()
def copy_paper(opened: Opened) -> HttpResponse:
    """The copy as a PDF."""
    asked = _asked(opened)
    content = printed(asked.plan, name=asked.name, on=opened.today, language=asked.language, print_as=asked.size)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="my-plan.pdf"'
    return answer
