"""Names as they are typed: of every script, of one word, and without what nobody sees. Pure."""

import unicodedata

# Marks that turn the direction of the text around them; the joiners, which Persian and many Indian names need, stay.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF}
_UNSEEN = dict.fromkeys(_TURNING)


def clean_name(text: str) -> str:
    """A name as it is stored: composed letters, single spaces, nothing that only turns or hides other letters."""
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    seen = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in plain)
    return " ".join(seen.split())


def is_a_name(text: str) -> bool:
    """Whether somebody can be called so: there is a letter in it, of whatever script."""
    return any(letter.isalpha() for letter in text)
