"""Colours Entente's language with Pygments: pygmentize -x -l entente_lexer.py:EntenteLexer FILE"""
from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

RESERVED = """
    @reserved @
""".split()
SOURCES = """
    @source @
""".split()
STAGES = """
    @stage @
""".split()
FUNCTIONS = """
    @function @
""".split()
CONSTANTS = """
    @constant @
""".split()
STATEMENTS = """
    @statement @
""".split()
CLAUSES = """
    @clause @
""".split()
RECORDING = """
    @recording @
""".split()

# A word ends where no letter, digit, apostrophe, colon or hyphen follows, save the hyphens of a comment.
END = r"(?![\w':]|-(?!-))"
LETTER = r"[^\W\d_]"
INSIDE = r"(?:[\w.']|-(?!-))*"


def closed(list_of_words):
    return words(tuple(list_of_words), suffix=END)


class EntenteLexer(RegexLexer):
    name = "Entente"
    aliases = ["entente"]
    filenames = ["*.ent"]
    url = "docs/language.md"

    tokens = {
        # Where a statement begins.
        "root": [
            (r"[\s;]+", Whitespace),
            (r"--.*$", Comment.Single),
            (closed(["define", "record", "end", "suspend", "retract", "event", "provision"]), Keyword.Declaration, ("statement", "recording")),
            (closed(STATEMENTS), Keyword, "statement"),
            (r"(?=.)", Whitespace, "statement"),
        ],
        "statement": [
            (r";", Punctuation, "#pop"),
            (r"\s+", Whitespace),
            (r"--.*$", Comment.Single),
            (r'"(?:[^"]|"")*"', String.Double),
            (r"\$[a-z][a-z0-9_]*", Name.Variable),
            (r"([a-z][a-z0-9_-]*:)(\w" + INSIDE + r')?', bygroups(Keyword.Type, Name.Entity)),
            (r"\d{4}(?:-\d{2}(?:-\d{2})?)?[~?]?" + END, Number.Date),
            (r"\d+(?:\.\d+)?" + END, Number),
            (words(tuple(FUNCTIONS), suffix=r"(?=\()"), Name.Function),
            (r"(\|)(\s*)(" + "|".join(STAGES) + r")" + END, bygroups(Operator, Whitespace, Keyword)),
            (r"(each|any|every|at|including|counting)(\s+)(?:(\d+)(\s+))?(" + "|".join(CLAUSES) + r")" + END,
             bygroups(Keyword, Whitespace, Number, Whitespace, Keyword)),
            (closed(CONSTANTS), Keyword.Constant),
            (closed(RESERVED), Keyword),
            (closed(SOURCES), Name.Builtin),
            (r"(?:(?![a-z])" + LETTER + r"|\d[\d-]*" + LETTER + r")" + INSIDE, Name.Entity),
            (r"[a-z](?:[a-z0-9_]|-(?!-))*", Name),
            (r"\|\||!=|<=|>=|[=<>*/+|-]", Operator),
            (r"[(){}\[\],]", Punctuation),
        ],
        # What records has words of its own, which elsewhere are the user's.
        "recording": [
            (r"(?=;)", Punctuation, "#pop"),
            (closed(RECORDING), Keyword.Type),
        ],
    }
    tokens["recording"] += [rule for rule in tokens["statement"] if rule[0] != r";"]
