"""Measures the program: accuracy of reading, sizes; nothing here ships."""
