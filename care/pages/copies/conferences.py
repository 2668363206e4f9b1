"""What case conferences said and decided, in the person's own copy."""

from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from treatment_plans.conferences.queries import talks_about
from treatment_plans.conferences.rules import listed


def conferences_sheet(frame: Frame) -> Sheet:
    """Each time that a team talked about them: what was said, what was decided, who heard it."""
    found = [row for row in talks_about(permit=frame.permit, limit=10_000) if row.discussed_at is not None]
    blocks = [Block(Part.CONFERENCES.label, [] if found else ["None."])]
    data = []
    for row in found:
        heard = [one.name for one in row.hearings if one.hears]
        decided = [f"Decided: {one.text}{f' ({one.who})' if one.who else ''}" for one in row.decisions]
        words = [row.minutes, *decided, f"Heard by {listed(heard)}." if heard else ""]
        blocks.append(Block(f"Conference of {frame.day(row.conference.starts_at)}", [one for one in words if one]))
        data.append(
            {
                "id": row.line.uuid, "held_at": row.conference.starts_at, "why": row.line.why, "minutes": row.minutes,
                "written_by": row.discussed_by, "with_you": row.line.with_person.value, "heard_by": heard,
                "decisions": [
                    {"text": one.text, "became": one.outcome.value, "who": one.who or None, "until": one.until}
                    for one in row.decisions
                ],
            }
        )  # fmt: skip
    days = frame.days(*(row.conference.starts_at for row in found))
    return Sheet(Part.CONFERENCES, blocks, data, [row.line.uuid for row in found], days)
