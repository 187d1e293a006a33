"""What an engine would refuse, and what a careful operator would."""

import re
from typing import Any

import pytest
import yaml

from tests.architecture.graph import ROOT
from tests.deploy.commands import commands

FOLDER = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("fulcrum")]
# The parts of the Compose specification used here.
KNOWN_KEYS = {
    "build", "cap_add", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image",
    "networks", "ports", "read_only", "restart", "secrets", "security_opt", "shm_size",
    "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip


def test_there_are_web_worker_and_database() -> None:
    assert {"web", "worker", "database"} <= set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_uses_known_keys_and_what_is_declared(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= KNOWN_KEYS
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])
    assert set(service.get("depends_on", ())) <= set(SERVICES)
    named = [volume.split(":")[0] for volume in service["volumes"]]
    assert {volume for volume in named if not volume.startswith(".")} <= set(COMPOSE["volumes"])
    for volume in named:
        assert not volume.startswith(".") or (FOLDER / volume).exists()


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gives_up_what_it_does_not_need(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "healthcheck" in service or name == "web"  # the image brings that of the web server
    assert re.search(r":[\w.-]+$", service["image"])


@pytest.mark.parametrize("name", OURS)
def test_our_services_cannot_write_to_themselves(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


@pytest.mark.parametrize("name", OURS)
def test_our_services_call_commands_that_exist(name: str) -> None:
    assert " ".join(SERVICES[name]["command"]) in commands()


def test_ports_are_open_to_this_machine_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_no_secret_is_written_down() -> None:
    for service in SERVICES.values():
        for variable, value in service["environment"].items():
            secret = re.search("PASSWORD|KEY|SECRET|ENV_FILE", variable)
            assert not secret or str(value).startswith("/run/secrets/")
    assert all("file" in secret for secret in COMPOSE["secrets"].values())
    assert (FOLDER / "secrets" / ".gitignore").read_text("utf-8").split("\n")[1] == "*"


def test_the_example_names_settings_and_holds_no_key() -> None:
    lines = (FOLDER / "fulcrum.env.example").read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    keys = {name for name in settings if name.endswith("_KEY")}
    assert len(keys) == 5
    assert {settings[name] for name in keys} == {""}
