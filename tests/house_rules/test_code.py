"""How code is written: what an import, a signal, a permit and an operation may look like."""

import ast
import importlib

from django.conf import settings

from care.celery import app as celery
from tests.house_rules.sources import PROJECT, ROOMS, Module, modules, name_of

LONGEST_FILE = 500

# Where a function imports, and why it cannot be done at the top.
FUNCTION_IMPORTS = {
    "care.accounts.apps": "`ready` comes after the models",
}

# Who listens to a signal, and why no operation can be called instead.
SIGNAL_LISTENERS = {
    "care.accounts.receivers": "allauth tells of second factors by its signals alone; each listener makes one call",
    "care.accounts.apps": "connects them",
}

# What operations offer to all that is no write: why it takes neither a permit nor an actor.
VALUES = {
    "care.accounts.operations.check_reason": "refuses or gives the text back",
    "care.accounts.operations.login_hash": "computes a value",
    "care.links.operations.open_link": "asks whose link it is, and makes the actor",
}
# Rooms whose operations are the platform's own work and not anybody's act.
MACHINERY = ("care.health", "care.audit", "care.backup", "care.outbox")

# Who builds markup in Python, and why not in a template.
OWN_MARKUP = {
    "care.pages.presenters.caseload": "hundreds of rows a page: an include per row costs more than the row",
    "care.pages.presenters.worklist": "hundreds of rows a page: an include per row costs more than the row",
    "care.pages.trends.picture": "hundreds of points a picture, each a few characters of a path",
}


def test_no_function_imports_to_dodge_a_circle() -> None:
    found = {
        module.at(node)
        for module in modules()
        for function in module.functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and module.name not in FUNCTION_IMPORTS
    }
    assert not found, f"imports inside functions: {sorted(found)}"


def test_only_the_gate_makes_a_permit() -> None:
    found = {
        module.at(node)
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call) and name_of(node.func) == "Permit" and module.name != "care.access.gate"
    }
    assert not found, f"permits made past the gate: {sorted(found)}"


def test_no_permit_is_copied_with_other_content() -> None:
    found = {
        module.at(node)
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call)
        and name_of(node.func) in {"replace", "copy", "__replace__", "__setattr__"}
        and node.args
        and "permit" in ast.unparse(node.args[0]).lower()
    }
    assert not found, f"permits changed after the gate gave them: {sorted(found)}"


def test_nothing_listens_to_signals_but_what_is_listed() -> None:
    found = {
        module.name
        for module in modules()
        for node in module.nodes
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _connects(node.func))
        or (isinstance(node, ast.Name | ast.Attribute) and name_of(node) == "receiver")
    }
    assert found <= SIGNAL_LISTENERS.keys(), f"behaviour by signal: {sorted(found - SIGNAL_LISTENERS.keys())}"
    assert SIGNAL_LISTENERS.keys() <= found, "a module is listed that listens no more"


def _connects(function: ast.Attribute) -> bool:
    """`post_save.connect(...)`, not a socket's or a database's."""
    return function.attr == "connect" and not any(
        word in ast.unparse(function.value) for word in ("sock", "redis", "psycopg", "sqlite")
    )


def _operations() -> list[tuple[str, ast.FunctionDef, Module]]:
    """The public functions of every `operations` module or folder."""
    return [
        (f"{module.name}.{node.name}", node, module)
        for module in modules()
        if "operations" in module.name.split(".")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def _is_operation(node: ast.FunctionDef) -> bool:
    """Keyword-only, with who acts and when; what concerns many people at once takes the permit of each."""
    given = {argument.arg for argument in node.args.kwonlyargs}
    positional = node.args.args or node.args.posonlyargs or node.args.vararg
    return not positional and "at" in given and bool(given & {"permit", "permits", "actor"})


def _room(name: str) -> str:
    """'care.accounts.operations' of 'care.accounts.operations.sign_in': a folder of operations speaks as one."""
    return name[: name.index(".operations") + len(".operations")]


def test_what_is_no_operation_is_called_by_operations_only() -> None:
    """Whoever is outside says who acts, by keyword, with the moment; what takes less is a part of another one's change."""
    parts = {
        f"{_room(name)}.{node.name}"
        for name, node, module in _operations()
        if not _is_operation(node) and not module.name.startswith(MACHINERY)
    }
    found = {
        f"{module.place} uses {name}"
        for module in modules()
        if "operations" not in module.name.split(".")
        for name in _used_from_operations(module)
        if name in parts - VALUES.keys()
    }
    assert not found, f"operations without `permit` or `actor`, or without `at`, or with positional arguments: {sorted(found)}"
    assert VALUES.keys() <= parts, f"listed and gone: {sorted(VALUES.keys() - parts)}"


def _used_from_operations(module: Module) -> set[str]:
    """The functions of `operations` modules that a module names: 'care.teams.operations.admit'."""
    rooms, used = {}, set()
    for node in module.nodes:
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            if whole.endswith(".operations"):
                rooms[alias.asname or alias.name] = whole
            elif ".operations" in whole:
                used.add(f"{_room(whole)}.{alias.name}")
                rooms[alias.asname or alias.name] = _room(whole)
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
            used.add(f"{rooms[node.value.id]}.{node.attr}")
    return used


def test_an_operation_names_its_arguments() -> None:
    found = [
        module.at(node)
        for name, node, module in _operations()
        if {argument.arg for argument in node.args.kwonlyargs} & {"permit", "actor"}
        and not _is_operation(node)
        and not module.name.startswith(MACHINERY)
    ]
    assert not found, f"operations with positional arguments or without `at`: {found}"


def test_public_operations_queries_and_rules_say_what_they_do() -> None:
    found = [
        module.at(node)
        for module in modules()
        if {"operations", "queries", "rules"} & set(module.name.split("."))
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not found, f"without a docstring: {found}"


def test_each_beat_entry_names_a_real_task() -> None:
    celery.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named <= celery.tasks.keys(), f"tasks that nobody wrote: {sorted(named - celery.tasks.keys())}"


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    paths = [path for folder in (*ROOMS, "tests") for path in (PROJECT / folder).rglob("*.py")]
    lengths = {
        str(path.relative_to(PROJECT)): len(path.read_text().splitlines())
        for path in paths
        if not {"migrations", "data"} & set(path.relative_to(PROJECT).parts)
    }
    long = {place: length for place, length in lengths.items() if length > LONGEST_FILE}
    assert not long, f"cut by noun what is longer than {LONGEST_FILE} lines: {long}"


def test_each_package_says_what_it_is() -> None:
    silent = [
        module.place
        for module in modules()
        if module.path.name == "__init__.py" and "management" not in module.path.parts and not ast.get_docstring(module.tree)
    ]
    assert not silent, f"packages without a docstring: {silent}"


def test_no_package_hides_its_work_behind_an_empty_word() -> None:
    empty = {"utils", "helpers", "services", "managers", "misc", "common", "handlers"}
    found = [module.place for module in modules() if empty & set(module.name.split("."))]
    assert not found


def test_every_app_has_a_label_of_its_own_and_can_be_loaded() -> None:
    for name in settings.INSTALLED_APPS:
        importlib.import_module(name.rsplit(".apps.", 1)[0])


def test_text_is_called_safe_only_where_it_is_listed() -> None:
    found = {
        module.at(node)
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call)
        and name_of(node.func) in {"mark_safe", "SafeString", "SafeText"}
        and module.name not in OWN_MARKUP
    }
    assert not found, f"escaping switched off: {sorted(found)}"
