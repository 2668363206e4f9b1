"""The forms of giving something to somebody outside, of the person's own copy, and of agreements."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from care.access.notices import Form as NoticeForm
from care.access.operations import Order, Papers, Recipient
from care.access.policy import Basis
from care.access.policy.table import OUTSIDE
from care.access.queries import AgreementRow
from care.access.rules import AgreementTerms
from care.access.vocabulary import AgreementKind, Channel
from care.accounts.queries import PartnerOrganisation
from care.actor import Category, Purpose, Requester
from care.consent.queries import ConsentRow, RepresentativeRow
from care.lib.dates import local_date
from care.lib.forms import offer
from care.pages.copies.giving import Wish
from care.pages.copies.parts import ALONE, FOR_OTHERS, Part

CONSENT, AGREEMENT, SIGNS = "consent:", "agreement:", "signs:"
OTHER_GROUNDS = {
    Basis.ORDER: "A court order with a subpoena",
    Basis.REPORT: "The first report of child abuse or neglect",
    Basis.NONE: "None of these",
}
# Emergency staff have a page of their own, the person gets their own copy, and nothing is given for selling.
ASKERS = tuple(
    one for one in Requester
    if one in OUTSIDE - {Requester.EMERGENCY_CLINICIAN, Requester.FUNDRAISER, Requester.PUBLIC_HEALTH, Requester.UNKNOWN}
)  # fmt: skip
PURPOSES = tuple(one for one in Purpose if one not in (Purpose.ETREAT, Purpose.PATRQT, Purpose.HMARKT, Purpose.PUBHLTH))
CHANNELS = {
    Channel.PDF: "A file that I pass on myself",
    Channel.PAPER: "On paper: print it and hand it over",
    Channel.E_MAIL: "By e-mail, as a file that opens with a passphrase",
    Channel.SPOKEN: "Spoken: I tell them what is shown here",
}
FORMS = {
    NoticeForm.SHORT: "Short: the regulation’s own sentence",
    NoticeForm.LONG: "Long: says what the recipient may do; your counsel compares it with the eCFR first",
}
QUIET = {"autocomplete": "off"}
A_DAY = forms.DateInput(attrs={"type": "date"})


def words_of_consent(row: ConsentRow) -> str:
    """'Eastside: identity and contact, general health; for treatment' for a line of the choice."""
    kinds = ", ".join(category.label.lower() for category in row.categories)
    purposes = ", ".join(purpose.label.lower() for purpose in row.purposes)
    return f"Consent for {row.recipient}: {kinds}; for {purposes}"


def words_of_agreement(row: AgreementRow) -> str:
    """'Service agreement with Meadow Laboratory, QSOA-1'."""
    return f"{row.kind.label} with {row.party}, {row.reference}"


def words_of_representative(row: RepresentativeRow) -> str:
    """'Guardian appointed by a court: Ana Vega'."""
    return f"{row.kind.label}: {row.name}"


class ShareForm(forms.Form):
    """Who asks, what for, which parts, on what it rests, and how it leaves."""

    rests_on = forms.ChoiceField(
        label="What it rests on",
        widget=forms.RadioSelect,
        error_messages={"required": "Say on what it rests; “None of these” is an answer too."},
    )
    requester = forms.ChoiceField(
        label="Who asks",
        required=False,
        choices=[("", "As the consent or agreement says"), *((one.value, one.label) for one in ASKERS)],
    )
    name = forms.CharField(label="Name of who asks", max_length=120, required=False, widget=forms.TextInput(attrs=QUIET))
    organisation = forms.CharField(
        label="Organization",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs=QUIET),
        help_text="Leave it empty where the consent or agreement names it.",
    )
    purpose = forms.ChoiceField(label="What for", choices=[(one.value, one.label) for one in PURPOSES])
    parts = forms.MultipleChoiceField(
        label="What they get",
        widget=forms.CheckboxSelectMultiple,
        choices=[(part.value, part.label) for part in (*FOR_OTHERS, *ALONE)],
        help_text="The person’s name always stands on a paper. Counseling notes go alone, on a consent for them.",
        error_messages={"required": "Choose at least one part."},
    )
    order_number = forms.CharField(
        label="Number of the order", max_length=80, required=False, widget=forms.TextInput(attrs=QUIET)
    )
    subpoena_number = forms.CharField(
        label="Number of the subpoena", max_length=80, required=False, widget=forms.TextInput(attrs=QUIET)
    )
    order_limits = forms.CharField(
        label="What the order limits", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    reference = forms.CharField(label="Number of the report", max_length=80, required=False, widget=forms.TextInput(attrs=QUIET))
    identity_check = forms.CharField(
        label="How you know who they are", max_length=200, required=False, widget=forms.TextInput(attrs=QUIET)
    )
    notice_form = forms.ChoiceField(
        label="Notice that goes along", widget=forms.RadioSelect, choices=[(form.value, words) for form, words in FORMS.items()]
    )
    channel = forms.ChoiceField(
        label="How it leaves",
        widget=forms.RadioSelect,
        choices=[(channel.value, words) for channel, words in CHANNELS.items()],
    )
    address = forms.EmailField(
        label="E-mail of the recipient", max_length=254, required=False, widget=forms.EmailInput(attrs=QUIET)
    )

    def __init__(
        self,
        *args: Any,
        consents: Collection[ConsentRow],
        agreements: Collection[AgreementRow],
        representatives: Collection[RepresentativeRow],
        recipients: Mapping[int, PartnerOrganisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.consents = {f"{CONSENT}{row.uuid}": row for row in consents}
        self.agreements = {f"{AGREEMENT}{row.uuid}": row for row in agreements}
        self.representatives = {f"{SIGNS}{row.uuid}": row for row in representatives}
        self.recipients = recipients
        choices = [(key, words_of_consent(row)) for key, row in self.consents.items()]
        choices += [(key, words_of_agreement(row)) for key, row in self.agreements.items()]
        choices += [(key, words_of_representative(row)) for key, row in self.representatives.items()]
        choices += [(basis.value, words) for basis, words in OTHER_GROUNDS.items()]
        offer(self, "rests_on", choices)

    @classmethod
    def start(cls, consents: Collection[ConsentRow]) -> dict[str, Any]:
        """What an empty form begins with: the newest consent in force, treatment, everything that it may name, a file."""
        first = next(iter(consents), None)
        return {
            "rests_on": f"{CONSENT}{first.uuid}" if first else "",
            "purpose": Purpose.TREAT.value,
            "parts": [part.value for part in FOR_OTHERS],
            "notice_form": NoticeForm.SHORT.value,
            "channel": Channel.PDF.value,
        }

    def clean(self) -> dict[str, Any]:
        """Somebody is named; the papers of what it rests on are there; an e-mail has an address."""
        cleaned: dict[str, Any] = super().clean() or {}
        rests_on = cleaned.get("rests_on", "")
        if len(cleaned.get("parts", [])) > 1 and Part.NOTES.value in cleaned["parts"]:
            self.add_error("parts", "Counseling notes go alone, on a consent for them.")
        if rests_on in self.representatives:
            self._want("identity_check")
        elif rests_on not in self.consents and rests_on not in self.agreements:
            if not cleaned.get("requester"):
                self.add_error("requester", "Say who asks.")
            if not (cleaned.get("name") or cleaned.get("organisation")):
                self.add_error("name", "Name the person or the organization.")
        if rests_on == Basis.ORDER:
            self._want("order_number", "subpoena_number", "order_limits")
        if rests_on == Basis.REPORT:
            self._want("reference")
        if cleaned.get("channel") == Channel.E_MAIL:
            self._want("address")
        return cleaned

    def _want(self, *names: str) -> None:
        for name in names:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, "This is needed here.")

    @property
    def seen(self) -> str:
        """A mark of what was filled in: what is given is what was shown, and nothing else."""
        said = {name: self.data.getlist(name) for name in self.base_fields}  # type: ignore[attr-defined]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def leaves_by(self) -> Channel:
        """How it leaves."""
        return Channel(self.cleaned_data["channel"])

    def _named_by(self, consent: ConsentRow, given: Mapping[str, Any]) -> Recipient:
        """Who receives on a consent: the organization or person that it names, or one of the class that it names."""
        if consent.recipient_id is not None:
            known = self.recipients[consent.recipient_id]
            return Recipient(known.kind, given["name"], known.name, known.organisation_id)
        if consent.recipient_kind is not None:
            return Recipient(consent.recipient_kind, given["name"], consent.recipient)
        return Recipient(Requester(given["requester"]), given["name"], given["organisation"])

    def wish(self) -> Wish:
        """What is to be given, for the gate. Whom a consent or agreement names is taken from its row, not from the form."""
        given = self.cleaned_data
        consent = self.consents.get(given["rests_on"])
        agreement = self.agreements.get(given["rests_on"])
        signs = self.representatives.get(given["rests_on"])
        if consent is not None:
            recipient = self._named_by(consent, given)
        elif agreement is not None:
            recipient = Recipient(agreement.requester, given["name"], agreement.party)
        elif signs is not None:
            recipient = Recipient(Requester.REPRESENTATIVE, signs.name)
        else:
            recipient = Recipient(Requester(given["requester"]), given["name"], given["organisation"])
        number: UUID | None = agreement.uuid if agreement else None
        order = Order(given["order_number"], given["subpoena_number"], given["order_limits"])
        basis = Basis.REPRESENTATION if signs is not None else Basis.NONE
        if consent is None and agreement is None and signs is None:
            basis = Basis(given["rests_on"])
        return Wish(
            recipient=recipient,
            purpose=Purpose(given["purpose"]),
            parts=tuple(part for part in (*FOR_OTHERS, *ALONE) if part.value in given["parts"]),
            consent=consent.uuid if consent else None,
            basis=basis,
            papers=Papers(
                order=order if given["order_number"] else None,
                agreement=number,
                reference=str(signs.uuid) if signs else given["reference"],
                identity_check=given["identity_check"],
            ),
            form=NoticeForm(given["notice_form"]),
            representative=signs.uuid if signs else None,
        )


class OwnCopyForm(forms.Form):
    """How a colleague knows that it is the person who gets the copy."""

    identity_check = forms.CharField(
        label="How you know that it is them",
        max_length=200,
        widget=forms.TextInput(attrs=QUIET),
        help_text="“Known to me for years”, or the paper that you looked at, without its number.",
        error_messages={"required": "Say how you know who they are; it is kept with the copy."},
    )


class AccountForm(OwnCopyForm):
    """The list of who received what, for the person: of which time, and as which file."""

    span = forms.ChoiceField(
        label="Which time", choices=[("years", "The last three years"), ("all", "Everything that we know of")], initial="years"
    )
    kind = forms.ChoiceField(
        label="As what", widget=forms.RadioSelect, choices=[("pdf", "PDF, to read"), ("csv", "CSV, for a spreadsheet")],
        initial="pdf",
    )  # fmt: skip


class RequestForm(forms.Form):
    """A written request of the person, with the day on which it came."""

    received_on = forms.DateField(label="Day on which the written request came", widget=A_DAY)

    def __init__(self, *args: Any, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = local_date(at, zone)

    def clean_received_on(self) -> date:
        """A request of tomorrow is a slip of the pen."""
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError("This day lies ahead.")
        return day


class AgreementForm(forms.Form):
    """An agreement as the paper says it."""

    kind = forms.ChoiceField(label="What it is", choices=[(kind.value, kind.label) for kind in AgreementKind])
    party = forms.CharField(label="With whom", max_length=160, widget=forms.TextInput(attrs=QUIET))
    reference = forms.CharField(label="Number or name of the paper", max_length=80, widget=forms.TextInput(attrs=QUIET))
    covers = forms.CharField(label="What it covers", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    categories = forms.MultipleChoiceField(
        label="Which data",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Category if one is not Category.COUNSELLING_NOTE],
    )
    from_day = forms.DateField(label="First day", widget=A_DAY)
    until_day = forms.DateField(label="Last day", required=False, widget=A_DAY, help_text="Empty: until it is ended.")
    destroy_day = forms.DateField(
        label="Data destroyed by", required=False, widget=A_DAY, help_text="An audit agreement names this day."
    )

    def terms(self) -> AgreementTerms:
        """What was agreed."""
        given = self.cleaned_data
        return AgreementTerms(
            kind=AgreementKind(given["kind"]),
            party=given["party"],
            reference=given["reference"],
            covers=given["covers"],
            categories=frozenset(Category(category) for category in given["categories"]),
            from_day=given["from_day"],
            until_day=given["until_day"],
            destroy_day=given["destroy_day"],
        )
