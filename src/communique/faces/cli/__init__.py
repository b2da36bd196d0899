"""The room `faces/cli`."""
