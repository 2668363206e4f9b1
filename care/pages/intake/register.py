"""Every section that has a page, what is asked because of what was told, and the summary of them all."""

from collections.abc import Iterable

from care.pages.intake import own, person
from care.pages.intake.sheets import Page, Visit
from patients.intake.queries import IntakeRow
from patients.intake.rules import SECTIONS, Answered, Part, SectionKey, Told, may_be_pregnant, what_is_asked

PAGES: dict[SectionKey, Page] = {page.key: page for page in (*person.PAGES, *own.PAGES)}
THERE: tuple[SectionKey, ...] = tuple(section.key for section in SECTIONS if section.key in PAGES)


def told_of(visit: Visit) -> Told:
    """What the record says, as far as what is asked follows from it."""
    return Told(may_be_pregnant=may_be_pregnant(age=visit.person.age, is_male=False))


def summary_parts(visit: Visit, intake: IntakeRow, told: Told, *, keys: Iterable[SectionKey] = THERE) -> list[Part]:
    """What every section tells now, in the order of the way; of what was not told, how it stands."""
    return [_part(visit, intake, told, PAGES[key]) for key in keys]


def _part(visit: Visit, intake: IntakeRow, told: Told, page: Page) -> Part:
    row = intake.sections[page.key]
    found = page.tells(visit)
    how = "" if row.state is Answered.SAVED else row.state.label
    asked = what_is_asked(told)[page.key]
    if row.state is Answered.WAITING and not asked.is_asked and asked.reason is not None:
        how = asked.reason.label
    return Part(
        key=found.key,
        title=found.title,
        how=how,
        facts=found.facts,
        lines=found.lines,
        voice=found.voice,
        unsaid=row.unsaid,
    )
