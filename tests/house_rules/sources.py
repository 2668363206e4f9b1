"""The project's own files, and what they say: Python as syntax trees, templates and scripts as text."""

import ast
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = tuple(name for name in ("care", "patients", "treatment_plans", "harm_reduction") if (PROJECT / name).is_dir())
TEMPLATES = PROJECT / "templates"
STATIC = PROJECT / "static"
COMMENT = re.compile(r"\{#.*?#\}|\{% comment .*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: Path
    tree: ast.Module

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All of the tree, walked through once for all rules."""
        return list(ast.walk(self.tree))

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @property
    def name(self) -> str:
        """The dotted name: 'care.access.gate'."""
        parts = self.path.relative_to(PROJECT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        return str(self.path.relative_to(PROJECT))

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Where something stands, as an editor opens it."""
        return f"{self.place}:{node.lineno}"


@cache
def modules(*, with_migrations: bool = False) -> tuple[Module, ...]:
    """Every module of the rooms."""
    paths = sorted(path for room in ROOMS for path in (PROJECT / room).rglob("*.py"))
    if not with_migrations:
        paths = [path for path in paths if "migrations" not in path.parts]
    return tuple(Module(path, ast.parse(path.read_text())) for path in paths)


@cache
def migrations_of_rooms() -> tuple[Migration, ...]:
    """Every migration of the rooms."""
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return tuple(migration for (label, _), migration in sorted(disk.items()) if label in ours)


@cache
def strings_in_code() -> frozenset[str]:
    """Every text constant in the rooms' code."""
    return frozenset(
        node.value
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def name_of(node: ast.expr) -> str:
    """The last word of a name: `Permit` of `actor.Permit`; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


@dataclass(frozen=True)
class Template:
    """One template, and its text without comments."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """As a view names it: 'pages/today.html'."""
        return self.path.relative_to(TEMPLATES).as_posix()


@cache
def templates() -> tuple[Template, ...]:
    """Every file under templates/; comments are blanked, their lines stay."""
    paths = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    return tuple(Template(path, COMMENT.sub(_blank, path.read_text())) for path in paths)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found.group().count("\n")


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def our_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.split(".")[0] in ROOMS]


def our_models() -> list[type[models.Model]]:
    """Every table of the rooms but the history that triggers write."""
    return [model for app in our_apps() for model in app.get_models() if not is_history(model)]


def history_models() -> list[type[models.Model]]:
    return [model for app in our_apps() for model in app.get_models() if is_history(model)]


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")
