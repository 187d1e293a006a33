"""Check, without a network, that the lock files fit what they were made from.

python -m tools.locks
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROFILES = ("run", "dev", "assets")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def asked_for(path: Path) -> Iterator[Requirement]:
    """What an .in file asks for, the files it includes too."""
    for line in path.read_text("utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            yield from asked_for(path.parent / text.removeprefix("-r ").strip())
        elif text:
            yield Requirement(text)


def pins(text: str) -> dict[str, str]:
    """Package to version, as a lock pins them."""
    return {canonicalize_name(name): number for name, number in _PIN.findall(text)}


def unhashed(text: str) -> list[str]:
    """Pins without a hash."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    found = [block for block in blocks if _PIN.match(block) and "--hash=sha256:" not in block]
    return [block.splitlines()[0] for block in found]


def unmet(wanted: Iterator[Requirement], locked: dict[str, str]) -> Iterator[str]:
    """What is asked for but not locked, or locked at a version that does not do."""
    for requirement in wanted:
        pinned = locked.get(canonicalize_name(requirement.name))
        if pinned is None:
            yield f"{requirement} is not locked"
        elif not requirement.specifier.contains(pinned, prereleases=True):
            yield f"{requirement} is locked at {pinned}"


def profile_problems(folder: Path, profile: str) -> list[str]:
    """What is wrong with one lock."""
    path = folder / f"{profile}.txt"
    if not path.exists():
        return [f"{path.name} is missing"]
    text = path.read_text("utf-8")
    problems = list(unmet(asked_for(folder / f"{profile}.in"), pins(text)))
    problems += [f"{line} has no hash" for line in unhashed(text)]
    return [f"{path.name}: {problem}" for problem in problems]


def disagreements(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Packages that two locks pin at different versions, or that only the first has."""
    return [
        f"dev.txt has {name} {second.get(name, 'not at all')}, run.txt has {number}"
        for name, number in sorted(first.items())
        if second.get(name) != number
    ]


def not_as_locked(locked: dict[str, str]) -> list[str]:
    """Packages installed here at another version than the lock says."""
    problems = []
    for name, number in sorted(locked.items()):
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue  # meant for another platform
        if installed != number:
            problems.append(f"{name} {installed} is installed, {number} is locked")
    return problems


def front_end_problems(folder: Path) -> list[str]:
    """Whether package-lock.json was made from package.json, with a hash for every package."""
    wanted = json.loads((folder / "package.json").read_text("utf-8"))
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    problems = [
        f"package-lock.json: {part} are not those of package.json"
        for part in ("dependencies", "devDependencies")
        if wanted.get(part, {}) != lock[""].get(part, {})
    ]
    loose = [name for name, entry in lock.items() if name and "integrity" not in entry]
    return problems + [f"package-lock.json: {name} has no hash" for name in loose]


def problems_of(root: Path) -> list[str]:
    """Everything wrong with the locks of a tree."""
    folder = root / "requirements"
    problems = [problem for name in PROFILES for problem in profile_problems(folder, name)]
    if problems:
        return problems
    run, dev = (pins((folder / f"{name}.txt").read_text("utf-8")) for name in ("run", "dev"))
    return [*disagreements(run, dev), *not_as_locked(dev), *front_end_problems(root)]


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    problems = problems_of(ROOT)
    for problem in problems:
        print(problem)
    print("locks: " + (f"{len(problems)} problems; run `make lock`" if problems else "consistent"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
