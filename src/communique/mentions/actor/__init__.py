"""The room `mentions/actor`."""
