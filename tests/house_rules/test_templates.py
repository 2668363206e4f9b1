"""Templates: each is used, stands in the frame, and leaves scripts, styles and addresses to their places."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver

from care.demo.urls import urlpatterns as demo_addresses
from tests.house_rules.addresses import addresses
from tests.house_rules.sources import STATIC, TEMPLATES, Template, line_of, modules, our_apps, strings_in_code, templates

# The frame itself, and the page of a broken server, which must not need it.
WITHOUT_FRAME = {"base.html", "500.html", "reminders/phone/frame.html"}
# What Django and allauth show by these names.
FRAMEWORK_PAGES = {"400.html", "403.html", "404.html", "429.html", "500.html", "403_csrf.html"}
# Where escaping is off, and whose words stand there.
OWN_WORDS = {"django/forms/_under.html": "help texts are written in code"}
# Titles that a view gives: words of ours, never of a record.
TITLES_OF_OURS = {"intake/section.html": "the section’s own title", "pages/task_form.html": "the verb of what is done"}

INCLUDED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
EXTENDED = re.compile(r"""\{%\s*extends\s+["']([^"']+)["']""")
STATIC_FILE = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
URL_NAME = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
TITLE = re.compile(r"\{%\s*block (?:head_)?title\s*%\}(.*?)\{%\s*endblock", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.DOTALL)
TEMPLATE_PART = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)

HTML = [template for template in templates() if template.path.suffix == ".html"]


def name_of(template: Template) -> str:
    return template.name


def _framework_templates() -> set[str]:
    """What Django and allauth look for by name: their own templates, which ours replace."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs() if app not in our_apps()]
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_no_template_is_unused() -> None:
    named = strings_in_code() | {name for template in templates() for name in INCLUDED.findall(template.text)}
    mails = {f"{name}_{part}.txt" for name in strings_in_code() if "/email/" in name for part in ("subject", "message")}
    used = named | mails | _framework_templates() | FRAMEWORK_PAGES
    loose = [template.name for template in templates() if template.name not in used and not _named_in_parts(template.name)]
    assert not loose, f"nobody shows these: {loose}"


def _named_in_parts(name: str) -> bool:
    """Whether code puts the name together: f"pages/{show}.html" names every page."""
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                text = "".join(".+" if part is None else re.escape(str(part)) for part in parts)
                if any(isinstance(part, str) and "/" in part for part in parts) and re.fullmatch(text, name):
                    return True
    return False


def test_every_template_that_is_named_exists() -> None:
    ours = {template.name for template in templates()}
    named = {name: template.name for template in templates() for name in INCLUDED.findall(template.text)}
    named |= {text: "code" for text in strings_in_code() if re.fullmatch(r"[\w/-]+/[\w-]+\.(html|txt)", text)}
    missing = {name: where for name, where in named.items() if name not in ours | _framework_templates()}
    assert not missing, f"no such template: {missing}"


@pytest.mark.parametrize("template", HTML, ids=name_of)
def test_a_template_can_be_read(template: Template) -> None:
    get_template(template.name)


def test_every_page_stands_in_the_frame() -> None:
    loose = [
        template.name
        for template in HTML
        if "{% extends" not in template.text and template.name not in WITHOUT_FRAME and not _is_part(template)
    ]
    assert not loose, f"extend nothing: {loose}"


def _is_part(template: Template) -> bool:
    """Fragments begin with an underscore; components and form fields are parts by their place."""
    name = template.name
    return template.path.name.startswith("_") or name.startswith(("components/", "django/forms/")) or "/snippets/" in name


@pytest.mark.parametrize("template", HTML, ids=name_of)
def test_no_script_and_no_style_stands_in_a_template(template: Template) -> None:
    found = []
    for tag in TAG.finditer(template.text):
        text = TEMPLATE_PART.sub("", tag.group())
        where = f"{template.name}:{line_of(template.text, tag.start())}"
        if re.match(r"<style\b", text, re.IGNORECASE) or re.search(r"\sstyle\s*=", text, re.IGNORECASE):
            found.append(f"{where} style")
        if re.match(r"<script\b", text, re.IGNORECASE) and not re.search(r"""\ssrc\s*=|type\s*=\s*["']?application/json""", text):
            found.append(f"{where} script")
        if re.search(r"\s(on[a-z]+|hx-on[:\w-]*)\s*=", text, re.IGNORECASE) or "javascript:" in text.lower():
            found.append(f"{where} handler")
    assert not found, f"the policy of the site forbids it: {found}"


def test_no_template_takes_anything_from_elsewhere() -> None:
    found = [
        f"{template.name}:{line_of(template.text, link.start())}"
        for template in HTML
        for link in re.finditer(r"""(?:src|href|action|srcset)\s*=\s*["']\s*(?:https?:)?//""", template.text)
    ]
    assert not found, f"files and addresses of other hosts: {found}"


def test_escaping_is_never_switched_off() -> None:
    found = [
        f"{template.name}:{line_of(template.text, spot.start())}"
        for template in HTML
        if template.name not in OWN_WORDS
        for spot in re.finditer(r"\|\s*safe(?:seq)?\b|autoescape\s+off", template.text)
    ]
    assert not found, f"text of people must stay text: {found}"


def test_links_that_open_another_tab_give_it_no_handle() -> None:
    found = [
        f"{template.name}:{line_of(template.text, tag.start())}"
        for template in HTML
        for tag in TAG.finditer(template.text)
        if "_blank" in tag.group() and "noopener" not in tag.group()
    ]
    assert not found


# Forms without a cookie to be misused: their address is a secret that nobody else can post to (see DECISIONS).
WITHOUT_TOKEN = {
    *("reminders/phone/door.html", "followups/phone/form.html", "questionnaires/phone/question.html", "signing/paper.html"),
    *("staying_safe/phone/plans.html", "staying_safe/phone/_sign.html"),
}


def test_every_form_that_changes_something_carries_its_token() -> None:
    found = []
    for template in HTML:
        for form in re.finditer(r"<form\b([^>]*)>(.*?)</form>", template.text, re.DOTALL | re.IGNORECASE):
            posts = re.search(r"""method\s*=\s*["']?post""", form.group(1), re.IGNORECASE)
            if posts and "csrf_token" not in form.group(2) and template.name not in WITHOUT_TOKEN:
                found.append(f"{template.name}:{line_of(template.text, form.start())}")
    assert not found, f"forms without {{% csrf_token %}}: {found}"


def test_no_title_names_anybody() -> None:
    """Browser histories are shared. A title may hold words and a count, and nothing of a record."""
    allowed = re.compile(
        r"\{%.*?%\}|\{\{\s*(?:block\.super|shell\.organisation|[\w.]*count[\w.]*)\s*(?:\|[\w:]+)?\}\}", re.DOTALL
    )
    found = [
        f"{template.name}: {title.strip()}"
        for template in HTML
        for title in TITLE.findall(template.text)
        if "{{" in allowed.sub("", title) and template.name not in TITLES_OF_OURS
    ]
    assert not found, f"titles with data: {found}"


def test_every_page_has_a_title_of_its_own() -> None:
    """In the page, or in a frame between it and the frames of the whole site."""
    by_name = {template.name: template for template in HTML}

    def has_title(template: Template) -> bool:
        above = by_name.get(next(iter(EXTENDED.findall(template.text)), ""))
        frame = template.path.parent == TEMPLATES or "/layouts/" in template.name
        return not frame and (bool(TITLE.search(template.text)) or (above is not None and has_title(above)))

    pages = [template for template in HTML if "{% extends" in template.text and not _frames_others(template)]
    without = [template.name for template in pages if not has_title(template) and not TITLE.search(template.text)]
    assert not without, f"without {{% block title %}}: {without}"


def _frames_others(template: Template) -> bool:
    return any(template.name in EXTENDED.findall(other.text) for other in templates()) or "/layouts/" in template.name


def test_every_address_that_a_template_names_exists() -> None:
    known = {address.name for address in addresses()} | {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    known |= {f"demo:{pattern.name}" for pattern in demo_addresses}  # there in the demo only
    found = {
        f"{template.name}:{line_of(template.text, spot.start())} {spot.group(1)}"
        for template in templates()
        for spot in URL_NAME.finditer(template.text)
        if spot.group(1) not in known
    }
    assert not found, f"{NoReverseMatch.__name__} waits in: {sorted(found)}"


def test_every_static_file_that_is_named_exists() -> None:
    named = {(name, template.name) for template in templates() for name in STATIC_FILE.findall(template.text)}
    missing = sorted(f"{where}: {name}" for name, where in named if finders.find(name) is None)
    assert not missing, f"no such file: {missing}"


def test_every_script_and_style_sheet_is_used() -> None:
    scripts = "".join(script.read_text() for script in STATIC.glob("js/*.js"))
    used = {name for template in templates() for name in STATIC_FILE.findall(template.text)} | strings_in_code()
    used |= set(re.findall(r"/static/([\w/.-]+)", scripts))
    there = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".svg", ".png"}}
    assert there <= used, f"nobody loads these: {sorted(there - used)}"


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    found = []
    for sheet in STATIC.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text()):
            if not address.startswith(("data:", "#")) and not (sheet.parent / address.split("?")[0].split("#")[0]).is_file():
                found.append(f"{sheet.name}: {address}")
        assert "sourceMappingURL" not in sheet.read_text(), f"{sheet.name} names a map that is not there"
    assert not found


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (TEMPLATES / "components" / "icons.svg").read_text()))
    asked = {
        (name, template.name)
        for template in templates()
        for name in re.findall(r'href="#i-([\w-]+)"', template.text)
        + re.findall(r"""components/icon\.html["'] with [^%]*name=["']([\w-]+)""", template.text)
    }
    asked |= {
        (name, script.name) for script in STATIC.glob("js/*.js") for name in re.findall(r"#i-([a-z][\w-]*)", script.read_text())
    }
    missing = sorted(f"{where}: {name}" for name, where in asked if name not in drawn)
    assert not missing, f"icons that nobody drew: {missing}"


def test_every_class_of_ours_is_in_the_style_sheet() -> None:
    sheet = (STATIC / "css" / "throughline.css").read_text()
    known = set(re.findall(r"\.(tl-[\w-]+)", sheet))
    found = set()
    for template in HTML:
        for tag in re.finditer(r"""class\s*=\s*"([^"]*)\"""", TEMPLATE_PART.sub(" ", template.text)):
            words = tag.group(1).split()
            found |= {(word, template.name) for word in words if word.startswith("tl-") and not word.endswith(("-", "--"))}
    missing = sorted(f"{where}: {word}" for word, where in found if word not in known)
    assert not missing, f"classes without a rule: {missing}"


def test_every_hook_of_a_template_is_read_by_a_script() -> None:
    scripts = "\n".join(script.read_text() for script in STATIC.glob("js/*.js"))
    read = set(re.findall(r"data-care-[a-z-]+", scripts))
    read |= {"data-" + _dashed(name) for name in re.findall(r"dataset\.(care\w*)", scripts)}
    found = {
        (hook, template.name)
        for template in HTML
        for hook in re.findall(r"\bdata-care-[a-z-]+", TEMPLATE_PART.sub(" ", template.text))
    }
    loose = sorted(f"{where}: {hook}" for hook, where in found if hook not in read)
    assert not loose, f"hooks that no script reads: {loose}"


def _dashed(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"-{letter.group().lower()}", name)


def test_scripts_hook_on_nothing_but_their_own_attributes() -> None:
    """A class of the style sheet may change without a script breaking."""
    found = [
        f"{script.name}:{line_of(text, spot.start())}"
        for script in STATIC.glob("js/*.js")
        for text in [re.sub(r"/\*.*?\*/", _blank_lines, script.read_text(), flags=re.DOTALL)]
        for spot in re.finditer(r"""(?:querySelector(?:All)?|closest|matches)\(\s*[`"'][^`"']*\.(?:tl-|btn)""", text)
    ]
    assert not found, f"scripts that hook on classes: {found}"


def _blank_lines(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def test_scripts_keep_nothing_about_anybody_in_the_browser() -> None:
    """Shared computers: what a script keeps is listed here by its key."""
    keys = {"care-active", "care-shortcuts-off", "care-row"}
    on_request = {"kept.js"}  # on the person's own phone, by their own button; no page of ours at a desk may load it
    found = set()
    for script in STATIC.glob("js/*.js"):
        text = script.read_text()
        constants = dict(re.findall(r"""const (\w+) = "([\w-]+)";""", text))
        for key in re.findall(r"(?:localStorage|sessionStorage)\.setItem\(\s*([\w\"'-]+)", text):
            name = constants.get(key, key.strip("\"'"))
            if name not in keys:
                found.add(f"{script.name}: {name}")
        if re.search(r"indexedDB|caches\.open|document\.cookie", text) and script.name not in on_request:
            found.add(script.name)
    loaded = {(template.name, name) for template in HTML for name in on_request if f"js/{name}" in template.text}
    found |= {f"{template} loads {name}" for template, name in loaded if "/phone/" not in template}
    assert not found, f"kept in the browser: {sorted(found)}"
