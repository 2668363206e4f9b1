"""What was talked through about medicines, in the person's own copy."""

from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from treatment_plans.regimens.teaching.queries import teach_backs

ALL = 10_000


def teaching_sheet(frame: Frame) -> Sheet:
    """Every teach-back that stands, in the person's words."""
    found = teach_backs(permit=frame.permit, limit=ALL)
    block = Block(Part.TEACHING.label, [] if found else ["None."])
    if found:
        rows = [["When", "Medicine", "Your words", "What was unclear"]]
        rows += [
            [frame.day(one.taught_at), f"{one.title}: {one.outcome.label.lower()}", one.own_words, one.unclear] for one in found
        ]
        block = Block(Part.TEACHING.label, rows=rows, widths=(16, 24, 36, 24))
    data = [
        {
            "id": one.uuid, "at": one.taught_at, "sheet": one.sheet, "version": one.sheet_version, "occasion": one.occasion.value,
            "language": one.language.value, "interpreter": one.interpreter.value, "handed": one.handed.value,
            "outcome": one.outcome.value, "own_words": one.own_words or None, "unclear": one.unclear or None,
            "by": one.taught_by,
        }
        for one in found
    ]  # fmt: skip
    days = frame.days(*(one.taught_at for one in found))
    return Sheet(Part.TEACHING, [block], data, [one.uuid for one in found], days)
