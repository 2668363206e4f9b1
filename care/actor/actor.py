"""Whoever acts is one value."""

from dataclasses import dataclass
from enum import StrEnum

from care.actor.vocabulary import Requester, Role


class ActorKind(StrEnum):
    """The four that act, and the visitor who has not signed in."""

    STAFF = "staff"
    PARTNER = "partner"
    PATIENT = "patient"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Actor:
    """A staff member at an organisation with roles, a partner system, a patient through a link, or a named job.

    `label` names the actor in the audit without a person's name ('staff 12', 'job reminders.sweep'). `requester` is who asks,
    in the words of the decision table. `page` is the name of the address that was asked for, which names nobody: the audit
    says of each record that was opened on which page.
    """

    kind: ActorKind
    label: str
    user_id: int | None = None
    staff_id: int | None = None
    organisation_id: int | None = None
    roles: frozenset[Role] = frozenset()
    patient_id: int | None = None
    partner_id: int | None = None
    purpose: str = ""
    scopes: frozenset[str] = frozenset()
    job: str = ""
    request_id: str = ""
    requester: Requester = Requester.UNKNOWN
    page: str = ""

    @classmethod
    def staff(
        cls,
        *,
        user_id: int,
        staff_id: int,
        organisation_id: int,
        roles: frozenset[Role],
        request_id: str = "",
        page: str = "",
    ) -> "Actor":
        """A person of the organisation, signed in."""
        return cls(
            kind=ActorKind.STAFF,
            label=f"staff {staff_id}",
            user_id=user_id,
            staff_id=staff_id,
            organisation_id=organisation_id,
            roles=roles,
            request_id=request_id,
            requester=Requester.STAFF,
            page=page,
        )

    @classmethod
    def system(cls, *, job: str, organisation_id: int | None = None) -> "Actor":
        """The platform itself, doing a named job."""
        return cls(
            kind=ActorKind.SYSTEM, label=f"job {job}", organisation_id=organisation_id, job=job, requester=Requester.SYSTEM
        )

    @classmethod
    def patient(cls, *, patient_id: int, organisation_id: int, link_id: int, purpose: str, request_id: str = "") -> "Actor":
        """A person who came through a link of the programme; `purpose` is the single one that the link is for."""
        return cls(
            kind=ActorKind.PATIENT,
            label=f"link {link_id}",
            organisation_id=organisation_id,
            patient_id=patient_id,
            purpose=purpose,
            request_id=request_id,
            requester=Requester.PATIENT,
        )

    @classmethod
    def partner(
        cls,
        *,
        partner_id: int,
        organisation_id: int,
        scopes: frozenset[str],
        asks_as: Requester = Requester.UNKNOWN,
        request_id: str = "",
    ) -> "Actor":
        """A system of another organisation, with the scopes of its token.

        `organisation_id` is the partner's own, `asks_as` what that organisation is to others.
        """
        return cls(
            kind=ActorKind.PARTNER,
            label=f"partner {partner_id}",
            organisation_id=organisation_id,
            partner_id=partner_id,
            scopes=scopes,
            request_id=request_id,
            requester=asks_as,
        )

    @classmethod
    def anonymous(cls, *, request_id: str = "") -> "Actor":
        """Nobody known yet: somebody at the sign-in page."""
        return cls(kind=ActorKind.ANONYMOUS, label="anonymous", request_id=request_id)

    @property
    def job_name(self) -> str:
        """What stands in a row beside an empty user: the named job, or what the person's link was for."""
        return self.purpose if self.kind is ActorKind.PATIENT else self.job

    def has_role(self, *roles: Role) -> bool:
        """Whether any of these roles is held."""
        return not self.roles.isdisjoint(roles)

    def colleague(self) -> tuple[int, int]:
        """The user and the organisation behind a member of staff.

        Raises:
            PermissionError: the actor is a job, a partner or a visitor; what is asked for is done by people.
        """
        if self.user_id is None or self.organisation_id is None:
            raise PermissionError("this is done by people who work here")
        return self.user_id, self.organisation_id
