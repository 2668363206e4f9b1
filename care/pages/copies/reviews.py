"""Reviews of the plan in the person's own copy: why, what they said, and what became of each line."""

from care.lib.dates import local_date
from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from care.pages.plan_review.page import labels_of
from treatment_plans.queries import whole_plans
from treatment_plans.reviews.presenters import as_sentence, because
from treatment_plans.reviews.queries import ReviewRow, open_causes, reviews_of
from treatment_plans.reviews.vocabulary import Answer


def reviews_sheet(frame: Frame) -> Sheet:
    """Every review that was finished or is under way, and what asks for one now."""
    found, asks = reviews_of(permit=frame.permit), open_causes(permit=frame.permit)
    labels = {plan.uuid: labels_of(plan) for plan in whole_plans(permit=frame.permit)} if found else {}
    today = local_date(frame.at, frame.zone)
    blocks = [Block(Part.REVIEWS.label, [] if found or asks else ["None."])]
    if asks:
        words = because(asks, today=today, person="You")
        blocks.append(Block("Your plan is to be looked at", [as_sentence(one) for one in words]))
    for row in found:
        facts = [("Because", "; ".join(because(row.causes, today=today, person="You")))] if row.causes else []
        facts += [(name, text) for name, text in _words(row) if text]
        blocks.append(Block(f"{frame.day(row.began_at)}: {(row.outcome or row.state).label.lower()}", facts=facts))
        told = [one for one in row.lines.values() if one.answer is not Answer.KEEP]
        if told:
            names = labels.get(row.plan, {})
            rows = [["Line", "What becomes of it", "Why"]]
            rows += [[names.get(one.root, one.kind.label), one.answer.label, one.why] for one in told]
            blocks.append(Block("", rows=rows, widths=(44, 16, 40)))
    data = [
        {
            "id": row.uuid, "version": row.version, "state": row.state.value, "began_at": row.began_at, "ended_at": row.ended_at,
            "outcome": row.outcome.value if row.outcome else None, "helps": row.helps or None, "hinders": row.hinders or None,
            "summary": row.summary or None, "next_review_on": row.next_review_on,
            "causes": [{"kind": one.kind.value, "on": one.happened_on, "words": one.words or None} for one in row.causes],
            "lines": [
                {"line": one.root, "kind": one.kind.value, "answer": one.answer.value, "why": one.why or None}
                for one in row.lines.values()
            ],
        }
        for row in found
    ]  # fmt: skip
    waiting = [{"kind": one.kind.value, "on": one.happened_on, "words": one.words or None} for one in asks]
    return Sheet(Part.REVIEWS, blocks, {"reviews": data, "asked_for": waiting}, [row.uuid for row in found])


def _words(row: ReviewRow) -> tuple[tuple[str, str], ...]:
    return ("What helps, in your words", row.helps), ("What does not", row.hinders), ("In a few sentences", row.summary)
