"""Where somebody lives, gets mail, or can be found. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.actor.vocabulary import Described
from care.lib.states import STATES

HOME_COUNTRY = "US"
ANOTHER_COUNTRY = "ZZ"  # ISO 3166 leaves it to its users
COUNTRIES = {
    "US": "United States", "BR": "Brazil", "CA": "Canada", "CV": "Cape Verde", "CN": "China", "CO": "Colombia", "CU": "Cuba",
    "DO": "Dominican Republic", "EC": "Ecuador", "SV": "El Salvador", "FR": "France", "DE": "Germany", "GT": "Guatemala",
    "HT": "Haiti", "HN": "Honduras", "IN": "India", "IE": "Ireland", "IT": "Italy", "JM": "Jamaica", "KH": "Cambodia",
    "KR": "South Korea", "MX": "Mexico", "NI": "Nicaragua", "NG": "Nigeria", "PE": "Peru", "PH": "Philippines", "PL": "Poland",
    "PT": "Portugal", "SO": "Somalia", "ES": "Spain", "UA": "Ukraine", "GB": "United Kingdom", "VE": "Venezuela",
    "VN": "Vietnam", ANOTHER_COUNTRY: "Another, written in the town",
}  # fmt: skip
MOST_ADDRESSES = 10


class AddressState(Described):
    """What is known of where the person lives, on the whole. Nothing said is the empty text: nobody has asked."""

    GIVEN = "given", "Has an address", "At least one is on the list."
    NO_FIXED = "no_fixed", "No fixed address", "Where they can be found, and where mail is safe, can stand beside it."
    DECLINED = "declined", "Prefers not to say", "Asked, and not said."


class Place(Described):
    """What an address is for."""

    HOME = "home", "Home", "Where they live."
    STAYING = "staying", "Staying for now", "With somebody, in a shelter, in a program."
    MAIL = "mail", "Mail only", "Where letters go."
    FOUND = "found", "Where they can be found", "A place and a time, for outreach."


class Mail(Described):
    """What may be sent there. Nothing said is the empty text: nothing is sent."""

    PLAIN = "plain", "A plain envelope is fine", "Without a sender that says what is done here."
    NEVER = "never", "No mail", "Somebody else opens it, or there is no mailbox."


@dataclass(frozen=True, slots=True)
class Address:
    """One address. `uuid` is that of the row it was made from; none for a new one."""

    place: Place
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = HOME_COUNTRY
    directions: str = ""
    mail: Mail | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the person lives on the whole, and each address. State none is 'not asked'."""

    state: AddressState | None = None
    addresses: tuple[Address, ...] = ()


class BadAddress(ValueError):
    """An address that cannot be: the field that is to be mended, and what to say."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


_ZIP = re.compile(r"\d{5}(-\d{4})?")
_ELSEWHERE = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,10}[A-Z0-9]")


def clean_postal_code(text: str, *, country: str = HOME_COUNTRY) -> str:
    """A postal code as it is stored: '02903', '02903-1234', 'SW1A 1AA'.

    Raises:
        BadAddress: it is none of that country.
    """
    code = " ".join(text.split()).upper()
    if country == HOME_COUNTRY:
        digits = code.replace("-", "").replace(" ", "")
        code = f"{digits[:5]}-{digits[5:]}" if len(digits) == 9 else digits
        if code and not _ZIP.fullmatch(code):
            raise BadAddress("postal_code", "Five digits, or nine: 02903 or 02903-1234.")
    elif code and not _ELSEWHERE.fullmatch(code):
        raise BadAddress("postal_code", "Letters and digits, as the country writes it.")
    return code


def check_address(address: Address) -> None:
    """Refuse what cannot be an address.

    Raises:
        BadAddress: nothing that says where; a state that is none; a last day before the first.
    """
    if not any((address.line1, address.city, address.postal_code, address.directions)):
        raise BadAddress("line1", "Write a street, a town, or how to find them.")
    if address.place is Place.MAIL and not address.line1:
        raise BadAddress("line1", "Mail needs a street or a box.")
    if address.country == HOME_COUNTRY and address.state and address.state not in STATES:
        raise BadAddress("state", "A state or territory.")
    if address.starts_on and address.ends_on and address.ends_on < address.starts_on:
        raise BadAddress("ends_on", "Not before the first day.")
    clean_postal_code(address.postal_code, country=address.country)


def check_whereabouts(whereabouts: Whereabouts) -> None:
    """Refuse a list that does not fit what is said on the whole.

    Raises:
        BadAddress: 'has an address' without one; a home beside 'no fixed address'; an address beside 'prefers not to say'.
    """
    state, addresses = whereabouts.state, whereabouts.addresses
    if state is AddressState.GIVEN and not addresses:
        raise BadAddress("address_state", "Write the address, or choose another answer.")
    if state is AddressState.NO_FIXED and any(address.place is Place.HOME for address in addresses):
        raise BadAddress("address_state", "A home is on the list: it is “staying for now”, or there is an address.")
    if state in (AddressState.DECLINED, None) and addresses:
        raise BadAddress("address_state", "An address is on the list: choose what it is.")
    if len(addresses) > MOST_ADDRESSES:
        raise BadAddress("address_state", f"At most {MOST_ADDRESSES} addresses.")
    for address in addresses:
        check_address(address)


def address_text(address: Address) -> str:
    """'14 Elm St, Apt 2, Providence, RI 02903'; for a place to be found, the directions come first."""
    town = ", ".join(filter(None, (address.city, f"{address.state} {address.postal_code}".strip())))
    country = "" if address.country in (HOME_COUNTRY, ANOTHER_COUNTRY) else COUNTRIES.get(address.country, address.country)
    street = ", ".join(filter(None, (address.line1, address.line2, town, country)))
    if address.place is Place.FOUND:
        return "; ".join(filter(None, (address.directions, street)))
    return "; ".join(filter(None, (street, address.directions)))


def mail_text(address: Address) -> str:
    """What may be sent there: 'plain envelope', 'no mail', or that nobody has asked."""
    if address.mail is None:
        return "mail not asked: send nothing"
    return "plain envelope" if address.mail is Mail.PLAIN else "no mail"
