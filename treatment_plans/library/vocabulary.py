"""The words of the library: how sure it is that something helps, and what may be asked of a suggestion. Pure."""

from care.actor.vocabulary import Described

OWN_LIST = "own list"  # the source of what has no published one that we are sure of


class Evidence(Described):
    """How sure it is that something helps. What has no source that we are sure of is never above limited."""

    STRONG = "strong", "Strong", "Several good trials, or a guideline that recommends it without reserve."
    MODERATE = "moderate", "Moderate", "Good trials with mixed or smaller effects, or for some people only."
    LIMITED = "limited", "Limited", "Few studies, or experience alone. It may still be what this person needs."
    ADJUNCT = "adjunct", "Beside other care", "Helps some people to feel better; never instead of other care."


class Because(Described):
    """What a suggestion rests on."""

    SUBSTANCE = "substance", "Substance use", "What they use, and diagnoses of it."
    MEDICATION = "medication", "Medication", "What is ordered here."
    CONDITION = "condition", "Problem list", "Another condition of body or mind."
    SCORE = "score", "Score", "What a measure came to."
    DANGER = "danger", "Safety", "An overdose, thoughts of suicide, violence."
    PREGNANCY = "pregnancy", "Pregnancy", "Pregnant, or a birth in the last 12 months."
    NEED = "need", "Social need", "Housing, work, rides and the rest."
    AGE = "age", "Age", "Young or older."
    CUSTODY = "custody", "Custody", "In jail or prison, or just out."
    PEOPLE = "people", "People", "Who stands by them."
    WISH = "wish", "Their wish", "What they said that they would like."
    PAST = "past", "Past treatment", "What helped before, and what did not."
    GOAL = "goal", "The goal", "What the goal itself speaks of."
    BEGINNING = "beginning", "Beginning", "Little is known yet."
