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
FOOT = 7.5  # points
DOT = "•  "  # begins one line of a list
PAGE_WORDS = {"en": "Page {} of {}", "es": "Página {} de {}"}


@dataclass(frozen=True, slots=True)
class Look:
    """How large its letters are (`scale`: of 9.5 points), how wide its margin (mm) and how far apart its parts stand, how large
    the letters of its foot are (points).
    """

    scale: float = 1.0
    margin: float = MARGIN
    gap: float = 1.0
    foot: float = FOOT


PLAIN = Look()
LARGE_PRINT = Look(scale=1.9, margin=16.0, foot=13.0)  # 18 points


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


@dataclass(frozen=True, slots=True)
class Text:
    """What a paper says: its title, the line under it, its parts."""

    title: str
    subtitle: str
    blocks: Sequence[Block]


class _Paper(FPDF):
    def __init__(self, head: str, foot: str, look: Look, language: str) -> None:
        super().__init__(format="letter")
        self.head, self.foot, self.language = head, foot, language
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.begin(look)

    def begin(self, look: Look) -> None:
        """A new page that looks so, and those after it."""
        self.look, self.scale, self.margin = look, look.scale, look.margin
        self.foot_line = FOOT_LINE * look.foot / FOOT
        self.foot_height = 0.0
        self.set_margins(self.margin, self.margin)
        self.set_font("DejaVu", "", look.foot)
        self.add_page()
        height = (
            self.multi_cell(0, self.foot_line, self.foot, dry_run=True, output=MethodReturnValue.HEIGHT) if self.foot else 0.0
        )
        assert isinstance(height, float | int)
        self.foot_height = height + self.foot_line + 6
        self.set_auto_page_break(True, self.foot_height + 6)

    def put(self, text: Text) -> None:
        """What it says, from where it stands."""
        self.title_lines(text.title, text.subtitle)
        for block in text.blocks:
            self.block(block)

    def header(self) -> None:
        if not self.head:
            return
        self.set_y(10)
        self._letters(8.5, quiet=True)
        self.cell(0, 5, self.head, new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(*LINE)
        self.line(self.margin, self.get_y() + 1, self.w - self.margin, self.get_y() + 1)
        self.set_y(self.margin)

    def footer(self) -> None:
        self.set_y(-self.foot_height - 2)
        self.set_draw_color(*LINE)
        self.line(self.margin, self.get_y(), self.w - self.margin, self.get_y())
        self.ln(1.5)
        self._letters(self.look.foot / self.scale, quiet=True)
        if self.foot:
            self.multi_cell(0, self.foot_line, self.foot, align="L", new_x="LMARGIN", new_y="NEXT")
        self.cell(0, self.foot_line, PAGE_WORDS.get(self.language, PAGE_WORDS["en"]).format(self.page_no(), "{nb}"), align="R")

    def _letters(self, size: float, *, bold: bool = False, quiet: bool = False) -> None:
        self.set_font("DejaVu", "B" if bold else "", size * self.scale)
        self.set_text_color(*(QUIET if quiet else INK))

    def title_lines(self, title: str, subtitle: str) -> None:
        self._letters(17, bold=True)
        self.multi_cell(0, 8 * self.scale, title, new_x="LMARGIN", new_y="NEXT")
        if subtitle:
            self._letters(9.5, quiet=True)
            self.multi_cell(0, 5 * self.scale, subtitle, new_x="LMARGIN", new_y="NEXT")

    def block(self, block: Block) -> None:
        if block.heading:
            if self.will_page_break(10 + 16 * self.look.gap):
                self.add_page()
            self.ln(4.5 * self.look.gap)
            self._letters(11.5, bold=True)
            self.multi_cell(0, 6 * self.scale, block.heading, align="L", new_x="LMARGIN", new_y="NEXT")
            self.ln(0.5 * self.look.gap)
        elif self.get_y() > self.margin:
            self.ln(1.5 * self.look.gap)
        if block.boxed:
            self._box(block.paragraphs)
        else:
            self._letters(9.5)
            for paragraph in block.paragraphs:
                self._paragraph(paragraph)
                self.ln(1.2 * self.look.gap)
        if block.facts:
            self._facts(block.facts)
        if block.rows:
            self._table(block.rows, block.widths)

    def _paragraph(self, words: str) -> None:
        """Sentences, or one line of a list, whose further lines stand under its first word."""
        height = 5 * self.scale
        if words.startswith(DOT):
            if self.will_page_break(height):
                self.add_page()
            self.cell(3.6 * self.scale, height, DOT.strip())
            words = words.removeprefix(DOT)
        self.multi_cell(0, height, words, align="L", new_x="LMARGIN", new_y="NEXT")

    def _box(self, paragraphs: Sequence[str]) -> None:
        self._letters(9)
        self.set_fill_color(*GROUND)
        self.set_draw_color(*LINE)
        self.set_x(self.margin)
        self.multi_cell(
            0, 4.8 * self.scale, "\n".join(paragraphs), align="L", border=1, fill=True, padding=3,
            new_x="LMARGIN", new_y="NEXT",
        )  # fmt: skip
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
    look: Look = PLAIN,
    language: str = "en",
) -> bytes:
    """The pages as bytes. `letterhead` stands at the head of each page, `footer` at its foot with the number of the page.

    With a `passphrase` the file is encrypted (AES-256) and opens to who knows it.
    """
    paper = _Paper(letterhead, footer, look, language)
    if passphrase:
        paper.set_encryption(secrets.token_hex(16), passphrase, encryption_method=EncryptionMethod.AES_256)
    paper.set_title(title)
    paper.set_lang(f"{language}-US")
    paper.put(Text(title, subtitle, list(blocks)))
    return bytes(paper.output())


def first_on_one_page(tries: Iterable[tuple[Text, Look]], *, footer: str) -> tuple[Text, Look] | None:
    """The first of some texts, each with its look, that one page holds."""
    paper: _Paper | None = None  # one for all, since reading the letters is what takes time
    for text, look in tries:
        if paper is None:
            paper = _Paper("", footer, look, "en")
        else:
            paper.begin(look)
        began = paper.page_no()
        paper.put(text)
        if paper.page_no() == began:
            return text, look
    return None
