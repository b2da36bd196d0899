"""The room `faces`."""
