"""Operations of migrations that Django does not have."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


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
        """Change what is known of the models. New ones are drawn beside those that are drawn already; where one that was there
        changes, what was drawn is forgotten, and all of it is drawn when it is asked for.
        """
        drawn = state.__dict__.pop("apps", None)
        if state.is_delayed:  # some of what is drawn is not as it should be, for an operation of somebody else's put it off
            drawn, state.is_delayed = None, False
        before = set(state.models)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        new = state.models.keys() - before
        if drawn is not None and all((app_label, name) in new for name in self._names()):
            drawn.render_multiple([state.models[key] for key in sorted(new)])
            state.__dict__["apps"] = drawn

    def _names(self) -> set[str]:
        """The models that the operations are about; one without a name may be about any."""
        named = [operation for operation in self.operations if not isinstance(operation, RunSQL)]
        return {str(getattr(one, "model_name", None) or getattr(one, "name", "")).lower() for one in named}

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
