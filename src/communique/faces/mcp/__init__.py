"""The agent server: tools over the ledger, each answer small, each value with its citation."""

from communique.faces.mcp.server import agent_server

__all__ = ["agent_server"]
