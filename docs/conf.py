"""How the documentation is built: `make docs`."""

from servanda import __version__

project = "Servanda"
author = "The Servanda contributors"
project_copyright = "The Servanda contributors, Apache-2.0"
release = version = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = f"Servanda {release}"
html_show_sphinx = False
