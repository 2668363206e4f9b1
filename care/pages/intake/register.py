"""Every section that has a page, what is asked because of what was told, and the summary of them all."""

from collections.abc import Iterable

from care.pages.intake import around, coverage, own, person, story
from care.pages.intake.sheets import Page, Visit
from patients.intake.queries import IntakeRow
from patients.intake.rules import SECTIONS, Answered, Part, SectionKey, Told, Use, may_be_pregnant, what_is_asked
from patients.queries import background_of
from patients.rules import BirthSex
from patients.story.queries import part_of
from patients.story.rules import OPIOIDS, HowOften, PartAnswer, Substance, SubstanceKind
from patients.story.rules import Part as StoryPart

PAGES: dict[SectionKey, Page] = {
    page.key: page for page in (*person.PAGES, *around.PAGES, *own.PAGES, *story.PAGES, *coverage.PAGES)
}
THERE: tuple[SectionKey, ...] = tuple(section.key for section in SECTIONS if section.key in PAGES)


# Alcohol and sedatives: seizures and delirium when they are stopped (clinical reference 4.5). Opioids, what is sold as one or
# among them, gabapentinoids: withdrawal that a nurse should know of.
DANGEROUS = frozenset({SubstanceKind.ALCOHOL, SubstanceKind.BENZODIAZEPINES, SubstanceKind.OTHER_SEDATIVES})
HARD = OPIOIDS | {SubstanceKind.XYLAZINE, SubstanceKind.GABAPENTINOIDS, SubstanceKind.UNKNOWN}


def told_of(visit: Visit) -> Told:
    """What the record says, as far as what is asked follows from it. Four queries."""
    used = part_of(permit=visit.permit, part=StoryPart.SUBSTANCES)
    substances = [line.said for line in used.lines if isinstance(line.said, Substance)]
    birth_sex = background_of(permit=visit.permit).said.birth_sex
    uses, ever_used = None, None
    if substances:
        uses, ever_used = frozenset(map(_use, (one for one in substances if one.how_often is not HowOften.NOT_LATELY))), True
    elif used.answered is not None and used.answered.answer is PartAnswer.NOTHING:
        uses, ever_used = frozenset(), False
    return Told(
        uses=uses,
        ever_used=ever_used,
        may_be_pregnant=may_be_pregnant(age=visit.person.age, is_male=birth_sex is BirthSex.MALE),
    )


def _use(one: Substance) -> Use:
    if one.substance in DANGEROUS:
        return Use.DANGEROUS
    return Use.HARD if one.substance in HARD else Use.OTHER


def summary_parts(visit: Visit, intake: IntakeRow, told: Told, *, keys: Iterable[SectionKey] = THERE) -> list[Part]:
    """What every section tells now, in the order of the way; of what was not told, how it stands."""
    return [_part(visit, intake, told, PAGES[key]) for key in keys]


def _part(visit: Visit, intake: IntakeRow, told: Told, page: Page) -> Part:
    row = intake.sections[page.key]
    found = page.tells(visit)
    how = "" if row.state is Answered.SAVED else row.state.label
    is_told = bool(found.facts or found.lines or found.voice)
    if row.state is Answered.SAVED and not is_told:
        how = "Asked; there is nothing to write down"
    if row.state is Answered.WAITING and is_told:
        how = "From the record; not asked at this intake"
    asked = what_is_asked(told)[page.key]
    if row.state is Answered.WAITING and not is_told and not asked.is_asked and asked.reason is not None:
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
