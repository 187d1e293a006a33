"""How the documentation is built: `make docs`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]

from fulcrum import __version__  # noqa: E402
from tools.reference import write_pages  # noqa: E402

write_pages(HERE / "reference" / "_generated")

project = "Fulcrum"
author = "The Fulcrum contributors"
copyright = author  # noqa: A001 - the name Sphinx reads
release = version = __version__
language = "en"
extensions = ["myst_parser"]
exclude_patterns = ["_build", "reference/_generated"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = "Fulcrum"
html_static_path = ["_static"]
html_css_files = ["fulcrum.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1b5e8c", "color-brand-content": "#1b5e8c"},
    "dark_css_variables": {"color-brand-primary": "#7cc0ee", "color-brand-content": "#7cc0ee"},
}
