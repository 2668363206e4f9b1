"""The forms of a consent: its terms, one form for each kind; the signature under it; and taking it back."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from care.accounts.queries import PartnerOrganisation
from care.actor import Category, Purpose, Requester
from care.consent.rules import (
    GENERAL_PURPOSES,
    KINDS,
    LARGEST_SCAN,
    BadPaper,
    How,
    Kind,
    Scan,
    Signature,
    Signer,
    Signers,
    Terms,
    check_drawing,
    check_scan,
)
from care.consent.wording import described
from care.lib.dates import day_bounds, local_date
from care.lib.forms import offer

# What can be handed over today; a consent for more would promise what is not there.
OFFERED = (Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD, Category.COUNSELLING_NOTE)
USUAL = timedelta(days=365)
LANGUAGES = {"en": "English", "es": "Español"}
OTHER = "other"
MOST_MEMBERS = 40
# Who one recipient can be, said to a colleague.
RECIPIENT_WORDS = {
    Requester.PROVIDER: "Clinic, hospital or practice",
    Requester.HEALTH_PLAN: "Health plan or payer",
    Requester.FAMILY: "Family or friend",
    Requester.COMMUNITY: "Housing, food, work or another service",
    Requester.EMPLOYER: "Employer, school or landlord",
}
MATTERS = {
    Kind.LEGAL: ("Which proceeding", "Court and case, as the person knows it: “Family Court, custody of Ana, 2026”."),
    Kind.RESEARCH: ("Which study", "Its name and who runs it."),
    Kind.CRIMINAL_JUSTICE: ("Which case", "The court and the case, or the officer who supervises."),
    Kind.REGISTRY: ("Which registry", "Its name: “State central registry of opioid treatment programs”."),
}
EVENTS = {
    Kind.RESEARCH: "the end of the study",
    Kind.CRIMINAL_JUSTICE: "the final disposition of the case",
    Kind.LEGAL: "the end of the proceeding",
    Kind.REGISTRY: "the end of care here",
}


def offered(kind: Kind) -> tuple[Category, ...]:
    """The kinds of data that one kind of consent can name today."""
    return tuple(category for category in OFFERED if category in KINDS[kind].categories)


def _sorts(kind: Kind) -> list[Requester]:
    return [sort for sort in Requester if sort in KINDS[kind].recipients]


class TermsForm(forms.Form):
    """With whom, what, what for, until when: the elements of 42 CFR 2.31(a) that one kind asks for; others have no field.

    Days are those of the program's zone.
    """

    watched = ()  # names and lists, no sentences

    recipient = forms.ChoiceField(label="With whom")
    recipient_kind = forms.ChoiceField(label="What they are", required=False)
    recipient_name = forms.CharField(
        label="Their name",
        max_length=160,
        required=False,
        help_text="A person or a place, so that nobody else is meant: “Rosa Duarte, sister”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    members = forms.CharField(
        label="Its members who may receive it",
        required=False,
        help_text="One on each line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    treating_members = forms.BooleanField(label="Every member that treats the person", required=False)
    matter = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    categories = forms.MultipleChoiceField(
        label="What is shared",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of data."},
    )
    purposes = forms.MultipleChoiceField(
        label="What for",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="For family, a service or an employer it follows from who they are.",
        choices=[(purpose.value, purpose.label) for purpose in Purpose if purpose in GENERAL_PURPOSES],
    )
    purpose_text = forms.CharField(
        label="The purpose in words",
        max_length=300,
        required=False,
        help_text="As narrow as the person wants it: “so that Rosa can drive me to visits”.",
    )
    at_request = forms.BooleanField(label="At the person’s own request: no more need be said", required=False)
    expires_on = forms.DateField(
        label="Last day", widget=forms.DateInput, help_text="Through the end of this day, or until it is taken back."
    )
    end_event = forms.CharField(
        label="What ends it",
        max_length=200,
        required=False,
        help_text="An event or a condition. When it has happened, a colleague records it.",
    )
    irrevocable_until = forms.DateField(
        label="Cannot be taken back before",
        required=False,
        widget=forms.DateInput,
        help_text="A stated day; not later than the final disposition (42 CFR 2.35).",
    )
    irrevocable_event = forms.CharField(label="Or before this has happened", max_length=200, required=False)
    language = forms.ChoiceField(label="Read in", choices=list(LANGUAGES.items()))

    def __init__(
        self, *args: Any, kind: Kind, recipients: list[PartnerOrganisation], at: datetime, zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.rule, self.at, self.zone = kind, KINDS[kind], at, zone
        self.recipients = {str(partner.uuid): partner for partner in recipients if partner.kind in self.rule.recipients}
        self._fit_recipient()
        self._fit_data()
        self._fit_end()

    def _fit_recipient(self) -> None:
        rule, fields = self.rule, self.fields
        partners = [(number, partner.name) for number, partner in self.recipients.items()]
        offer(self, "recipient", [("", "Choose"), *partners, (OTHER, "Somebody else, named below")])
        sorts = [(sort.value, RECIPIENT_WORDS.get(sort, sort.label)) for sort in _sorts(self.kind)]
        offer(self, "recipient_kind", [("", "Choose"), *sorts])
        if rule.is_class:
            self._without("recipient", "recipient_kind", "recipient_name")
        elif len(sorts) == 1:
            self._without("recipient_kind")
        if not rule.names_members:
            self._without("members", "treating_members")
        if self.kind in MATTERS:
            fields["matter"].label, fields["matter"].help_text = MATTERS[self.kind]
        else:
            self._without("matter")

    def _fit_data(self) -> None:
        choices = [(one.value, described([one]).removeprefix("Your ").capitalize()) for one in offered(self.kind)]
        offer(self, "categories", choices)
        if len(choices) == 1:
            self._without("categories")
        if self.rule.is_class or not self.rule.narrow:
            self._without("purposes")
        if self.rule.is_class:
            self._without("purpose_text", "at_request")

    def _fit_end(self) -> None:
        last = self.fields["expires_on"]
        last.required = False
        if self.rule.may_have_no_end:
            last.help_text = "Empty: until it is taken back."
        elif self.kind in EVENTS:
            last.help_text = "A day, or what ends it, or both: whichever comes first."
        if self.rule.is_revocable:
            self._without("irrevocable_until", "irrevocable_event")

    def _without(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def start(self, *, language: str) -> dict[str, Any]:
        """What an empty form begins with: for treatment, for a year where it needs an end, and no data: what is shared is chosen
        expressly (clinical reference 3.2)."""
        by_event = self.kind in EVENTS
        return {
            "categories": [],
            "purposes": [Purpose.TREAT.value],
            "expires_on": None if by_event or self.rule.may_have_no_end else local_date(self.at + USUAL, self.zone),
            "end_event": EVENTS.get(self.kind, ""),
            "irrevocable_event": EVENTS.get(self.kind, "") if not self.rule.is_revocable else "",
            "language": language if language in LANGUAGES else "en",
        }

    def clean_members(self) -> tuple[str, ...]:
        """The names, one of each line."""
        names = tuple(line.strip() for line in self.cleaned_data["members"].splitlines() if line.strip())
        if len(names) > MOST_MEMBERS or any(len(name) > 160 for name in names):
            raise forms.ValidationError(f"At most {MOST_MEMBERS} names, each of at most 160 letters.")
        return names

    def recipient_id(self) -> int | None:
        """The organization that was chosen; None for somebody outside and for a class."""
        partner = self.recipients.get(str(self.cleaned_data.get("recipient") or ""))
        return partner.organisation_id if partner else None

    def recipient_words(self) -> str:
        """Who was chosen so far, in a new form or in a posted one."""
        if self.rule.is_class:
            return ""
        partner = self.recipients.get(str(self["recipient"].value() or ""))
        return partner.name if partner else str(self["recipient_name"].value() or "")

    def chosen(self) -> tuple[Category, ...]:
        """The kinds of data that are ticked now, in a new form or in a posted one."""
        if "categories" not in self.fields:
            return offered(self.kind)
        ticked = self["categories"].value() or []
        return tuple(category for category in offered(self.kind) if category.value in ticked)

    def sort(self) -> Requester | None:
        """What sort of recipient is named, of an organization as it says itself."""
        partner = self.recipients.get(str(self.cleaned_data.get("recipient") or ""))
        if partner is not None:
            return partner.kind
        sorts = _sorts(self.kind)
        if len(sorts) == 1:
            return sorts[0]
        chosen = self.cleaned_data.get("recipient_kind") or ""
        return Requester(chosen) if chosen else None

    def _purposes(self, sort: Requester | None) -> frozenset[Purpose]:
        allowed = self.rule.purposes if sort is None or self.rule.is_class else self.rule.purposes_for(sort)
        if "purposes" not in self.fields or len(allowed) == 1:
            return allowed
        return frozenset(Purpose(purpose) for purpose in self.cleaned_data["purposes"])

    def terms(self) -> Terms:
        """What is agreed to."""
        given = self.cleaned_data
        categories = frozenset(self.chosen())
        sort = None if self.rule.is_class else self.sort()
        is_outside = not self.rule.is_class and self.recipient_id() is None
        return Terms(
            kind=self.kind,
            categories=categories,
            purposes=self._purposes(sort),
            what=described(categories),
            expires_at=self._end_of(given["expires_on"]),
            recipient_kind=sort,
            recipient_name=given.get("recipient_name", "") if is_outside else "",
            members=given.get("members", ()),
            treating_members=given.get("treating_members", False),
            matter=given.get("matter", ""),
            purpose_text=given.get("purpose_text", ""),
            at_request=given.get("at_request", False),
            end_event=given.get("end_event", ""),
            irrevocable_until=self._start_of(given.get("irrevocable_until")),
            irrevocable_event=given.get("irrevocable_event", ""),
        )

    def _end_of(self, day: date | None) -> datetime | None:
        return day_bounds(day, self.zone)[1] if day else None

    def _start_of(self, day: date | None) -> datetime | None:
        return day_bounds(day, self.zone)[0] if day else None


class SignForm(forms.Form):
    """How it was signed: typed or drawn here, or on paper with its scan. Days are those of the program's zone."""

    how = forms.ChoiceField(
        label="How it is signed",
        widget=forms.RadioSelect,
        choices=[(how.value, how.label) for how in (How.ON_SCREEN, How.PAPER)],
    )
    representative = forms.ChoiceField(label="Who signs", widget=forms.RadioSelect, error_messages={"required": "Say who signs."})
    signature = forms.CharField(
        label="Name as signed",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the name as it was signed."},
    )
    beside = forms.CharField(
        label="Their name as signed",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the name as the parent signed it."},
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-care-drawn": ""}))
    scan = forms.FileField(
        label="Scan of the paper",
        required=False,
        help_text="PDF, PNG or JPEG, at most 3 MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )
    signed_on = forms.DateField(
        label="Signed on", required=False, widget=forms.DateInput, help_text="Only for a paper that was signed on another day."
    )

    def __init__(self, *args: Any, signers: Signers, at: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signers, self.at, self.zone = signers, at, zone
        self.fields["how"].initial = How.ON_SCREEN.value
        people = [(str(one.uuid), f"{one.name}, {one.relation}" if one.relation else one.name) for one in signers.people]
        offer(self, "representative", people)
        if len(people) == 1:
            self.fields["representative"].initial = people[0][0]
        if not signers.another_signs:
            del self.fields["representative"]
        elif signers.person_signs:
            self.fields["representative"].label = "Who signs beside the person"
        if not (signers.another_signs and signers.person_signs):
            del self.fields["beside"]

    def clean_drawing(self) -> str:
        """The lines that were drawn."""
        try:
            return check_drawing(self.cleaned_data["drawing"])
        except BadPaper as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    def clean_scan(self) -> Scan | None:
        """The file, of a type that its own bytes say."""
        file: UploadedFile | None = self.cleaned_data["scan"]
        if file is None:
            return None
        try:
            return check_scan(file.read(LARGEST_SCAN + 1))
        except BadPaper as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    def clean_signed_on(self) -> date | None:
        """A paper of tomorrow is a slip of the pen."""
        day: date | None = self.cleaned_data["signed_on"]
        if day is not None and day > local_date(self.at, self.zone):
            raise forms.ValidationError("This day lies ahead.")
        return day

    def clean(self) -> dict[str, Any]:
        """A paper comes with its scan."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == How.PAPER and not cleaned.get("scan") and "scan" not in self.errors:
            self.add_error("scan", "Add the scan: the paper is the signature.")
        return cleaned

    def signed(self) -> Signature:
        """The signature; what belongs to the other way of signing is left out."""
        given = self.cleaned_data
        how = How(given["how"])
        on_paper = how is How.PAPER
        return Signature(
            how=how,
            name=given["signature"],
            signer=Signer.PATIENT if self.signers.person_signs else Signer.REPRESENTATIVE,
            drawing="" if on_paper else given["drawing"],
            scan=given["scan"] if on_paper else None,
            representative=UUID(given["representative"]) if given.get("representative") else None,
            beside=given.get("beside", ""),
        )

    def signed_at(self) -> datetime:
        """When it was signed: now, or at the beginning of the day that the paper says."""
        day: date | None = self.cleaned_data["signed_on"]
        if day is None or self.cleaned_data["how"] == How.ON_SCREEN or day == local_date(self.at, self.zone):
            return self.at
        return day_bounds(day, self.zone)[0]


class RevokeForm(forms.Form):
    """Why a consent is taken back."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        initial="The person asked for it.",
        error_messages={"required": "Say why in a few words; it is kept with the consent."},
    )
