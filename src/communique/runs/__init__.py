"""Knows the order of the rooms: one release, a batch, an ingest."""
