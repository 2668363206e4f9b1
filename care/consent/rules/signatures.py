"""How somebody signs: a name typed, a name drawn, a paper with its scan; and what may be kept of either. Pure."""

import re
from dataclasses import dataclass
from uuid import UUID

from care.actor.vocabulary import Described


class How(Described):
    """How the person signed."""

    ON_SCREEN = "on_screen", "On this screen", "The person typed or drew their name here."
    PAPER = "paper", "On paper", "The signed paper is kept by the program, with its scan here."
    LINK = "link", "On their phone", "The person opened their own link and typed or drew their name."


class Signer(Described):
    """Who signed. Minors and people without capacity: clinical reference 3.8."""

    PATIENT = "patient", "The person", "The person themselves."
    REPRESENTATIVE = "representative", "A representative", "Somebody who may sign for the person under 42 CFR 2.14 or 2.15."


class PaperKind(Described):
    """What is kept beside a consent."""

    DRAWING = "drawing", "Drawn signature", "The lines that were drawn on a screen."
    SCAN = "scan", "Scan of the signed paper", "The paper as it was signed."


class BadPaper(ValueError):
    """A drawing or a file is not what it has to be; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__("bad paper")
        self.words = words


BOX = (600, 200)  # what is drawn in, in steps; the page scales it
LONGEST_DRAWING = 20_000  # characters of an SVG path; a long signature takes about 3,000
LARGEST_SCAN = 3_000_000  # bytes
LARGEST_SIDE = 12_000  # pixels of a picture
_POINT = r"\d{1,3} \d{1,3}"
_DRAWING = re.compile(rf"(?:M{_POINT}(?:L{_POINT})*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that came with a paper, of a type that its bytes say."""

    media_type: str
    content: bytes


def check_drawing(path: str) -> str:
    """An SVG path of moves and lines within the box, as it is kept; '' where nothing was drawn.

    Raises:
        BadPaper: anything else, or too long.
    """
    if not path:
        return ""
    if len(path) > LONGEST_DRAWING or not _DRAWING.fullmatch(path):
        raise BadPaper("The drawing could not be read. Draw again, or type the name.")
    numbers = [int(number) for number in re.findall(r"\d+", path)]
    if max(numbers[::2]) > BOX[0] or max(numbers[1::2]) > BOX[1]:
        raise BadPaper("The drawing could not be read. Draw again, or type the name.")
    if "L" not in path:
        raise BadPaper("One dot is no signature. Draw again, or type the name.")
    return path


def check_scan(content: bytes) -> Scan:
    """A PDF, PNG or JPEG of bounded size, known by its bytes: what a browser or a file name says is not asked.

    Raises:
        BadPaper: too large, empty, cut off, or none of the three.
    """
    if not content:
        raise BadPaper("The file is empty.")
    if len(content) > LARGEST_SCAN:
        raise BadPaper("At most 3 MB. A scan in black and white is enough.")
    if content.startswith((b"%PDF-1.", b"%PDF-2.")):
        if b"%%EOF" not in content[-2048:]:
            raise BadPaper("The file is cut off. Scan it again.")
        return Scan("application/pdf", content)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        if b"IEND" not in content[-12:]:
            raise BadPaper("The file is cut off. Scan it again.")
        sides = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
        if not 0 < max(sides) <= LARGEST_SIDE:
            raise BadPaper("The picture is too large. Scan it at 150 or 200 dpi.")
        return Scan("image/png", content)
    if content.startswith(b"\xff\xd8\xff"):
        if not content.rstrip(b"\x00").endswith(b"\xff\xd9"):
            raise BadPaper("The file is cut off. Scan it again.")
        return Scan("image/jpeg", content)
    raise BadPaper("A PDF, PNG or JPEG is needed.")


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under a consent: how, whose, and what is kept of it beside the name.

    `representative` is on file and signs in the person's place, or beside them: then `beside` is that name as signed.
    """

    how: How
    name: str
    signer: Signer = Signer.PATIENT
    drawing: str = ""
    scan: Scan | None = None
    representative: UUID | None = None
    beside: str = ""
