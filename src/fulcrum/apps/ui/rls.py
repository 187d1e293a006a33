"""Row-level security: a second wall around each organisation's rows, on PostgreSQL.

The first wall is `visible_to(actor)`. When a view forgets it, PostgreSQL itself still gives each
connection only the rows of the organisation that is acted for. On SQLite all of this does nothing.

A model says which column names its organisation:

    class Assessment(models.Model):
        row_security = RowSecurity(column="tenant_id", shared="submitted_at IS NOT NULL")

    class Answer(models.Model):
        row_security = RowSecurity(parent=("assessment_id", "blueprint_assessment"))

and a migration of its app, after the tables are made, raises the wall:

    operations = [
        secure_table("blueprint_assessment", RowSecurity(shared="submitted_at IS NOT NULL")),
        secure_table("blueprint_answer", RowSecurity(parent=("assessment_id", ...))),
    ]

`manage.py check --database default` (and `fulcrum doctor`) fails when a model that declares it has
no wall. The middleware opens the connection's eyes for whoever makes the request; jobs do so
for whoever started them; commands and migrations see everything. A query that must look
across organisations (peers, the Secretariat's aggregates) says so: `with everything(): ...`.

The wall is against forgotten filters, not against hostile SQL: whoever can run any statement
can change the setting it rests on. It needs session settings, so a pooler in front of PostgreSQL
must pool sessions, not transactions.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import InternalError, OperationalError, connection, connections, migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from fulcrum.apps.ui.access import actor_of
from fulcrum.kernel.actors import Actor

POLICY = "fulcrum_tenant"
PUBLIC_POLICY = "fulcrum_public"


@dataclass(frozen=True, slots=True)
class RowSecurity:
    """How a table's rows belong to organisations.

    Attributes:
        column: the column with the organisation's id.
        shared: SQL over the row; rows for which it holds are open to the Secretariat too.
        parent: (column, table) of the secured row this one is part of; it is as visible as that.
        public: SQL over the row; rows for which it holds are read by everybody, and changed by
            those alone for whom the rest holds.
    """

    column: str = "tenant_id"
    shared: str = ""
    parent: tuple[str, str] | None = None
    public: str = ""

    def condition(self) -> str:
        """The policy's condition. Settings are read in sub-selects: once a query, not a row."""
        scope = "(SELECT current_setting('fulcrum.scope', true))"
        if self.parent:
            column, table = self.parent
            parents = f'SELECT "id" FROM "{table}"'  # noqa: S608 - names from a migration
            return f"{scope} = 'all' OR \"{column}\" IN ({parents})"
        tenant = "(SELECT NULLIF(current_setting('fulcrum.tenant_id', true), '')::bigint)"
        sql = f"{scope} = 'all' OR \"{self.column}\" = {tenant}"
        return f"{sql} OR ({scope} = 'secretariat' AND ({self.shared}))" if self.shared else sql


def secure_table(table: str, security: RowSecurity) -> migrations.RunPython:
    """A migration operation that raises the wall around a table (on PostgreSQL)."""

    def on_postgresql(statements: Sequence[str]) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
        def run(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
            if editor.connection.vendor == "postgresql":
                for statement in statements:
                    editor.execute(statement)

        return run

    condition = security.condition()
    up = [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY {POLICY} ON "{table}" USING ({condition}) WITH CHECK ({condition})',
    ]
    if security.public:
        up.append(
            f'CREATE POLICY {PUBLIC_POLICY} ON "{table}" FOR SELECT USING ({security.public})'
        )
    down = [
        f'DROP POLICY IF EXISTS {PUBLIC_POLICY} ON "{table}"',
        f'DROP POLICY {POLICY} ON "{table}"',
        f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
    ]
    return migrations.RunPython(on_postgresql(up), on_postgresql(down))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a connection may see: "all", "secretariat", "tenant" or "" for nothing."""

    name: str = ""
    tenant_id: int | None = None


NOTHING = Scope()
EVERYTHING = Scope("all")

# Commands, migrations and tests are the installation itself and see everything; a process that
# serves people starts from nothing (`deny_by_default`), and each request opens what it may.
_baseline = EVERYTHING
_scope: ContextVar[Scope | None] = ContextVar("fulcrum_scope", default=None)


def deny_by_default() -> None:
    """From now on this process sees only what a request or job opens (called by the server)."""
    global _baseline  # noqa: PLW0603 - a fact about the process, set once at its start
    _baseline = NOTHING


def current_scope() -> Scope:
    """What this thread may see now."""
    return _scope.get() or _baseline


def scope_of(actor: Actor) -> Scope:
    """What an actor's connection may see."""
    if actor.is_system:
        return EVERYTHING
    if actor.tenant_id is None:
        return NOTHING
    return Scope("secretariat" if actor.is_secretariat else "tenant", actor.tenant_id)


def _tell(wrapper: BaseDatabaseWrapper, scope: Scope) -> None:
    """Set the scope of an open connection; past Django's query log, for it is no work of a view."""
    if wrapper.vendor != "postgresql" or wrapper.connection is None:
        return
    tenant = "" if scope.tenant_id is None else str(scope.tenant_id)
    try:
        with wrapper.wrap_database_errors:
            wrapper.connection.execute(
                "SELECT set_config('fulcrum.scope', %s, false), "
                "set_config('fulcrum.tenant_id', %s, false)",
                [scope.name, tenant],
            )
    except InternalError:
        # The transaction has failed; its rollback brings back what was set before it.
        return
    except OperationalError:
        # The server went away; a closed connection keeps nobody's scope.
        wrapper.close()


def act_as(actor: Actor) -> None:
    """Narrow to an actor for the rest of the request (API authentication calls this)."""
    _set(scope_of(actor))


def _set(scope: Scope) -> None:
    _scope.set(scope)
    _tell(connections["default"], scope)


@contextmanager
def seeing(scope: Scope) -> Iterator[None]:
    """See as much as a scope for a while."""
    before = _scope.get()
    _set(scope)
    try:
        yield
    finally:
        _scope.set(before)
        _tell(connections["default"], current_scope())


def acting_as(actor: Actor) -> AbstractContextManager[None]:
    """See what an actor may see for a while, as a context manager (jobs use it)."""
    return seeing(scope_of(actor))


def everything() -> AbstractContextManager[None]:
    """Look across organisations for a while, as a context manager. Say why beside it."""
    return seeing(EVERYTHING)


def on_connection(sender: object, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Tell a new connection the scope in force (receiver of `connection_created`)."""
    if connection.alias == "default":
        _tell(connection, current_scope())


def _streamed(scope: Scope, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A streamed body queries after the middleware is left; it sees what its request saw."""
    with seeing(scope):
        yield from chunks


class RowSecurityMiddleware:
    """Narrows the connection to whoever makes the request; stands right after ActorMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request seeing only what its actor may."""
        with acting_as(actor_of(request)):
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and not response.is_async:
                chunks = cast("Iterable[bytes]", response.streaming_content)
                response.streaming_content = _streamed(current_scope(), chunks)
            return response


def _walled_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = %s",
            [POLICY],
        )
        return {row[0] for row in cursor.fetchall()}


def check_walls(
    app_configs: object, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Django check: every model that declares row security has it, and it binds this role."""
    if "default" not in (databases or ()) or connection.vendor != "postgresql":
        return []
    walled = _walled_tables()
    declared = [model for model in apps.get_models() if hasattr(model, "row_security")]
    messages: list[CheckMessage] = [
        Error(f"{model._meta.label} has no row-level security.", id="fulcrum.E001")
        for model in declared
        if model._meta.db_table not in walled
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            messages.append(
                Error(
                    "The database role bypasses row-level security.",
                    hint="Connect as a role that is neither superuser nor BYPASSRLS.",
                    id="fulcrum.E002",
                )
            )
    return messages
