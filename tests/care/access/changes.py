"""What happens in a life of the small world: teams, consents, restrictions, sessions, notes, accounts, the clock."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from care.access import gate
from care.access.operations import sessions
from care.access.policy import Session
from care.access.rules import REASONS
from care.accounts import operations as accounts
from care.actor import Category, Purpose, Role
from care.consent import operations as consents
from care.consent.rules import KINDS, MAY_BE_WITHHELD_FOR, MAY_BE_WITHHELD_FROM, EndedBy, Kind
from care.teams import operations as teams
from care.teams.models import CareTeamMember
from patients.models import Patient
from tests.care.access import oracle
from tests.care.access.life import Base, C, categories, colleague, somebody, system
from tests.care.access.oracle import OUTSIDE, Answer
from tests.care.access.small_world import PURPOSES
from tests.factories.accounts import actor_for
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory
from tests.factories.notes import CounselingNoteFactory

withheld_for = st.sets(st.sampled_from(sorted(set(MAY_BE_WITHHELD_FOR) & set(PURPOSES))), min_size=1)


class Changes(Base):
    """The rules that change something, in the oracle and by the operations of the house."""

    @rule(who=colleague, whom=somebody)
    def joins_or_leaves_a_team(self, who: int, whom: int) -> None:
        at_work, found = self.staff[who], self.people[whom]
        place = at_work.colleague.organisation
        if place not in found.person.enrolled or at_work.colleague.disabled:
            return
        permit = self._permit(found)
        if found.person in at_work.colleague.teams:
            member = CareTeamMember.objects.get(patient=found.row, staff=at_work.row, left_at__isnull=True)
            teams.remove_team_member(permit=permit, member=member, at=self.world.now)
            at_work.colleague.teams.discard(found.person)
        else:
            function = sorted(at_work.colleague.roles)[0]
            teams.add_team_member(permit=permit, staff_id=at_work.row.pk, function=function, at=self.world.now)
            at_work.colleague.teams.add(found.person)

    @rule(who=system, whom=somebody, kind=st.sampled_from(sorted(set(Kind) - {Kind.COUNSELING_NOTES})), over=categories,
          days=st.integers(1, 30), any_purpose=st.booleans())  # fmt: skip
    def gives_a_consent(self, who: int, whom: int, kind: Kind, over: set[Category], days: int, any_purpose: bool) -> None:
        found, place, allowed = self.people[whom], self.systems[who].system.organisation, KINDS[kind]
        (program,) = found.person.enrolled
        is_general = allowed.is_class
        purposes = allowed.purposes if is_general else allowed.purposes_for(place.kind)
        if not any_purpose:
            purposes = purposes & OUTSIDE[place.kind].purposes if place.kind in OUTSIDE else frozenset()
        over = over & allowed.categories
        if not purposes or not over or place is program:
            return
        new = oracle.Consent(
            found.person, program, None if is_general else place, kind.value, frozenset(over), frozenset(purposes),
            self.world.now, self.world.now + timedelta(days=days),
        )  # fmt: skip
        if any(self._in_the_way(old, new) for old, _ in self.consents):
            return
        named: dict[str, Any] = {} if is_general else {"recipient": place.row}  # type: ignore[attr-defined]
        row = ConsentFactory(
            patient=found.row,
            kind=kind.value,
            general=is_general,
            categories=sorted(over),
            purposes=sorted(purposes),
            signed_at=new.signed_at,
            recorded_at=new.signed_at,
            prepared_at=new.signed_at,
            expires_at=new.expires_at,
            matter="County case 7" if allowed.matter else "",
            treating_members=kind is Kind.INTERMEDIARY,
            irrevocable_until=new.signed_at if kind is Kind.CRIMINAL_JUSTICE else None,
            **named,
        )
        self.consents.append((new, row))
        self.world.consents.append(new)

    @staticmethod
    def _in_the_way(old: oracle.Consent, new: oracle.Consent) -> bool:
        """A second like one that nobody took back: the operations would replace or refuse it."""
        same = old.person is new.person and old.kind == new.kind and old.recipient is new.recipient
        return same and not old.revoked and (old.recipient is None or old.expires_at == new.expires_at)

    @rule(which=st.integers(0, 30))
    def takes_a_consent_back(self, which: int) -> None:
        standing = [(fact, row) for fact, row in self.consents if fact.counts(self.world.now)]
        if not standing:
            return
        fact, row = standing[which % len(standing)]
        found = next(found for found in self.people if found.person is fact.person)
        consents.revoke_consent(permit=self._permit(found), consent=row.uuid, reason="Asked", at=self.world.now)
        fact.revoked = True

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 7]))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)
        self.clock[:] = [self.world.now]
        for at_work in self.staff:
            at_work.client = None  # the session has ended

    @rule(who=colleague)
    def an_account_is_switched(self, who: int) -> None:
        at_work = self.staff[who]
        place, by = at_work.colleague.organisation, {"at": self.world.now, "staff_id": at_work.row.pk}
        actor = actor_for(self.cast.keepers[place.name])
        self._browser(at_work)  # somebody whose account is closed while they are signed in
        if at_work.colleague.disabled:
            accounts.enable_account(actor=actor, **by)
        else:
            accounts.disable_account(actor=actor, reason="Left", **by)
        at_work.colleague.disabled = not at_work.colleague.disabled

    @rule(who=system)
    def a_system_is_disabled(self, who: int) -> None:
        asking = self.systems[who]
        if self.turn % 4 or asking.system.disabled:  # seldom, for it stays so
            return
        row = asking.row
        row.disabled_at, row.disabled_by_job, row.disabled_reason = self.world.now, "disable_partner", "Ended"
        row.save()
        row.disabled_at, row.disabled_by_job, row.disabled_reason = None, "", ""
        asking.system.disabled = True

    @rule(whom=somebody)
    def somebody_dies(self, whom: int) -> None:
        found = self.people[whom]
        if self.turn % 5 or found.person.has_died:
            return
        Patient.objects.filter(pk=found.row.pk).update(
            deceased_on=self.world.now.date(), death_recorded_at=self.world.now, death_recorded_by=found.row.registered_by_id
        )
        found.person.has_died = True

    @rule(
        whom=somebody,
        who=system,
        by_name=st.booleans(),
        over=categories,
        purposes=withheld_for,
    )
    def something_is_withheld(self, whom: int, who: int, by_name: bool, over: set[Category], purposes: set[Purpose]) -> None:
        found, place = self.people[whom], self.systems[who].system.organisation
        (program,) = found.person.enrolled
        if place.kind not in MAY_BE_WITHHELD_FROM or place is program:
            return
        recipient = place if by_name else None
        fact = oracle.Restriction(found.person, program, place.kind, recipient, frozenset(over), frozenset(purposes))
        row = RestrictionRequestFactory(
            patient=found.row,
            recipient=recipient.row if recipient else None,  # type: ignore[attr-defined]
            requester=place.kind.value,
            categories=sorted(over),
            purposes=sorted(purposes),
        )
        self.restrictions.append((fact, row))
        self.world.restrictions.append(fact)

    @rule(which=st.integers(0, 30))
    def a_restriction_ends(self, which: int) -> None:
        standing = [(fact, row) for fact, row in self.restrictions if not fact.ended]
        if not standing:
            return
        fact, row = standing[which % len(standing)]
        found = next(found for found in self.people if found.person is fact.person)
        consents.end_restriction(
            permit=self._permit(found),
            restriction=row.uuid,
            by=EndedBy.PERSON,
            reason="Asked",
            today=self.world.now.date(),
            at=self.world.now,
        )
        fact.ended = True

    @rule(who=colleague, whom=somebody, to_review=st.booleans(), hours=st.integers(1, 4))
    def a_record_is_opened_for_a_time(self, who: int, whom: int, to_review: bool, hours: int) -> None:
        at_work, found = self.staff[who], self.people[whom]
        may = oracle.may_open_session(self.world, at_work.colleague, found.person, to_review=to_review)
        if may is Answer.OUT:
            return
        reads = oracle.staff_reads(self.world, at_work.colleague, found.person, C.SUD) is Answer.YES
        kind = Session.REVIEW if to_review else Session.EMERGENCY
        try:
            permit = gate.require_session(actor=actor_for(at_work.row), patient_id=found.row.pk, kind=kind, at=self.world.now)
        except gate.NotFound:
            assert may is Answer.HIDDEN
        except gate.Refused:
            assert may is Answer.NO
        except gate.NotNeeded:
            assert reads
        else:
            assert may is Answer.YES
            already = oracle.running(self.world, at_work.colleague, found.person)
            row = sessions.open_session(
                permit=permit,
                kind=kind,
                reason=REASONS[kind][0],
                words="Found unresponsive, the ambulance asks.",
                length=timedelta(hours=hours),
                zone="America/New_York",
                at=self.world.now,
            )
            if not already:
                self.world.sessions.append(oracle.Session(at_work.colleague, found.person, row.ends_at, to_review))

    @rule(who=colleague, whom=somebody, beside=colleague)
    def a_counseling_note_is_signed(self, who: int, whom: int, beside: int) -> None:
        at_work, found, other = self.staff[who], self.people[whom], self.staff[beside]
        if Role.COUNSELOR not in at_work.colleague.roles or at_work.colleague.organisation not in found.person.enrolled:
            return
        with_other = other if other is not at_work and other.colleague.organisation is at_work.colleague.organisation else None
        text = f"We spoke of {found.words[C.COUNSELLING_NOTE]}."
        row = CounselingNoteFactory(
            patient=found.row, author=at_work.row, signed=True, text=text, cosigner=with_other.row if with_other else None
        )
        self.notes.append(
            (oracle.CounselingNote(found.person, at_work.colleague, with_other.colleague if with_other else None), row)
        )
