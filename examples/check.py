"""Compares what a consumer took with what the search API says. Used by run.sh:

    check.py NAME PAGES SITUATION FIRST SECOND THIRD

FIRST, SECOND and THIRD hold the lines that the consumer's three runs wrote.
"""

import json
import sys
import urllib.parse
import urllib.request


def searched(pages, situation):
    """The ids of the articles that have the situation, all pages of the answer."""
    ids, cursor = set(), ""
    while True:
        query = {"situation": situation, "limit": "100", "facets": "0"}
        if cursor:
            query["cursor"] = cursor
        with urllib.request.urlopen(f"{pages}/api/v1/articles?{urllib.parse.urlencode(query)}", timeout=20) as r:
            answer = json.load(r)
        ids.update(item["id"] for item in answer["items"])
        cursor = answer.get("next")
        if not cursor:
            return ids


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f]


def check(name, pages, situation, first, second, third):
    runs = [lines(p) for p in (first, second, third)]
    seen, held = set(), set()
    for news, article, version, *_ in runs[0] + runs[1] + runs[2]:
        if (article, version) in seen:
            return f"{article} in version {version} came twice"
        if (news == "new") == (article in held):
            return f"{article} came as {news}, but was {'known' if article in held else 'not known'}"
        seen.add((article, version))
        (held.discard if news == "remove" else held.add)(article)
    want = searched(pages, situation)
    if len(runs[0]) != 2:
        return f"the first run was to take 2 messages and took {len(runs[0])}"
    if not runs[1]:
        return "the second run had nothing to go on with"
    if runs[2]:
        return f"the third run was to find nothing and took {len(runs[2])}"
    if held != want:
        return f"missing {sorted(want - held)}, too many {sorted(held - want)}"
    print(f"{name}: first run {len(runs[0])} messages, second {len(runs[1])}, third none; {len(held)} articles on {situation},"
          " the very ones that the search API has, none twice")
    return None


if __name__ == "__main__":
    if wrong := check(*sys.argv[1:]):
        sys.exit(f"{sys.argv[1]}: {wrong}")
