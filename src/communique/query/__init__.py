"""The room `query`."""
