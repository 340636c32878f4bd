"""Prints, as Markdown, how several programs did on one gold file.

python3 score.py GOLD.jsonl PROGRAM... where a PROGRAM is NAME=STEM, with what
it found in STEM.jsonl (as "hearsay read" writes it) and what it cost in
STEM.1.json and, for the articles given N times over, STEM.N.json (see
timed.py); or NAME=:WHY for one that could not be run.

The rule is that of internal/score, the same for all: punctuation, quotation
marks and a leading "that" are taken off; statements are compared by their
words at their places; each gold entry is matched with at most one statement
and the other way round. At a covered share, gold entries in order take the
statement that covers most of their characters; at a Jaccard index, the most
alike pairs come first, among equals those with the same speaker.
"""

import json
import pathlib
import re
import sys
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’\-‐.,][^\W_]+)*")
CUT = re.compile(r"[^\W_]|\n")
MARKS = "\"“”„‟«»'‘’‚‛‹›`"


def outer(c):
    return unicodedata.category(c)[0] == "P" or c.isspace() or c in "`´\u200b\ufeff"


class Statement:
    """A statement in the form in which two are compared.

    pieces are [start, end) in code points, words the places of their words,
    speaker the mentions that it is credited to, kind the gold's type; marked
    says whether it begins at a quotation mark.
    """

    def __init__(self, text, pieces, speaker=(), kind=""):
        self.pieces = joined(trimmed(text, pieces))
        self.speaker, self.kind = list(speaker), kind
        self.marked = any(c in MARKS for s, _ in self.pieces[:1] for c in before(text, s))
        self.words = [m.span() for s, e in self.pieces for m in WORD.finditer(text, s, e)]
        if len(self.words) > 1 and text[slice(*self.words[0])].lower() == "that":
            del self.words[0]
            cut = self.words[0][0]
            self.pieces = [(max(s, cut), e) for s, e in self.pieces if e > cut]

    def split(self, text):
        """Returns its parts: cut where other words or a line's end stand between its pieces."""
        groups = []
        for s, e in self.pieces:
            if groups and not CUT.search(text, groups[-1][-1][1], s):
                groups[-1].append((s, e))
            else:
                groups.append([(s, e)])
        return [Statement(text, g, self.speaker, self.kind) for g in groups]


def before(text, i):
    """Returns the punctuation that ends at i, up to white space."""
    start = i
    while start > 0 and outer(text[start - 1]) and not text[start - 1].isspace():
        start -= 1
    return text[start:i]


def trimmed(text, pieces):
    for s, e in pieces:
        while s < e and outer(text[s]):
            s += 1
        while s < e and outer(text[e - 1]):
            e -= 1
        if s < e:
            yield s, e


def joined(pieces):
    out = []
    for s, e in sorted(pieces):
        if out and s < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], e))
        else:
            out.append((s, e))
    return out


def shared(a, b):
    """Returns how many code points lie both in a span of a and in one of b."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def covered(gold, found):
    return shared(gold.pieces, found.pieces) / sum(e - s for s, e in gold.pieces)


def jaccard(gold, found):
    a, b = set(gold.words), set(found.words)
    return len(a & b) / len(a | b)


def match_covered(gold, found, threshold):
    pairs, free = [], list(found)
    for g in gold:
        best = max(free, key=lambda f: covered(g, f), default=None)
        if best and covered(g, best) > threshold:
            free.remove(best)
            pairs.append((g, best))
    return pairs


def match_jaccard(gold, found, threshold):
    close = [(jaccard(g, f), bool(shared(g.speaker, f.speaker)), g, f) for g in gold for f in found]
    pairs, used = [], set()
    for j, _, g, f in sorted(close, key=lambda c: c[:2], reverse=True):
        if j >= threshold and not {id(g), id(f)} & used:
            used |= {id(g), id(f)}
            pairs.append((g, f))
    return pairs


MEASURES = [(match_covered, 0.3), (match_covered, 0.8), (match_jaccard, 0.8)]


class Tally:
    """Counts over documents: gold, found, matched by each measure, speakers."""

    def __init__(self):
        self.gold = self.found = self.right = self.speakers = 0
        self.matched = [0] * len(MEASURES)

    def add(self, gold, found):
        self.gold += len(gold)
        self.found += len(found)
        for i, (match, threshold) in enumerate(MEASURES):
            pairs = match(gold, found, threshold)
            self.matched[i] += len(pairs)
            if i == 0:
                credited = [(g, f) for g, f in pairs if g.speaker]
                self.speakers += len(credited)
                self.right += sum(bool(shared(g.speaker, f.speaker)) for g, f in credited)

    def cells(self):
        out = [f"{ratio(2 * m, self.gold + self.found)} ({ratio(m, self.found)} / {ratio(m, self.gold)})"
               for m in self.matched]
        return [str(self.found), *out, f"{ratio(self.right, self.speakers)} of {self.speakers}"]


def ratio(a, b):
    return f"{a / b:.3f}".lstrip("0") if b else "-"


def whole(text, gold, found):
    return gold, found


def pieces(text, gold, found):
    return [p for g in gold for p in g.split(text)], [p for f in found for p in f.split(text)]


def direct(text, gold, found):
    """Keeps the gold's direct quotations, and what begins at a quotation mark.

    What shares words with gold of another type alone is neither right nor
    wrong: the gold counts such words, but not as a direct quotation.
    """
    gold, found = pieces(text, gold, found)
    wanted = [g for g in gold if g.kind == "direct"]
    others = [g for g in gold if g.kind != "direct"]
    return wanted, [f for f in found if f.marked and (
        any(jaccard(g, f) for g in wanted) or not any(jaccard(g, f) for g in others))]


VIEWS = [("as given", whole), ("by pieces", pieces), ("direct alone, by pieces", direct)]


def read_gold(file):
    """Returns a list of text and gold statements, one for each article."""
    out = []
    for line in pathlib.Path(file).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            d = json.loads(line)
            made = [Statement(d["text"], [q["span"]], [q["speaker"][:2]] if q["speaker"] else [], q["type"])
                    for q in d["quotes"]]
            out.append((d["text"], [s for s in made if s.words]))
    return out


def read_found(file, gold):
    """Returns, for each article of gold, what a program found in it."""
    records = {}
    for line in pathlib.Path(file).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            d = json.loads(line)
            records[d["id"]] = d["statements"]
    if len(records) != len(gold):
        raise ValueError(f"{file}: {len(records)} articles, the gold has {len(gold)}")
    out = []
    for text, statements in zip((text for text, _ in gold), (records[k] for k in sorted(records))):
        made = [Statement(text, spans(s["content"]), spans(s["source"]["spans"])) for s in statements]
        out.append([s for s in made if s.words])
    return out


def read_costs(stem):
    """Returns the costs by the number of times that the articles were given."""
    return {int(f.suffixes[-2][1:]): json.loads(f.read_text()) for f in stem.parent.glob(stem.name + ".*.json")}


def spans(list_):
    return [(s["start"], s["end"]) for s in list_]


def quality(gold, programs):
    """Yields the rows of the table of what was found."""
    yield ["", "found", "covered > 0.3", "covered > 0.8", "Jaccard >= 0.8", "speaker"]
    for title, view in VIEWS:
        for i, (name, found) in enumerate(programs):
            tally = Tally()
            for (text, g), f in zip(gold, found):
                tally.add(*view(text, g, f))
            if i == 0:
                yield [f"**{title}**, {tally.gold} in the gold", "", "", "", "", ""]
            yield [name, *tally.cells()]


def speed(articles, costs):
    """Yields the rows of the table of what it cost, in time of one core."""
    yield ["", "articles/s", "with start-up", "start-up", "peak memory"]
    for name, cost in costs:
        once, most = cost[1], max(cost)
        each = (cost[most]["cpu"] - once["cpu"]) / (most - 1)
        yield [name, per_second(articles, each), per_second(articles, once["cpu"]),
               f"{max(0, once['cpu'] - each):.1f} s", f"{once['peak']:,.0f} MiB"]


def per_second(articles, seconds):
    rate = articles / seconds if seconds > 0 else 0
    return f"{rate:.2f}" if rate < 1 else f"{rate:.1f}" if rate < 20 else f"{rate:.0f}"


def table(rows):
    rows = list(rows)
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main(file, *programs):
    gold = read_gold(file)
    found, costs, failed = [], [], []
    for name, stem in (p.split("=", 1) for p in programs):
        if stem.startswith(":"):
            failed.append(f"{name} is missing: {stem[1:]}")
            continue
        found.append((name, read_found(stem + ".jsonl", gold)))
        costs.append((name, read_costs(pathlib.Path(stem))))
    print(f"{len(gold)} articles; F1 (precision / recall):\n")
    print(table(quality(gold, found)))
    print("\nSpeaker: share whose mention overlaps the gold's, of the entries matched at > 0.3 that have one.\n")
    print(table(speed(len(gold), costs)))
    print("\nTime of one core. Without start-up: the time that the same articles add when given again.")
    print("".join(f"\n{f}" for f in failed), end="\n" if failed else "")


if __name__ == "__main__":
    main(*sys.argv[1:])
