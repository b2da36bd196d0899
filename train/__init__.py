"""Trains the learned part of the reader from gold; nothing here ships."""
