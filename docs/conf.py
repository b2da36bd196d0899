"""How the documentation becomes a site: `make docs`. Everything it needs is in the pages it writes."""

from communique import __version__

project = "communique"
release = __version__
copyright = "the communique authors, Apache-2.0"  # Sphinx's own name
html_theme = "furo"
html_title = f"communique {release}"
html_show_sphinx = False
html_copy_source = False
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 4
highlight_language = "none"  # of blocks that name no language
autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
nitpicky = False
