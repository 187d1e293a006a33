from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, migrations, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from fulcrum.apps.ui import rls
from fulcrum.kernel.actors import ANONYMOUS, Actor, ActorKind, Role, system_actor

postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="row-level security is of PostgreSQL"
)
ACTOR = Actor(kind=ActorKind.PERSON, user_id=1, tenant_id=1, role=Role.INSTITUTION_LEAD)
OTHER = Actor(kind=ActorKind.PERSON, user_id=2, tenant_id=2, role=Role.INSTITUTION_LEAD)
OFFICER = Actor(kind=ActorKind.PERSON, user_id=3, tenant_id=3, role=Role.SECRETARIAT_OFFICER)

RECORDS = rls.RowSecurity(shared="submitted")
PARTS = rls.RowSecurity(parent=("record_id", "wall_record"))


def run(operation: migrations.RunPython, *, back: bool = False) -> None:
    with connection.schema_editor() as editor:
        code = operation.reverse_code if back else operation.code
        code(None, editor)  # type: ignore[misc, arg-type]


@pytest.fixture
def tables(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE wall_record (id bigint PRIMARY KEY, tenant_id bigint, submitted boolean)"
        )
        cursor.execute("CREATE TABLE wall_part (id bigint PRIMARY KEY, record_id bigint)")
    run(rls.secure_table("wall_record", RECORDS))
    run(rls.secure_table("wall_part", PARTS))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wall_record VALUES (10, 1, false), (20, 2, false), (21, 2, true)"
        )
        cursor.execute("INSERT INTO wall_part VALUES (100, 10), (200, 20), (210, 21)")
    yield
    run(rls.secure_table("wall_part", PARTS), back=True)
    run(rls.secure_table("wall_record", RECORDS), back=True)


def seen(table: str = "wall_record") -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


@postgresql
@pytest.mark.parametrize(
    ("actor", "records", "parts"),
    [
        (ACTOR, [10], [100]),
        (OTHER, [20, 21], [200, 210]),
        (OFFICER, [21], [210]),
        (ANONYMOUS, [], []),
        (system_actor("test"), [10, 20, 21], [100, 200, 210]),
    ],
)
def test_raw_sql_without_a_filter_sees_own_rows_only(
    tables: None, actor: Actor, records: list[int], parts: list[int]
) -> None:
    with rls.acting_as(actor):
        assert seen() == records
        assert seen("wall_part") == parts
    assert seen() == [10, 20, 21]


@postgresql
def test_the_role_of_the_tests_is_bound_by_the_wall(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@postgresql
def test_rows_cannot_be_written_into_another_organisation(tables: None) -> None:
    with (
        rls.acting_as(ACTOR),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO wall_record VALUES (30, 2, false)")
    with rls.acting_as(ACTOR), connection.cursor() as cursor:
        cursor.execute("UPDATE wall_record SET submitted = true WHERE id = 20")
        assert cursor.rowcount == 0


@postgresql
def test_a_rollback_does_not_bring_back_another_scope(tables: None) -> None:
    with rls.acting_as(OTHER):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            rls.acting_as(ACTOR),
            connection.cursor() as cursor,
        ):
            cursor.execute("INSERT INTO wall_record VALUES (10, 1, false)")
        assert seen() == [20, 21]
    assert seen() == [10, 20, 21]


def request_of(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]
    return request


@postgresql
def test_a_request_sees_what_its_actor_may(tables: None) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(seen()))

    assert rls.RowSecurityMiddleware(view)(request_of(ACTOR)).content == b"[10]"  # type: ignore[attr-defined]


@postgresql
def test_an_api_token_narrows_within_the_request(tables: None) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        before = seen()
        rls.act_as(ACTOR)
        return HttpResponse(f"{before} {seen()}")

    response = rls.RowSecurityMiddleware(view)(request_of(ANONYMOUS))
    assert response.content == b"[] [10]"  # type: ignore[attr-defined]
    assert seen() == [10, 20, 21]


@postgresql
def test_a_streamed_answer_sees_what_its_request_saw(tables: None) -> None:
    def view(_request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(str(number) for number in seen_later())

    def seen_later() -> Iterator[int]:
        yield from seen()

    response = rls.RowSecurityMiddleware(view)(request_of(ACTOR))
    assert isinstance(response, StreamingHttpResponse)
    assert b"".join(response) == b"10"
    assert seen() == [10, 20, 21]


def test_the_scope_is_restored_when_a_view_fails(db: None) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        raise PermissionDenied

    with pytest.raises(PermissionDenied):
        rls.RowSecurityMiddleware(view)(request_of(ACTOR))
    assert rls.current_scope() == rls.EVERYTHING


def test_a_serving_process_starts_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rls, "_baseline", rls.EVERYTHING)
    rls.deny_by_default()
    assert rls.current_scope() == rls.NOTHING


def test_only_the_main_database_is_told(db: None) -> None:
    rls.on_connection(None, connection)
    assert rls.current_scope() == rls.EVERYTHING


@postgresql
def test_a_model_without_its_wall_fails_the_check(
    tables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meta:
        label = "wall.Record"
        db_table = "wall_record"

    class Walled:
        _meta = Meta
        row_security = RECORDS

    class Bare:
        _meta = type("Meta", (), {"label": "wall.Bare", "db_table": "wall_bare"})
        row_security = RECORDS

    monkeypatch.setattr("django.apps.apps.get_models", lambda: [Walled, Bare])
    messages = rls.check_walls(None, ["default"])
    assert [message.id for message in messages] == ["fulcrum.E001"]
    assert "wall.Bare" in str(messages[0].msg)


def test_every_declared_wall_of_the_site_stands(db: None) -> None:
    assert rls.check_walls(None, ["default"]) == []
    assert rls.check_walls(None, None) == []
