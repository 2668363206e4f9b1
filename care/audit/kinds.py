"""What sort of event an audit row tells of. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """One of six; `prose` is its sentence."""

    prose: str

    def __new__(cls, value: str, prose: str = "") -> "Kind":
        member = str.__new__(cls, value)
        member._value_ = value
        member.prose = prose
        return member

    ACCESS = "access", "A record was opened"
    REFUSAL = "refusal", "A record was refused"
    CHANGE = "change", "Something was changed"
    SIGN_IN = "sign_in", "Signing in and out"
    SEND = "send", "Something was sent"
    DISCLOSURE = "disclosure", "Data left the program"
