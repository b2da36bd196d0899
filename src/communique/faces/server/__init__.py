"""The server: site and API under one address, on this machine only."""

from communique.faces.server.application import application
from communique.faces.server.run import serve

__all__ = ["application", "serve"]
