"""The site: server-rendered pages over the query, whole without scripts."""

from communique.faces.web.site import site

__all__ = ["site"]
