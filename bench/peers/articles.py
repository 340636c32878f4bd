"""Writes the articles of a gold file in the forms that the programs read.

python3 articles.py GOLD.jsonl DIRECTORY N... makes of every line's "text", and
of nothing else of it, for each N, with the articles N times over:

  N.jsonl  one object a line, "id" (copy and number of the line) and "text"
  N.txt    a list of files, one article each, in the same order
"""

import json
import pathlib
import sys


def main(gold, directory, *copies):
    with open(gold, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    for n in map(int, copies):
        articles = [(f"{copy}-{i:05}", text) for copy in range(n) for i, text in enumerate(texts)]
        write(pathlib.Path(directory), n, articles)


def write(out, name, articles):
    """Writes NAME.jsonl, NAME.txt and the files that the latter lists."""
    with open(out / f"{name}.jsonl", "w", encoding="utf-8") as lines:
        for key, text in articles:
            lines.write(json.dumps({"id": key, "text": text}) + "\n")
    files = [out / f"{key}.txt" for key, _ in articles]
    for file, (_, text) in zip(files, articles):
        file.write_text(text, encoding="utf-8", newline="")
    (out / f"{name}.txt").write_text("".join(f"{f}\n" for f in files), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
