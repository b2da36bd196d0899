"""The bill of materials names what is pinned: every package, its version and its hashes."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_bill_has_every_pin(tmp_path: Path) -> None:
    recipe = re.search(r"^sbom:.*?\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert recipe
    words = (
        recipe[1]
        .replace("\\\n", " ")
        .splitlines()[1]
        .replace("out/sbom.json", str(tmp_path / "sbom.json"))
        .split()
    )
    subprocess.run([sys.executable, *words[1:]], cwd=ROOT, check=True, capture_output=True)
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    pins = re.findall(
        r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.M
    )
    assert sorted((one["name"], one["version"]) for one in bill["components"]) == sorted(pins)
    assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])
