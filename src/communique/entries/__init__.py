"""The room `entries`."""
