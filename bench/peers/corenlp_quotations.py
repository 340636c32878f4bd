"""Turns what Stanford CoreNLP wrote into what "hearsay read" would write.

python3 corenlp_quotations.py LIST.txt DIRECTORY > OUT.jsonl reads, for every
file of the list, DIRECTORY/NAME.json as "-outputFormat json" writes it.
CoreNLP counts UTF-16 units, everything else here code points.
"""

import json
import pathlib
import sys


def main(files, directory):
    for name in pathlib.Path(files).read_text(encoding="utf-8").splitlines():
        file = pathlib.Path(name)
        text = file.read_bytes().decode("utf-8")
        found = json.loads((pathlib.Path(directory) / f"{file.name}.json").read_text(encoding="utf-8"))
        print(json.dumps({"id": file.stem, "statements": quotations(text, found)}))


def quotations(text, found):
    """Returns the quotations, each with the mention that it is credited to."""
    point = points(text)
    tokens = [t for s in found["sentences"] for t in s["tokens"]]
    out = []
    for q in found["quotes"]:
        spans = []
        if "mentionBegin" in q:  # numbers of the text's tokens, the last included
            spans.append(span(point, tokens[q["mentionBegin"]]["characterOffsetBegin"],
                              tokens[q["mentionEnd"]]["characterOffsetEnd"]))
        out.append({"content": [span(point, q["beginIndex"], q["endIndex"])], "source": {"spans": spans}})
    return out


def points(text):
    """Returns, for each UTF-16 unit of text and its end, its code point."""
    out = []
    for i, c in enumerate(text):
        out += [i] * (2 if ord(c) > 0xFFFF else 1)
    return out + [len(text)]


def span(point, start, end):
    return {"start": point[start], "end": point[end]}


if __name__ == "__main__":
    main(*sys.argv[1:])
