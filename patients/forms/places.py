"""Where the person lives, gets mail, and can be found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms

from care.lib.states import STATE_CHOICES
from patients.forms.fields import day_input
from patients.models import choices_of
from patients.rules import (
    COUNTRIES,
    HOME_COUNTRY,
    NOT_ASKED_WORDS,
    Address,
    AddressState,
    BadAddress,
    Mail,
    Place,
    Whereabouts,
    check_address,
    check_whereabouts,
    clean_name,
    clean_postal_code,
)

TYPED = ("line1", "line2", "city", "state", "postal_code", "directions")


class AddressForm(forms.Form):
    """One address. An empty row is none; a marked one is over."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(label="What it is", choices=choices_of(Place), initial=Place.HOME.value)
    line1 = forms.CharField(label="Street and number, or box", max_length=120, required=False)
    line2 = forms.CharField(label="Apartment, care of", max_length=120, required=False)
    city = forms.CharField(label="Town", max_length=80, required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Not known"), *STATE_CHOICES], required=False)
    postal_code = forms.CharField(label="ZIP or postal code", max_length=12, required=False)
    country = forms.ChoiceField(label="Country", choices=list(COUNTRIES.items()), initial=HOME_COUNTRY)
    directions = forms.CharField(
        label="How to find them",
        max_length=300,
        required=False,
        help_text="For example: the benches behind the library, mornings; ask for Sol at the front desk of the shelter.",
    )
    mail = forms.ChoiceField(
        label="Mail", choices=[("", NOT_ASKED_WORDS), *choices_of(Mail)], required=False, help_text="Not asked: nothing is sent."
    )
    starts_on = forms.DateField(label="Since", required=False, widget=day_input())
    ends_on = forms.DateField(label="Until", required=False, widget=day_input(), help_text="For a stay that ends.")

    @staticmethod
    def initial_of(address: Address) -> dict[str, Any]:
        """The fields of a saved address."""
        return {
            "uuid": address.uuid,
            "place": address.place.value,
            **{name: getattr(address, name) for name in TYPED},
            "country": address.country,
            "mail": address.mail.value if address.mail else "",
            "starts_on": address.starts_on,
            "ends_on": address.ends_on,
        }

    def clean(self) -> dict[str, Any]:
        """An address that can be."""
        cleaned = super().clean() or {}
        if not self.errors and (address := self.address()) is not None:
            try:
                check_address(address)
            except BadAddress as refusal:
                self.add_error(refusal.field, refusal.words)
        return cleaned

    def address(self) -> Address | None:
        """The address that this row holds; none for an empty one and for one that is over."""
        data = self.cleaned_data
        typed = {name: clean_name(data.get(name) or "") for name in TYPED}
        marks = (data.get("mail"), data.get("starts_on"), data.get("ends_on"), data.get("uuid"))
        if data.get("DELETE") or not (any(typed.values()) or any(marks)):
            return None
        address = Address(
            place=Place(data["place"]),
            **typed,
            country=data["country"],
            mail=Mail(data["mail"]) if data["mail"] else None,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            uuid=data["uuid"],
        )
        try:
            return replace(address, postal_code=clean_postal_code(address.postal_code, country=address.country))
        except BadAddress:
            return address  # told by `clean`


class BaseAddressFormSet(forms.BaseFormSet):
    """Every address of one person."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The mark that ends an address, in our words."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "This one is over"


AddressFormSet = forms.formset_factory(
    AddressForm, formset=BaseAddressFormSet, extra=1, can_delete=True, max_num=10, absolute_max=20
)


def addresses_in_rows(rows: "forms.BaseFormSet[AddressForm]") -> tuple[Address, ...]:
    """The addresses in their order, once the rows are valid."""
    return tuple(address for form in rows.forms if (address := form.address()) is not None)


class WhereaboutsForm(forms.Form):
    """Where the person lives, on the whole."""

    address_state = forms.ChoiceField(
        label="Where they live",
        choices=[("", NOT_ASKED_WORDS), *choices_of(AddressState)],
        required=False,
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @staticmethod
    def initial_of(said: Whereabouts, *, version: int) -> dict[str, Any]:
        """The fields of what is saved."""
        return {"address_state": said.state.value if said.state else "", "version": version}

    def fits(self, addresses: Iterable[Address]) -> bool:
        """Whether the list fits what is said on the whole; if not, the form says what to mend."""
        try:
            check_whereabouts(self.whereabouts(addresses))
        except BadAddress as refusal:
            self.add_error("address_state", refusal.words)
            return False
        return True

    def whereabouts(self, addresses: Iterable[Address]) -> Whereabouts:
        """What was filled in. Whoever writes an address without an answer above it, has asked: there is one."""
        given, state = tuple(addresses), self.cleaned_data["address_state"]
        if not state and given:
            state = AddressState.GIVEN.value
        return Whereabouts(AddressState(state) if state else None, given)
