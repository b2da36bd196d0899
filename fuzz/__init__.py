"""Breaks documents of every format by the million and reads them: none may crash, hang or grow."""
