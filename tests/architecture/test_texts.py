"""What no file may say, and what the documentation must."""

import re

import pytest

from fulcrum.site.config import Config
from tests.architecture.graph import ROOT, texts

# Put together from parts, so that this file passes its own test.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
    )
]
MACHINE_PATHS = ["/" + "/".join(parts) for parts in (("work", "main"), ("work", "shared"))]
MACHINE_PATHS += ["/root" + "/.", "/home" + "/user", "/tmp" + "/bash"]  # noqa: S108 - looked for, not used
NOT_SETTINGS = {
    "FULCRUM_ENV_FILE": "names the file of settings",
    "FULCRUM_NAME": "stands for any setting in prose",
    "FULCRUM_URL": "where the browser tests find a running site",
}


@pytest.mark.parametrize("needle", [*HOSTS, *MACHINE_PATHS])
def test_no_file_names_a_package_index_or_a_path_of_one_machine(needle: str) -> None:
    assert [name for name, text in texts() if needle in text] == []


def test_locks_name_no_index() -> None:
    options = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i )", re.MULTILINE)
    for path in (ROOT / "requirements").glob("*.txt"):
        assert not options.search(path.read_text("utf-8")), path.name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")


def setting_names() -> set[str]:
    return {f"FULCRUM_{name.upper()}" for name in Config.model_fields}


def test_every_setting_says_what_it_is() -> None:
    short = [
        name for name, field in Config.model_fields.items() if len(field.description or "") < 15
    ]
    assert short == []


def test_every_variable_named_anywhere_is_a_setting() -> None:
    named: dict[str, str] = {}
    for name, text in texts():
        if not name.startswith("tests/"):
            named.update(dict.fromkeys(re.findall(r"\bFULCRUM_[A-Z][A-Z_]*[A-Z]\b", text), name))
    unknown = set(named) - setting_names() - set(NOT_SETTINGS)
    assert {name: named[name] for name in unknown} == {}
