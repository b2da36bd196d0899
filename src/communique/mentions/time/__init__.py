"""The room `mentions/time`."""
