"""The site: server-rendered pages over the query, whole without scripts."""

from communique.faces.web.site import site, told

__all__ = ["site", "told"]
