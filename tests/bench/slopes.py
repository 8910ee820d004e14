#!/usr/bin/env python3
"""Doubles the actors, the bodies and the years of the data in turn, and shows how the time of each question grows beside its answer. `./dev bench --slopes` runs it;
docs/performance.md explains it."""
import argparse
import collections
import math

import bench
import table

DIMENSIONS = ["actors", "bodies", "years"]
TIMES = [1, 2, 4]
ROUNDS = 3  # of timing
SETS = 2000  # of parameters, over which the rows that a question stands among are averaged


def data_name(size, dimension, times):
    """The data that nothing is doubled in are those of every dimension."""
    return f"{size}-{dimension}{times}" if times > 1 else f"{size}-once"


def rows_among(folder):
    """Per question how many rows there are of the bodies or the actors that a set of parameters names, on average: what a question must find its answer among."""
    of_actor, of_body = collections.Counter(), collections.Counter()
    for line in open(folder / "cur.csv", encoding="ascii"):
        actor, body, _ = line.split(",", 2)
        of_actor[actor] += 1
        of_body[body] += 1
    every = sum(of_body.values())
    named = {1: lambda a, b, c: of_body[a], 2: lambda a, b, c: of_actor[a], 3: lambda a, b, c: of_actor[a], 4: lambda a, b, c: of_actor[a],
             5: lambda a, b, c: of_body[a] + of_body[b] + of_body[c], 6: lambda a, b, c: of_body[a], 10: lambda a, b, c: of_body[a]}
    found = collections.defaultdict(list)
    for line in open(folder / "params.txt", encoding="ascii"):
        question, *words = line.split()
        if len(found[int(question)]) < SETS:
            found[int(question)].append(named.get(int(question), lambda a, b, c: every)(*words[:3]))
    return {f"Q{question}": sum(counts) / len(counts) for question, counts in found.items()}


def load(names, size, dimension, times, questions):
    """The peers with one data set each, after all their answers were compared. SQLite is not asked for all pairs of twice as much: it takes minutes."""
    name = data_name(size, dimension, times)
    folder = bench.generate(name, size, dimension, times)
    peers = [bench.Peer(peer, name, None) for peer in names]
    bench.load(peers, folder, 10 in questions)
    checksums = {}
    for question in questions:
        checksums |= bench.check([peer for peer in peers if not (question == 7 and times > 1 and peer.name == "sqlite")], size, [question])
    return {"peers": peers, "checksums": checksums, "among": rows_among(folder)}


def time_rounds(sets, question, seconds):
    """Times all data sets one after the other, and that again, so that what else the machine does meets all alike; of each the round with the least median."""
    for _ in range(ROUNDS):
        for it in sets.values():
            for key, timing in bench.time_questions(it["peers"], [question], it["checksums"], seconds).items():
                best = it.setdefault("measured", {})
                best[key] = min(best.get(key, timing), timing, key=lambda of: of["median"])


def per_doubling(values):
    """How many times as much after each doubling, as a power of two: 1 where it doubles, 0 where it stays; the mean of all doublings."""
    return f"{math.log2(values[-1] / values[0]) / math.log2(TIMES[-1] / TIMES[0]):+.2f}" if all(values) else ""


def line_of(question, dimension, names, sets):
    """A line of the table: answers, times, slopes."""
    key = f"Q{question}"
    steps = [sets[data_name("", dimension, times)] for times in TIMES]
    own = [it["measured"][key, names[0]] for it in steps]
    cells = [f"{key} {table.WHAT[key]}", dimension, " · ".join(table.count(it["rows"]) for it in own), " · ".join(table.duration(it["median"]) for it in own)]
    for name in names:
        of_peer = [it["measured"].get((key, name)) for it in steps]
        cells.append(per_doubling([it["median"] for it in of_peer]) if all(of_peer) else "")
    return cells + [per_doubling([it["rows"] for it in own]), per_doubling([it["among"][key] for it in steps])]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench --slopes", description=__doc__)
    parser.add_argument("--size", choices=["T", "S"], default="S", help="what is doubled")
    parser.add_argument("--only", metavar="Q1,Q7", default=",".join(bench.QUESTIONS))
    parser.add_argument("--peers", metavar="a,b", default="entente,sqlite,limit", help="of entente, sqlite, blocks, limit, duckdb; the first one's times are shown")
    parser.add_argument("--budget", metavar="SECONDS", type=float, default=0.1, help="for each question, peer, data set and round")
    return parser.parse_args()


def main():
    given = arguments()
    names = given.peers.split(",")
    questions = [number for number in range(1, 11) if f"Q{number}" in given.only.split(",")]
    sets = {}
    for dimension in DIMENSIONS:
        for times in TIMES:
            if data_name("", dimension, times) not in sets:
                bench.say(f"{given.size}, {times} times the {dimension}" if times > 1 else f"{given.size}, nothing doubled")
                sets[data_name("", dimension, times)] = load(names, given.size, dimension, times, questions)
    for question in questions:
        time_rounds(sets, question, given.budget)
    print(table.machine())
    print(f"Size {given.size}, with one and two and four times the actors, the bodies, the years; growth as powers of two a doubling\n")
    headings = ["question", "doubled", "rows", names[0], *(f"{name}, growth" for name in names), "rows, growth", "rows among, growth"]
    print(table.grid(headings, [line_of(question, dimension, names, sets) for question in questions for dimension in DIMENSIONS]))


if __name__ == "__main__":
    main()
