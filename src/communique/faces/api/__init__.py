"""The API: the query's answers as JSON, described by OpenAPI 3.1."""

from communique.faces.api.app import PREFIX, api
from communique.faces.api.problem import problem

__all__ = ["PREFIX", "api", "problem"]
