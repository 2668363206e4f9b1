"""Who may what, for the matrix: sets of roles, by hand from the clinical reference (12.1, 3.9), not read from the policy."""

from dataclasses import dataclass

from care.actor import Role

R = Role
EVERYBODY = frozenset(Role)
# Who reads and writes a person's care: on the team, and for the whole programme.
CARE_TEAM = frozenset(
    {
        *(R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.PEER, R.PSYCHIATRIC_CONSULTANT, R.PHARMACIST, R.NAVIGATOR),
        *(R.CRISIS_CLINICIAN, R.SUPERVISOR),
    }
)
CARE_PROGRAMME = frozenset({R.COORDINATOR, R.NURSE, R.SUPERVISOR})


@dataclass(frozen=True)
class Who:
    """The roles that may: for a person of their own team, and for one of another team of their clinic."""

    team: frozenset[Role]
    programme: frozenset[Role]


@dataclass(frozen=True)
class Line:
    """The answers of one address to those who may; None where the method is not taken (405, whoever asks).

    `elsewhere` is the answer for what belongs to another clinic: where the gate asks first, to all; where a role is asked
    first (`says_404_to_all` is false), to those who have it. `nowhere` is what somebody gets who works at no clinic; None is
    the same as everybody, where an account is all that it takes.
    """

    who: Who
    get: int | None
    post: int | None
    elsewhere: int = 404
    nowhere: int | None = 403
    says_404_to_all: bool = True


ALL = Who(EVERYBODY, EVERYBODY)
ADMINISTRATORS = Who(frozenset({R.ADMINISTRATOR}), frozenset({R.ADMINISTRATOR}))
LIBRARY_KEEPERS = Who(frozenset({R.ADMINISTRATOR, R.SUPERVISOR}), frozenset({R.ADMINISTRATOR, R.SUPERVISOR}))
REGISTRARS = frozenset({R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.SUPERVISOR, R.FRONT_DESK, R.CRISIS_CLINICIAN})
UNDELIVERED = frozenset({R.COORDINATOR, R.SUPERVISOR})
UNDELIVERED_READERS = UNDELIVERED | {R.ADMINISTRATOR}
PRIVACY_OFFICE = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))
AUDIT_READERS = frozenset({R.PRIVACY_OFFICER, R.AUDITOR, R.ADMINISTRATOR})
PRIVACY_OFFICERS = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))
REVIEWERS = frozenset({R.PRIVACY_OFFICER, R.SUPERVISOR})
CLOCK_KEEPERS = frozenset({R.NAVIGATOR, R.SUPERVISOR})

AGREEMENTS = Who(frozenset({R.PRIVACY_OFFICER}), frozenset({R.PRIVACY_OFFICER}))

IDENTITY = Who(CARE_TEAM | {R.HARM_REDUCTION_WORKER, R.FRONT_DESK}, CARE_PROGRAMME | {R.FRONT_DESK})
CARE = Who(CARE_TEAM, CARE_PROGRAMME)
DECIDERS = Who(frozenset({R.SUPERVISOR}), frozenset({R.SUPERVISOR}))
CONFERENCES = Who(CARE_TEAM, CARE_TEAM)
TEMPLATE_KEEPERS = Who(frozenset({R.SUPERVISOR, R.ADMINISTRATOR}), frozenset({R.SUPERVISOR, R.ADMINISTRATOR}))
NOTE_WRITERS = Who(frozenset({R.COUNSELOR, R.PSYCHIATRIC_CONSULTANT}), frozenset())
NOTE_SIGNERS = frozenset({R.COUNSELOR, R.PSYCHIATRIC_CONSULTANT, R.SUPERVISOR})
NOTE_AUTHOR = Who(frozenset({R.COUNSELOR}), frozenset())  # of the little clinic's notes the team's counselor is the author
MERGERS = frozenset({R.COORDINATOR, R.SUPERVISOR, R.PRESCRIBER})
MERGE = Who(MERGERS, MERGERS & CARE_PROGRAMME)
DOSE_GIVERS = Who(frozenset({R.PRESCRIBER, R.NURSE, R.PHARMACIST}), frozenset({R.NURSE}))
PRESCRIBERS = Who(frozenset({R.PRESCRIBER}), frozenset())
NURSES = Who(frozenset({R.NURSE}), frozenset({R.NURSE}))
FORMULARY = Who(frozenset({R.ADMINISTRATOR, R.PRESCRIBER}), frozenset({R.ADMINISTRATOR, R.PRESCRIBER}))

STORY_LISTS = ("substances", "overdoses", "treatments", "problems", "medicines", "strengths", "goals")
STORY_CHECKS = ("withdrawal", "pregnancy", "needs")


def own(get: int | None, post: int | None) -> Line:
    """A page of one's own account: everybody, wherever they work or not."""
    return Line(ALL, get, post, nowhere=None)


def administrators(get: int | None, post: int | None) -> Line:
    """A page about the staff of the reader's clinic."""
    return Line(ADMINISTRATORS, get, post, says_404_to_all=False)


def rule_readers(get: int | None, post: int | None) -> Line:
    """A page for those who look at the safety rules of medication."""
    readers = frozenset({R.PRESCRIBER, R.SUPERVISOR, R.ADMINISTRATOR})
    return Line(Who(readers, readers), get, post, says_404_to_all=False)


def figure_setters(get: int | None, post: int | None) -> Line:
    """A page for those who propose and approve figures of the safety rules."""
    setters = frozenset({R.PRESCRIBER, R.SUPERVISOR})
    return Line(Who(setters, setters), get, post, says_404_to_all=False)


def library_keepers(get: int | None, post: int | None) -> Line:
    """A page for those who keep the library of the reader's clinic."""
    return Line(LIBRARY_KEEPERS, get, post, says_404_to_all=False)


def lookup_rule_keepers(get: int | None, post: int | None) -> Line:
    """A page for those who keep the rules of look-ups at the reader's clinic."""
    keepers = frozenset({R.PRESCRIBER, R.SUPERVISOR, R.ADMINISTRATOR})
    return Line(Who(keepers, keepers), get, post, says_404_to_all=False)


def privacy(get: int | None, post: int | None) -> Line:
    """A page of the privacy office of the reader's clinic."""
    return Line(PRIVACY_OFFICE, get, post, says_404_to_all=False)


def machine(get: int | None, post: int | None) -> Line:
    """An address for machines: whatever role a browser's session has, it is nobody here."""
    return Line(ALL, get, post, elsewhere=401, nowhere=None)
