"""Operations of migrations that Django does not have."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# What changes a table and leaves alone what other tables know of it: its name, its key, and what they point to.
INSIDE = (AddField, AlterField, AddConstraint, RemoveConstraint, AddIndex, RemoveIndex, AddTrigger, RemoveTrigger)


class Together(Operation):
    """Several operations whose models are drawn once, after the last, and not anew for each of them.

    Django draws every model that is related to a changed one again at each operation, and here everything is related to
    everything: the tables of a room one by one took forty times as long as together. Each operation of the list sees the
    models as all of them leave them; so a table is created with all its constraints, and nothing of it is changed in the
    same list.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """How a migration writes it down."""
        return type(self).__qualname__, [list(self.operations)], {}

    @property
    def reversible(self) -> bool:  # type: ignore[override]  # Django has a plain attribute there
        """Whether each of them is."""
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change what is known of the models. New ones, and those that change inside, are drawn beside those that are drawn
        already; at any other change what was drawn is forgotten, and all of it is drawn when it is asked for.
        """
        drawn = state.__dict__.pop("apps", None)
        before = set(state.models)
        changed = self._changed_inside(app_label, state)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is None or changed is None:
            state.is_delayed = False  # all is drawn anew
            return
        for key in changed:
            drawn.unregister_model(*key)
            state.is_delayed = True  # what points to it still knows it as it was: enough for its own columns and for no more
        drawn.render_multiple([state.models[key] for key in sorted(changed | (state.models.keys() - before))])
        state.__dict__["apps"] = drawn

    def _changed_inside(self, app_label: str, state: ProjectState) -> set[tuple[str, str]] | None:
        """The models that were there before and change inside only; None where something else happens to one."""
        found = set()
        for operation in self.operations:
            if isinstance(operation, RunSQL | CreateModel):
                continue
            if not isinstance(operation, INSIDE):
                return None
            key = (app_label, operation.model_name.lower())
            if key not in state.models:
                continue  # made in this very list
            if isinstance(operation, AlterField) and _others_may_care(operation, state.models[key].fields):
                return None
            found.add(key)
        return found

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Each in its turn."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Each in its turn, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What all of them do."""
        return "Together: " + "; ".join(operation.describe() for operation in self.operations)


def _others_may_care(operation: AlterField, fields: Mapping[str, Any]) -> bool:
    """Whether a column may be one that other tables point to, or points to another itself."""
    before = fields.get(operation.name)
    return any(field is None or field.is_relation or field.unique for field in (before, operation.field))


class Load(RunPython):
    """Code that fills tables of its own room, and of no other: a catalogue out of its file.

    It sees the models as they are drawn already. `RunPython` draws all of them anew after a change of any, so that code may
    also go from one room to another.
    """

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Run it."""
        self.code(from_state.apps, schema_editor)
