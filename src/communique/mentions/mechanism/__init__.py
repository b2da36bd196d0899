"""The room `mentions/mechanism`."""
