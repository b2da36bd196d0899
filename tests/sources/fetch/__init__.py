"""Tests of fetching, against servers on loopback."""
