"""A manager that refuses to be read before somebody said for whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self, TypeVar

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from passerelle.lib.prepared import prepared

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Unscoped(RuntimeError):
    """A content table was read without visible_to(actor) or unscoped(reason)."""


@prepared
def _locked(pk: int, *, model: type[models.Model]) -> models.QuerySet[models.Model]:
    rows: GuardedQuerySet[models.Model] = model._default_manager.get_queryset()  # type: ignore[assignment]  # of guarded tables
    given = rows.unscoped("the row this verb was given").filter(pk=pk)
    if connection.features.has_select_for_update or not rows.locked_with:
        # Whoever waits for a row here gets it as it is by then, but what is joined to it as it was before.
        return given.select_for_update()
    return given.select_related(*rows.locked_with)  # on SQLite one transaction writes at a time


class GuardedQuerySet(models.QuerySet[Row]):
    """Evaluates only after a scope was named; filtering and subqueries stay free."""

    scope: str = ""
    locked_with: ClassVar[tuple[str, ...]] = ()
    """What every verb asks after beside the row itself; read with it where nobody can change it meanwhile."""

    def unscoped(self, reason: str) -> Self:
        """Read without an actor; the reason is for the person who reviews the code."""
        clone = self.all()
        clone.scope = reason
        return clone

    def locked(self, pk: int) -> Row:
        """One row by its key, held until the transaction ends: for a verb, which looks at what it was given once more."""
        if not connection.in_atomic_block:
            raise TransactionManagementError(f"{self.model.__name__} would be let go at once: no transaction is open")
        found = _locked(pk, model=self.model)
        if not found:
            raise self.model.DoesNotExist  # type: ignore[attr-defined]  # every model has it
        return found[0]  # type: ignore[no-any-return]

    def _scoped(self, scope: str) -> Self:
        clone = self.all()
        clone.scope = scope
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # django-stubs leaves this private method out
        clone.scope = self.scope
        return clone

    def require_scope(self) -> None:
        """Raise Unscoped unless somebody said for whom the rows are read."""
        if not self.scope:
            raise Unscoped(f"{self.model.__name__} was read without visible_to(actor) or unscoped(reason)")

    def _fetch_all(self) -> None:
        self.require_scope()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Row]:
        """Stream rows, scope first."""
        self.require_scope()
        return super().iterator(chunk_size)

    def count(self) -> int:
        """Count rows, scope first."""
        self.require_scope()
        return super().count()

    def exists(self) -> bool:
        """Whether any row is there, scope first."""
        self.require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Aggregate, scope first."""
        self.require_scope()
        return super().aggregate(*args, **kwargs)
