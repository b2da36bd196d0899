"""The room `mentions/amount`."""
