"""Words: person-first wherever people or colleagues read, in templates, forms and code; and what README promises."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from care.language import find_terms, visible_text
from tests.house_rules.sources import PROJECT, Module, line_of, modules, strings_in_code, templates

# Words of the table that are said here of something else than of a person.
SAID_OF_SOMETHING_ELSE = {
    ("patients/rules/conditions.py", "relapse"): "FHIR's code, for a condition of any kind",
    ("patients/rules/people.py", "slip"): "a slip of the pen",
    ("care/demo/words/plans.py", "slip"): "a person's own words",
    ("care/demo/words/work.py", "refused"): "what the gate refused",
}
WHOLE_FILES = (".py", ".html", ".txt", ".js", ".css", ".md", ".toml", ".yml", ".sh", "")


def tracked_files() -> list[Path]:
    """What git keeps of the project; in a copy without git, what lies in its folders."""
    listed = subprocess.run(["git", "-C", str(PROJECT), "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
        return [path for name in names if (path := PROJECT / name).is_file()]
    skip = {".venv", ".git", ".throughline", "__pycache__"}
    return [path for path in PROJECT.rglob("*") if path.is_file() and not skip & set(path.relative_to(PROJECT).parts)]


def test_no_screen_says_what_the_table_of_terms_would_say_better() -> None:
    found = [
        f"{template.name}:{line_of(text, finding.start)} {finding.term!r}: say {finding.suggestion!r}"
        for template in templates()
        for text in [visible_text(template.text)]
        for finding in find_terms(text)
        if (template.name, finding.term.lower()) not in SAID_OF_SOMETHING_ELSE
    ]
    assert not found


def test_no_text_in_code_does_either() -> None:
    """Labels, messages, the demo's stories; what code refuses is refused."""
    found = [
        f"{module.at(node)} {finding.term!r}: say {finding.suggestion!r}"
        for module in modules()
        if not module.name.startswith("care.language")
        for node in _texts(module)
        for finding in find_terms(str(node.value))
        if (module.place, finding.term.lower()) not in SAID_OF_SOMETHING_ELSE
    ]
    assert not found


def _texts(module: Module) -> list[ast.Constant]:
    """Text constants with more than one word, without docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in module.nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and id(node) not in docstrings
    ]


def test_no_name_in_code_calls_a_person_by_a_diagnosis() -> None:
    places: dict[str, set[str]] = {}
    for module in modules():
        if not module.name.startswith("care.language"):
            for name in {name for node in module.nodes for name in _names(node)}:
                places.setdefault(name, set()).add(module.place)
    found = [
        f"{place}: {name}: say {finding.suggestion!r}"
        for name, whole in places.items()
        for finding in find_terms(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name))
        for place in whole
        if not finding.term.lower().startswith("refus") and (place, finding.term.lower()) not in SAID_OF_SOMETHING_ELSE
    ]
    assert not found


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Name):
        return [node.id]
    return [node.arg] if isinstance(node, ast.arg) else []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("organization", "organization"), ("counseling", "counseling")],
)
def test_screens_speak_one_english(wrong: str, right: str) -> None:
    british = {"organization": r"\borganisations?\b", "counseling": r"\bcounsell(?:ing|ors?)\b"}[wrong]
    found = [
        f"{template.name}:{line_of(template.text, word.start())}"
        for template in templates()
        for word in re.finditer(british, re.sub(r"\{[%{].*?[%}]\}", _blank, template.text, flags=re.DOTALL), re.IGNORECASE)
    ]
    assert not found, f"screens write {right!r}: {found}"


def _blank(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def test_readme_names_the_two_commands() -> None:
    text = (PROJECT / "README.md").read_text()
    assert "make run" in text
    assert "make test" in text


def test_readme_names_every_variable_that_the_settings_read() -> None:
    settings = (PROJECT / "care" / "settings.py").read_text()
    named = set(re.findall(r"""(?:environ\.get\(|environ\[|_flag\(|_list\()\s*["']([A-Z_]+)["']""", settings)) - {"CARE_TESTING"}
    text = (PROJECT / "README.md").read_text()
    missing = sorted(name for name in named if name not in text)
    assert not missing, f"README does not name {missing}"


def test_no_path_of_somebodys_machine_is_kept() -> None:
    machine = re.compile(
        "|".join(
            [
                "/" + "home/[a-z]",
                "/" + "Users/[A-Za-z]",
                "/" + "root/[a-z.]",
                "/" + "work/[a-z.]",
                "/" + "tmp/plan",
                "tl" + "-dev",
            ]
        )
    )
    found = []
    for path in tracked_files():
        if path.suffix not in WHOLE_FILES or "vendor" in path.parts:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(PROJECT)}:{line_of(text, spot.start())}" for spot in machine.finditer(text)]
    assert not found, f"paths of one machine: {found}"


def test_the_lock_file_names_no_address() -> None:
    assert not re.search(r"https?://|--index-url|--find-links", (PROJECT / "requirements.lock").read_text())


# They name a code system, as the standard spells it; nothing is ever asked of them.
NAMES_OF_CODE_SYSTEMS = (
    "http://hl7.org/fhir/administrative-gender",
    "http://hl7.org/fhir/us/core/StructureDefinition/",
    "http://hl7.org/fhir/StructureDefinition/",
    "http://hl7.org/fhir/sid/",
    "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber",
    "http://terminology.hl7.org/CodeSystem/",
    "http://unitsofmeasure.org",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
)


def test_no_text_in_code_is_an_address_of_somebody_elses_host() -> None:
    """Outgoing requests go to allow-listed hosts only: a host in code is listed here with its reason."""
    known = ("http://127.0.0.1", "http://localhost", "http://{", "https://{", *NAMES_OF_CODE_SYSTEMS)
    found = sorted(text for text in strings_in_code() if re.match(r"https?://\S+$", text) and not text.startswith(known))
    assert not found, f"hosts in code: {found}"
