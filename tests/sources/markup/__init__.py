"""Tests of reading markup."""
