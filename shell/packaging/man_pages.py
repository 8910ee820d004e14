#!/usr/bin/env python3
"""Makes the man pages entente(1) and entente-language(7): man_pages.py SOURCE_DIR ENTENTE OUTPUT_DIR

entente(1) is made of what `entente --help` prints and of docs/shell.md, entente-language(7) of docs/language.md. Of Markdown it knows what these
documents hold: headings, paragraphs, lists, tables, quotes, fenced blocks, code, emphasis, links.
"""
import gzip
import pathlib
import re
import subprocess
import sys

WIDTH_OF_TERM = 24


def plain(text):
    """A text that roff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha")
    return "\\&" + text if text.startswith((".", "'")) else text


def inline(text):
    """Code and strong words bold, emphasis italic, links by their text."""
    out = []
    for piece in re.split(r"(`[^`]+`)", text):
        if piece.startswith("`") and piece.endswith("`") and len(piece) > 2:
            out.append("\\fB" + plain(piece[1:-1]).replace("\\&", "") + "\\fR")
            continue
        piece = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", piece)
        piece = plain(piece).replace("\\&", "")
        piece = re.sub(r"\*\*(.+?)\*\*", r"\\fB\1\\fR", piece)
        piece = re.sub(r"(?<![\w*])\*(\S.*?)\*(?![\w*])", r"\\fI\1\\fR", piece)
        out.append(piece)
    text = "".join(out)
    return "\\&" + text if text.startswith((".", "'")) else text


def preformatted(lines):
    return [".PP", ".RS 4", ".nf", *[plain(line) if line else "" for line in lines], ".fi", ".RE"]


def cells_of(row):
    row = re.sub(r"`[^`]*`", lambda match: match.group(0).replace("|", "\0"), row.strip().strip("|").replace("\\|", "\0"))
    return [cell.strip().replace("\0", "|") for cell in row.split("|")]


def table(rows):
    """The first cell is a term; the others stand below it, each behind its heading where there are several."""
    heading, out = cells_of(rows[0]), []
    for row in rows[2:]:
        cells = cells_of(row)
        rest = [(f"{inline(name)}: " if len(cells) > 2 and name else "") + inline(cell) for name, cell in zip(heading[1:], cells[1:]) if cell]
        out += [".TP", "\\fB" + re.sub(r"\\f[BIR]", "", inline(cells[0])).removeprefix("\\&") + "\\fR", "; ".join(rest) or "\\&"]
    return out


def body(markdown):
    """What stands below the title of a document."""
    out, lines = [], markdown.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("# ")) + 1
    while at < len(lines):
        line = lines[at]
        begin = at
        if line.startswith("```"):
            at = next(i for i in range(at + 1, len(lines)) if lines[i].startswith("```"))
            out += preformatted(lines[begin + 1:at])
            at += 1
        elif line.startswith("    "):
            while at < len(lines) and (lines[at].startswith("    ") or not lines[at].strip()):
                at += 1
            out += preformatted([text[4:] for text in "\n".join(lines[begin:at]).rstrip().split("\n")])
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            out.append((".SH " if level == 2 else ".SS ") + inline(line.lstrip("# ")))
            at += 1
        elif line.startswith("|"):
            while at < len(lines) and lines[at].startswith("|"):
                at += 1
            out += table(lines[begin:at])
        elif re.match(r"(- |\d+\. )", line):
            item = re.match(r"(- |\d+\. )", line).group(1)
            at += 1
            while at < len(lines) and lines[at].startswith("  ") and lines[at].strip():
                at += 1
            mark = "\\(bu" if item == "- " else item.strip()
            out += [f".IP {mark} 4", inline(" ".join([line[len(item):], *[text.strip() for text in lines[begin + 1:at]]]))]
        elif line.strip():
            while at < len(lines) and lines[at].strip() and not re.match(r"(#|```|\||- |\d+\. )", lines[at]):
                at += 1
            at = max(at, begin + 1)
            out += [".PP", inline(" ".join(lines[begin:at]).replace("> ", ""))]
        else:
            at += 1
    return out


def options_of(text):
    """The options of --help: a term and what stands beside it."""
    out = []
    for line in text.split("\n"):
        option = re.match(r"  (-\S.*?)(?:  +|$)(.*)", line)
        if option:
            out += [".TP", "\\fB" + plain(option.group(1)) + "\\fR", inline(option.group(2).replace("  ", " ")) or "\\&"]
        elif line.strip():
            out.append(inline(line.strip()))
    return out


def program_page(help_text, markdown):
    usage, rest = help_text.split("\n\n", 1)
    about, options, *parts = re.split(r"\n\n(?=  -|[A-Z])", rest)
    results, *parts = parts
    page = [".SH NAME", "entente \\- ask who belongs to what, as what, since when, and who says so", ".SH SYNOPSIS"]
    for line in usage.split("\n"):
        page += ["\\fB" + plain(line.replace("usage:", "").strip()) + "\\fR", ".br"]
    page += [".SH DESCRIPTION", inline(" ".join(about.split())), ".PP", inline(" ".join(results.split())), ".SH OPTIONS", *options_of(options)]
    for part in parts:
        name, text = part.split(":", 1)
        page.append(".SH " + name.upper())
        page += preformatted(text.strip("\n").split("\n")) if "\n  " in text else [inline(" ".join(text.split()))]
    return page + [line.upper() if line.startswith(".SH ") else line for line in body(markdown)] + [
        ".SH SEE ALSO", "\\fBentente\\-language\\fR(7)"]


def language_page(markdown):
    return [".SH NAME", "entente\\-language \\- the language that entente speaks", *body(markdown), ".SH SEE ALSO", "\\fBentente\\fR(1)"]


def write(folder, name, section, page, version):
    text = f'.TH {name.upper()} {section} "" "entente {version}" "Entente"\n' + "\n".join(page) + "\n"
    data = gzip.compress(text.encode(), 9, mtime=0)
    (folder / f"{name}.{section}.gz").write_bytes(data)


def main():
    source, program, folder = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    ask = lambda option: subprocess.run([program, option], check=True, capture_output=True, text=True).stdout
    version = ask("--version").split()[1]
    read = lambda name: (source / "docs" / name).read_text(encoding="utf-8")
    write(folder, "entente", 1, program_page(ask("--help"), read("shell.md")), version)
    write(folder, "entente-language", 7, language_page(read("language.md")), version)


if __name__ == "__main__":
    main()
