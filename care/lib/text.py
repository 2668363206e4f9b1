"""Text keys: how names are made comparable for search, without knowing what a person is."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_DIGITS = re.compile(r"\D+")


def fold(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: 'Núñez-O'Hara' becomes 'nunez o hara'.

    Letters of other scripts stay as they are.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", plain).strip()


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for word in fold(text).split(" ") if word]


def digits(text: str) -> str:
    """Only the digits of a text."""
    return _DIGITS.sub("", text)


_SOUND = str.maketrans(
    {
        letter: code
        for letters, code in {"bfpv": "1", "cgjkqsxz": "2", "dt": "3", "l": "4", "mn": "5", "r": "6"}.items()
        for letter in letters
    }
)


def sound_key(word: str) -> str:
    """The American Soundex code of a folded Latin word ('smyth' and 'smith' are both 's530'); empty for other scripts."""
    word = "".join(letter for letter in word if letter.isascii() and letter.isalpha())
    if not word:
        return ""
    code, last = word[0], word[0].translate(_SOUND)
    for letter in word[1:]:
        value = letter.translate(_SOUND)
        if value.isdigit() and value != last:
            code += value
        if letter not in "hw":
            last = value
    return (code + "000")[:4]


def csv_cell(text: str) -> str:
    """Text for a cell of a CSV file: a spreadsheet takes what begins with one of these signs for a formula, unless quoted."""
    return f"'{text}" if text[:1] in ("\t", "\r", "\n") or text.lstrip().startswith(("=", "+", "-", "@")) else text
