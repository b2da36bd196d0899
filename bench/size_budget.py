"""Fails when a file has over 400 lines, a function over 60, or an import stands inside a function."""

import ast
import sys
from pathlib import Path

FOLDERS = ("src", "tests", "bench", "fuzz", "train")
FILE_LINES, FUNCTION_LINES = 400, 60


def findings(path: Path) -> list[str]:
    """Return one line for each thing in `path` that is over budget."""
    text = path.read_text(encoding="utf-8")
    found = []
    if text.count("\n") > FILE_LINES:
        found.append(f"{path}: {text.count(chr(10))} lines, at most {FILE_LINES}")
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES:
            found.append(f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {FUNCTION_LINES}")
        for inner in ast.walk(node):
            if isinstance(inner, ast.Import | ast.ImportFrom):
                found.append(f"{path}:{inner.lineno}: import inside {node.name}")
    return found


def main() -> int:
    """Print every finding; return 1 when there is one."""
    root = Path(__file__).resolve().parent.parent
    found = [
        line
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*.py"))
        for line in findings(path)
    ]
    print("\n".join(found) or "sizes within budget")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
