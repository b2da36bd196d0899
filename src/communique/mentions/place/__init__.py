"""The room `mentions/place`."""
