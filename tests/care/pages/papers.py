"""Reading the papers that pages make."""

from io import BytesIO

from pypdf import PdfReader


def pages_of(content: bytes, passphrase: str = "") -> list[str]:
    """The text of each page, in one line each."""
    reader = PdfReader(BytesIO(content), password=passphrase or None)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def text_of(content: bytes, passphrase: str = "") -> str:
    """The text of the whole paper, in one line."""
    return " ".join(pages_of(content, passphrase))
