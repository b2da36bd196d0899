"""The API: the query's answers as JSON, described by OpenAPI 3.1."""

from communique.faces.api.app import PREFIX, api

__all__ = ["PREFIX", "api"]
