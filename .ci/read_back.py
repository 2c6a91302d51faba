"""Whether PyYAML reads the same in a file of YAML as in the file of JSON beside it: NAME.yaml and NAME.json."""

import json
import sys
from pathlib import Path

import yaml

wrong = 0
for name in sys.argv[1:]:
    path = Path(name)
    expected = json.loads(path.with_suffix(".json").read_text())
    documents = list(yaml.safe_load_all(path.read_text()))
    # A List in JSON is a stream of its items in YAML.
    if isinstance(expected, dict) and expected.get("kind") == "List":
        expected = expected["items"]
    else:
        expected = [expected]
    same = documents == expected and [repr(d) for d in documents] == [repr(e) for e in expected]
    if not same:
        wrong += 1
        for at, (found, wanted) in enumerate(zip(documents, expected)):
            if repr(found) != repr(wanted):
                print(f"{name}: document {at}: found {found!r:.500}, expected {wanted!r:.500}")
        if len(documents) != len(expected):
            print(f"{name}: found {len(documents)} documents, expected {len(expected)}")
print(f"PyYAML {yaml.__version__}: {len(sys.argv) - 1 - wrong} files as meant, {wrong} not")
sys.exit(1 if wrong else 0)
