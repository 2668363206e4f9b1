"""The forms of a restriction: what the person asks for, what the program decides, and its end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.accounts.queries import PartnerOrganisation
from care.actor import Category, Purpose, Requester
from care.consent.rules import (
    MAY_BE_WITHHELD,
    MAY_BE_WITHHELD_FOR,
    MAY_BE_WITHHELD_FROM,
    SELF_PAID_PURPOSES,
    EndedBy,
    RestrictionTerms,
    Target,
)
from care.lib.forms import offer

SELF_PAID = "paid"
KIND = "kind:"
ORGANISATION = "org:"
# Everybody of one kind, as a sentence names them after "from".
WHOM = {
    Requester.PROVIDER: "outside treating providers",
    Requester.HEALTH_PLAN: "health plans",
    Requester.FAMILY: "family and friends",
    Requester.EMPLOYER: "employers, schools and landlords",
    Requester.COMMUNITY: "community services",
    Requester.INTERMEDIARY: "exchanges and networks",
    Requester.QSO: "service organizations",
    Requester.RESEARCHER: "researchers",
}
REASON_MISSING = "Say why in a few words; it is kept with the request."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class RestrictionForm(forms.Form):
    """From whom, what, when they ask for which reason; and the person's own words."""

    watched = ()  # what is said here is the person’s own

    own_words = forms.CharField(
        label="What the person asks for, in their own words",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write down what the person asked for, as they said it."},
    )
    whom = forms.ChoiceField(label="Kept from", error_messages={"required": "Choose from whom it is kept."})
    paid_on = forms.DateField(
        label="Paid in full on",
        required=False,
        widget=forms.DateInput,
        help_text="Only for care that the person paid for in full. Health plans learn nothing of it, and the program must agree.",
    )
    categories = forms.MultipleChoiceField(
        label="What is kept here",
        widget=forms.CheckboxSelectMultiple,
        choices=[(category.value, category.label) for category in MAY_BE_WITHHELD],
        help_text="Identity and contact: that they are here at all. Counseling notes stay here in any case.",
        error_messages={"required": "Choose what is kept here."},
    )
    purposes = forms.MultipleChoiceField(
        label="When they ask it for",
        widget=forms.CheckboxSelectMultiple,
        choices=[(purpose.value, purpose.label) for purpose in MAY_BE_WITHHELD_FOR],
        help_text="Care paid in full is always kept from payment and operations, whatever is ticked.",
        error_messages={"required": "Choose what they would ask it for."},
    )

    def __init__(self, *args: Any, recipients: Iterable[PartnerOrganisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recipients = {str(one.uuid): one for one in recipients if one.kind in MAY_BE_WITHHELD_FROM}
        groups: list[tuple[str, Any]] = [
            ("", "Choose"),
            ("Everybody of one kind", [(f"{KIND}{one.value}", _capital(WHOM[one])) for one in MAY_BE_WITHHELD_FROM]),
        ]
        if self.recipients:
            named = [(f"{ORGANISATION}{number}", one.name) for number, one in self.recipients.items()]
            groups.append(("One organization", named))
        groups.append(("Care paid in full", [(SELF_PAID, "Health plans, for care that was paid in full")]))
        offer(self, "whom", groups)

    @classmethod
    def start(cls) -> dict[str, Any]:
        """What an empty form begins with: everything of substance use care, whatever they ask it for."""
        return {
            "categories": [Category.DEMOGRAPHICS.value, Category.SUD.value],
            "purposes": [purpose.value for purpose in MAY_BE_WITHHELD_FOR],
        }

    def terms(self) -> RestrictionTerms:
        """What is asked for."""
        whom: str = self.cleaned_data["whom"]
        named = self.recipients.get(whom.removeprefix(ORGANISATION))
        target, requester = Target.REQUESTER, Requester.HEALTH_PLAN
        if named is not None:
            target, requester = Target.ORGANISATION, named.kind
        elif whom == SELF_PAID:
            target = Target.SELF_PAID
        else:
            requester = Requester(whom.removeprefix(KIND))
        purposes = frozenset(Purpose(purpose) for purpose in self.cleaned_data["purposes"])
        paid_on: date | None = self.cleaned_data["paid_on"]
        return RestrictionTerms(
            target=target,
            requester=requester,
            recipient_id=named.organisation_id if named else None,
            categories=frozenset(Category(category) for category in self.cleaned_data["categories"]),
            purposes=SELF_PAID_PURPOSES if target is Target.SELF_PAID else purposes,
            own_words=self.cleaned_data["own_words"],
            paid_on=paid_on,
        )


class DeclineForm(forms.Form):
    """Why the program does not agree, and when the person heard it."""

    reason = forms.CharField(
        label="Why the program does not agree",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As it was told to the person.",
        error_messages={"required": REASON_MISSING},
    )
    told_on = forms.DateField(label="The person was told on", widget=forms.DateInput)


class AgreeForm(forms.Form):
    """The program agrees; a word about it may be kept."""

    reason = forms.CharField(label="A word about it", max_length=300, required=False)


class WithdrawForm(forms.Form):
    """The person no longer asks for it."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        initial="The person no longer asks for it.",
        error_messages={"required": REASON_MISSING},
    )


class EndRestrictionForm(forms.Form):
    """For whom a restriction ends, and why. Only who decides for the program may end it for the program, with notice."""

    by = forms.ChoiceField(
        label="Who ends it",
        widget=forms.RadioSelect,
        choices=[(by.value, f"{by.label}. {by.prose}") for by in EndedBy],
        initial=EndedBy.PERSON.value,
    )
    reason = forms.CharField(label="Why", max_length=300, error_messages={"required": REASON_MISSING})
    told_on = forms.DateField(
        label="The person was told on", required=False, widget=forms.DateInput, help_text="Only where the program ends it."
    )

    def __init__(self, *args: Any, by_program: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_program:
            offer(self, "by", [(EndedBy.PERSON.value, EndedBy.PERSON.label)])
            self.fields["by"].widget = forms.HiddenInput()
            del self.fields["told_on"]
