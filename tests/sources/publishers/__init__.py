"""Tests of the publishers that ship."""
