"""The tables that bench.py prints, in Markdown, and its CSV."""
import csv
import datetime
import os
import platform

WHAT = {"Q1": "snapshot", "Q2": "portfolio", "Q3": "point", "Q4": "history", "Q5": "set algebra", "Q6": "difference", "Q7": "pairs by year", "Q8": "counts by year",
        "Q9": "ten most similar", "Q10": "as known"}


def duration(ns):
    for unit, of_unit in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= of_unit:
            return f"{ns / of_unit:.3g} {unit}"
    return f"{ns:.0f} ns"


def count(number):
    return f"{number:,.0f}"


def ratio(number):
    """`3.5×`, `120×`; below one as a fraction, `1/8.2`."""
    whole = max(number, 1 / number)
    digits = f"{whole:.2g}" if whole < 9.95 else count(whole)
    return digits + "×" if number >= 1 else "1/" + digits


def grid(headings, rows):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [headings, ["---"] * len(headings), *rows]) + "\n"


def cpu():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            return next(line.split(":")[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def machine():
    return f"{datetime.date.today()}, {os.cpu_count()} × {cpu()}, {platform.system()} {platform.release()}\n"


def questions(size, peers, measured):
    """Medians, and how many times Entente's each is."""
    rows = []
    for question, what in WHAT.items():
        cells = {peer: measured.get((question, peer)) for peer in peers}
        if any(cells.values()):
            own = cells.get("entente")
            rows.append([f"{question} {what}", count(next(it["rows"] for it in cells.values() if it))] +
                        ["" if not it else duration(it["median"]) + (f" ({ratio(it['median'] / own['median'])})" if own and peer != "entente" else "")
                         for peer, it in cells.items()])
    if not rows:
        return ""
    return f"Size {size}: median of one question, and in parentheses how many times Entente's median that is\n\n" + grid(["question", "rows", *peers], rows)


def others(peers, measured, loaded, names):
    def row(title, values):
        return [title] + [values.get(peer, "") for peer in peers]

    def of(name, show):
        return {peer: show(it) for (measure, peer), it in measured.items() if measure == name}

    rows = []
    if "W1" in names:
        rows.append(row("W1 load, rows/s", of("W1", lambda it: count(1e9 / it["mean"]))))
    if "dump" in names:
        rows.append(row("dump, rows/s", of("dump", lambda it: count(it["rows"] * 1e9 / it["mean"]))))
        rows.append(row("restore, rows/s", of("restore", lambda it: count(it["rows"] * 1e9 / it["mean"]))))
    if "cow-igo" in names:
        rows.append(row("import of COW's states, years and organisations", of("cow-igo", lambda it: duration(it["median"]))))
    if "W2" in names:
        rows.append(row("W2 durable commits of one row, a second", of("W2", lambda it: count(1e9 / it["mean"]))))
    if "W3" in names:
        rows.append(row("W3 durable commits of 1,000 rows, rows/s", of("W3", lambda it: count(1e9 / it["mean"] * it["rows"]))))
    if "bytes" in names:
        rows.append(row("bytes a membership", {peer: f"{it['bytes'] / it['rows']:.1f}" for peer, it in loaded.items()}))
    if "cold" in names:
        rows.append(row("cold start: new process, one answer", of("cold", lambda it: duration(it["median"]))))
    if "memory" in names:
        rows.append(row("peak memory of the load, MB", {peer: count(it["kilobytes"] / 1024) for peer, it in loaded.items()}))
        rows.append(row("peak memory with Q7, MB", of("Q7", lambda it: count(it["kilobytes"] / 1024))))
    rows = [cells for cells in rows if any(cells[1:])]
    beside = "".join(f"\nCold start of {name}: {duration(measured['cold', name]['median'])}.\n" for name in ("entente's shell", "an empty program")
                     if ("cold", name) in measured)
    return grid(["measure", *peers], rows) + beside if rows else ""


def write_csv(path, size, measured):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["query", "size", "peer", "median_ns", "mean_ns", "rows", "checksum"])
        for (name, peer), it in measured.items():
            out.writerow([name, size, peer, f"{it['median']:.1f}", f"{it['mean']:.1f}", f"{it['rows']:.1f}", it["checksum"]])
