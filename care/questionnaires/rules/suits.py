"""Which instruments people answer on their own. Pure."""

from patients.assessments.rules import Definition, Mode


def suits_phones(definition: Definition) -> bool:
    """Whether people answer it on their own: not what a colleague asks or observes, nor what is asked about several things."""
    return Mode.SELF in definition.modes and not definition.subjects
