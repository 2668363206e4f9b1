"""What patients read is there in Spanish, and the compiled catalogue says what the written one says."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "care" / "locale" / "es" / "LC_MESSAGES"
SIMPLE = re.compile(r'{%\s*translate\s+"([^"]+)"')
BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)


def written() -> dict[str, str]:
    with (FOLDER / "django.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="es") if message.id}


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for text, spanish in written().items():
        assert compiled.gettext(text) == spanish


def test_every_translated_text_has_its_spanish_and_every_spanish_its_text() -> None:
    used: set[str] = set()
    for template in (ROOT / "templates").rglob("*.html"):
        source = template.read_text()
        used.update(SIMPLE.findall(source))
        used.update(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", block) for block in BLOCK.findall(source))
    assert used == set(written())
    assert all(written().values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "told"), [("es-MX,es;q=0.9", "¿Busca ayuda"), ("fr", "Looking for help"), ("en", "Looking for help")]
)
def test_who_comes_for_help_is_told_in_their_language(client: Client, asked: str, told: str) -> None:
    page = client.get("/account/login/", headers={"accept-language": asked}).content.decode()
    assert told in page
    assert 'href="tel:988"' in page
    assert re.search(r'<html lang="en-us"', page)  # the page itself stays English, and says so
