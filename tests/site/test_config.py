import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from fulcrum.kernel.errors import FulcrumError
from fulcrum.site.config import KEY_NAMES, Config, load_config

KEY = "00112233445566778899aabbccddeeff" * 2
ENVIRONMENT = {f"FULCRUM_{name.upper()}": KEY for name in KEY_NAMES}


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An environment with every key, a data folder, and nothing else of ours."""
    for name in list(os.environ):
        if name.startswith("FULCRUM_") or name == "PORT":
            monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("FULCRUM_DATA_DIR", str(tmp_path / "data"))
    load_config.cache_clear()
    yield
    load_config.cache_clear()


def test_defaults_are_safe() -> None:
    config = load_config()
    assert config.showcase is False
    assert config.host == "127.0.0.1"
    assert config.port == 8000
    assert config.allowed_hosts == ["127.0.0.1", "localhost"]


@pytest.mark.parametrize("name", KEY_NAMES)
@pytest.mark.parametrize("value", ["", "secret", "00" * 32, KEY[:-2], KEY + "00", "zz" * 32])
def test_a_start_with_a_missing_or_plain_key_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"FULCRUM_{name.upper()}", value)
    with pytest.raises(FulcrumError) as caught:
        load_config()
    assert caught.value.where == f"FULCRUM_{name.upper()}"
    assert "fulcrum keys new" in caught.value.mend


def test_keys_are_bytes() -> None:
    assert load_config().key("audit_key") == bytes.fromhex(KEY)


def test_old_keys_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULCRUM_OLD_AUDIT_KEYS", f'["{KEY}"]')
    monkeypatch.setenv("FULCRUM_OLD_SEED_KEYS", '["short"]')
    config = load_config()
    assert config.old_keys("audit_key") == [bytes.fromhex(KEY)]
    assert config.old_keys("vault_key") == []
    with pytest.raises(FulcrumError, match="FULCRUM_OLD_SEED_KEYS"):
        config.old_keys("seed_key")


def test_a_showcase_makes_its_keys_once_for_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FULCRUM_AUDIT_KEY", KEY)
    monkeypatch.setenv("FULCRUM_SHOWCASE", "true")
    first = load_config()
    load_config.cache_clear()
    second = load_config()
    assert first.key("secret_key") == second.key("secret_key")
    assert len({first.key(name) for name in KEY_NAMES}) == len(KEY_NAMES)
    assert first.key("audit_key") == bytes.fromhex(KEY)
    mode = (tmp_path / "data" / "showcase-keys.env").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_the_usual_port_variable_works_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert load_config().port == 8123
    load_config.cache_clear()
    monkeypatch.setenv("FULCRUM_PORT", "8124")
    assert load_config().port == 8124


def test_a_file_of_settings_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "fulcrum.env"
    file.write_text('# a remark\nFULCRUM_ALLOWED_HOSTS=["fast.example"]\nFULCRUM_PORT=9000\n')
    monkeypatch.setenv("FULCRUM_ENV_FILE", str(file))
    config = load_config()
    assert config.allowed_hosts == ["fast.example"]
    assert config.port == 9000


def test_settings_are_read_once() -> None:
    assert load_config() is load_config()
    assert isinstance(load_config(), Config)


@pytest.mark.parametrize("value", ["", "lots", "0", "65536"])
@pytest.mark.parametrize("variable", ["FULCRUM_PORT", "PORT"])
def test_a_port_that_is_none_is_told(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(FulcrumError) as caught:
        load_config()
    assert caught.value.where == "FULCRUM_PORT"


@pytest.mark.parametrize("value", ["fast.example", "[fast.example]", '["a"'])
def test_a_list_that_is_none_is_told(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULCRUM_ALLOWED_HOSTS", value)
    with pytest.raises(FulcrumError, match="not written as one") as caught:
        load_config()
    assert caught.value.where == "FULCRUM_ALLOWED_HOSTS"
    assert "JSON" in caught.value.mend


def test_a_file_of_settings_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FULCRUM_ENV_FILE", str(tmp_path / "nowhere.env"))
    with pytest.raises(FulcrumError, match=r"nowhere\.env is not there"):
        load_config()
    monkeypatch.setenv("FULCRUM_ENV_FILE", str(tmp_path))
    with pytest.raises(FulcrumError, match="may not be read"):
        load_config()
