"""The container's health check asks as a reverse proxy would."""

import http.server
import importlib.util
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.graph import ROOT


class Handler(http.server.BaseHTTPRequestHandler):
    seen: list[tuple[str, str | None, str | None]] = []
    status = 200

    def do_GET(self) -> None:
        headers = self.headers
        self.seen.append((self.path, headers.get("Host"), headers.get("X-Forwarded-Proto")))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Handler]]:
    handler = type("Once", (Handler,), {"seen": []})
    for name in ("FULCRUM_ALLOWED_HOSTS", "FULCRUM_HTTPS", "FULCRUM_ENV_FILE"):
        monkeypatch.delenv(name, raising=False)
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        monkeypatch.setenv("FULCRUM_PORT", str(server.server_port))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield handler
        server.shutdown()
        thread.join()


@pytest.fixture
def check() -> ModuleType:
    path = ROOT / "deploy" / "healthcheck.py"
    spec = importlib.util.spec_from_file_location("healthcheck", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_asks_for_the_sites_name_over_its_scheme(
    site: type[Handler], check: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FULCRUM_ALLOWED_HOSTS", '[".fast.example"]')
    monkeypatch.setenv("FULCRUM_HTTPS", "true")
    assert check.main() == 0
    assert site.seen == [("/health", "fast.example", "https")]


def test_it_reads_the_file_that_the_server_reads(
    site: type[Handler], check: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "fulcrum.env"
    file.write_text(
        '# a remark\nFULCRUM_ALLOWED_HOSTS=["fast.example"]\nFULCRUM_HTTPS=true\nFULCRUM_PORT=1\n',
        "utf-8",
    )
    monkeypatch.setenv("FULCRUM_ENV_FILE", str(file))
    assert check.main() == 0
    assert site.seen == [("/health", "fast.example", "https")]


def test_an_error_page_is_not_healthy(site: type[Handler], check: ModuleType) -> None:
    site.status = 503
    assert check.main() == 1


def test_silence_is_not_healthy(
    check: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FULCRUM_PORT", "1")
    assert check.main() == 1
    assert "does not answer" in capsys.readouterr().err
