"""Paper: a letter-size PDF with a letterhead, headings, facts, tables and a foot, in letters that come along with it."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import EncryptionMethod, MethodReturnValue, TableBordersLayout
from fpdf.fonts import FontFace

FONTS = Path(__file__).parent / "fonts"
MARGIN = 20  # mm
FOOT_LINE = 3.5  # mm
INK, QUIET, LINE, GROUND = (28, 36, 40), (94, 104, 110), (200, 206, 209), (243, 245, 246)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands under it; an empty heading goes on with the part before.

    `facts` are pairs of a label and what it says; `rows` a table whose first row is its head; `boxed` sets the paragraphs on a
    ground of their own, for what must not be overlooked.
    """

    heading: str
    paragraphs: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()
    boxed: bool = False


class _Paper(FPDF):
    def __init__(self, head: str, foot: str, scale: float = 1.0) -> None:
        super().__init__(format="letter")
        self.scale = scale
        self.head, self.foot = head, foot
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN, MARGIN)
        self.set_font("DejaVu", "", 7.5)
        self.add_page()
        height = self.multi_cell(0, FOOT_LINE, foot, dry_run=True, output=MethodReturnValue.HEIGHT) if foot else 0.0
        assert isinstance(height, float | int)
        self.foot_height = height + FOOT_LINE + 6
        self.set_auto_page_break(True, self.foot_height + 6)

    def header(self) -> None:
        if not self.head:
            return
        self.set_y(10)
        self._letters(8.5, quiet=True)
        self.cell(0, 5, self.head, new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y() + 1, self.w - MARGIN, self.get_y() + 1)
        self.set_y(MARGIN)

    def footer(self) -> None:
        self.set_y(-self.foot_height - 2)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(1.5)
        self._letters(7.5, quiet=True)
        if self.foot:
            self.multi_cell(0, FOOT_LINE, self.foot, new_x="LMARGIN", new_y="NEXT")
        self.cell(0, FOOT_LINE, f"Page {self.page_no()} of {{nb}}", align="R")

    def _letters(self, size: float, *, bold: bool = False, quiet: bool = False) -> None:
        self.set_font("DejaVu", "B" if bold else "", size * self.scale if size > 8 else size)  # the foot stays small
        self.set_text_color(*(QUIET if quiet else INK))

    def title_lines(self, title: str, subtitle: str) -> None:
        self._letters(17, bold=True)
        self.multi_cell(0, 8 * self.scale, title, new_x="LMARGIN", new_y="NEXT")
        if subtitle:
            self._letters(9.5, quiet=True)
            self.multi_cell(0, 5 * self.scale, subtitle, new_x="LMARGIN", new_y="NEXT")

    def block(self, block: Block) -> None:
        if block.heading:
            if self.will_page_break(26):
                self.add_page()
            self.ln(4.5)
            self._letters(11.5, bold=True)
            self.multi_cell(0, 6 * self.scale, block.heading, new_x="LMARGIN", new_y="NEXT")
            self.ln(0.5)
        if block.boxed:
            self._box(block.paragraphs)
        else:
            self._letters(9.5)
            for paragraph in block.paragraphs:
                self.multi_cell(0, 5 * self.scale, paragraph, new_x="LMARGIN", new_y="NEXT")
                self.ln(1.2)
        if block.facts:
            self._facts(block.facts)
        if block.rows:
            self._table(block.rows, block.widths)

    def _box(self, paragraphs: Sequence[str]) -> None:
        self._letters(9)
        self.set_fill_color(*GROUND)
        self.set_draw_color(*LINE)
        self.set_x(MARGIN)
        self.multi_cell(0, 4.8 * self.scale, "\n".join(paragraphs), border=1, fill=True, padding=3, new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def _facts(self, facts: Sequence[tuple[str, str]]) -> None:
        self._letters(9.5)
        self.set_fill_color(255)
        with self.table(
            borders_layout=TableBordersLayout.NONE, first_row_as_headings=False, col_widths=(24, 76), line_height=5.2,
            text_align="LEFT", v_align="TOP", padding=(0.4, 2, 0.4, 0),
        ) as table:  # fmt: skip
            quiet = FontFace(color=QUIET)
            for label, said in facts:
                row = table.row()
                row.cell(label, style=quiet)
                row.cell(said)

    def _table(self, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        self._letters(8.5)
        self.set_draw_color(*LINE)
        self.set_fill_color(255)
        with self.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES, col_widths=tuple(widths) or None, line_height=4.6,
            text_align="LEFT", v_align="TOP", padding=(1.2, 2, 1.2, 0), headings_style=FontFace(emphasis="BOLD", color=QUIET),
        ) as table:  # fmt: skip
            for line in rows:
                table.row(list(line))


def document(
    *,
    title: str,
    subtitle: str,
    blocks: Iterable[Block],
    footer: str,
    letterhead: str = "",
    passphrase: str = "",
    scale: float = 1.0,
) -> bytes:
    """The pages as bytes. `letterhead` stands at the head of each page, `footer` at its foot with the number of the page.

    `scale` makes large print of headings and sentences.

    With a `passphrase` the file is encrypted (AES-256) and opens to who knows it.
    """
    paper = _Paper(letterhead, footer, scale)
    if passphrase:
        paper.set_encryption(secrets.token_hex(16), passphrase, encryption_method=EncryptionMethod.AES_256)
    paper.set_title(title)
    paper.set_lang("en-US")
    paper.title_lines(title, subtitle)
    for block in blocks:
        paper.block(block)
    return bytes(paper.output())


def pages_of(content: bytes) -> int:
    """How many pages a document of ours has that is not encrypted."""
    return content.count(b"/Type /Page\n")
