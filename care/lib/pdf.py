"""Paper: a letter-size PDF of headings, paragraphs and lists, in letters that come along with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
MARGIN = 20  # mm


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands under it; an empty heading goes on with the part before."""

    heading: str
    paragraphs: Sequence[str] = ()


class _Paper(FPDF):
    def __init__(self, foot: str) -> None:
        super().__init__(format="letter")
        self.foot = foot
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)

    def footer(self) -> None:
        self.set_y(-MARGIN + 4)
        self.set_font("DejaVu", "", 7.5)
        self.multi_cell(0, 3.6, f"{self.foot}\nPage {self.page_no()} of {{nb}}", new_x="LMARGIN", new_y="NEXT")


def document(*, title: str, subtitle: str, blocks: Iterable[Block], footer: str) -> bytes:
    """The pages as bytes. `footer` stands on each page with its number."""
    paper = _Paper(footer)
    paper.set_title(title)
    paper.add_page()
    paper.set_font("DejaVu", "B", 16)
    paper.multi_cell(0, 8, title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("DejaVu", "", 9.5)
    paper.multi_cell(0, 5, subtitle, new_x="LMARGIN", new_y="NEXT")
    for block in blocks:
        if block.heading:
            paper.ln(4)
            paper.set_font("DejaVu", "B", 11.5)
            paper.multi_cell(0, 6, block.heading, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("DejaVu", "", 10)
        for paragraph in block.paragraphs:
            paper.multi_cell(0, 5.2, paragraph, new_x="LMARGIN", new_y="NEXT")
            paper.ln(1.2)
    return bytes(paper.output())
