"""The server: site and API under one address, on this machine alone or behind accounts."""

from communique.faces.server.application import application
from communique.faces.server.run import is_loopback, serve

__all__ = ["application", "is_loopback", "serve"]
