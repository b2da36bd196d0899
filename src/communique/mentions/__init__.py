"""The room `mentions`."""
