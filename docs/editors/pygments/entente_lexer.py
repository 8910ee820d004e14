"""Colours Entente's language with Pygments: pygmentize -x -l entente_lexer.py:EntenteLexer FILE"""
from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

RESERVED = """
    of in as on at by to from with via under about and or not except exactly is like plural rank
    during throughout ever each since until through observed before after today according including
    counting certainly possibly known reported quote because covers where select missing true false
    let default define record end suspend retract event provision begin commit rollback import
    export dump restore backup compact check stats explain why describe
""".split()
SOURCES = """
    memberships changes transitions pairs ordered claims conflicts provisions events rows roles
    sources commits history organisations agreements groups bodies states territories actors members
    participants
""".split()
STAGES = """
    where select derive sort take skip distinct count group join left without pivot diff
""".split()
FUNCTIONS = """
    year month day quarter days years earliest latest length round coalesce if code running_sum min
    max sum mean median list count size
""".split()
CONSTANTS = """
    true false missing today
""".split()
STATEMENTS = """
    let default define record end suspend retract event provision begin commit rollback import
    export dump restore backup compact check stats explain why describe
""".split()
CLAUSES = """
    alleged any day days every month months planned predecessors proposed quarter quarters start
    year years
""".split()
RECORDING = """
    actor agreement alleged also any asc bad began body claim coalesce code continues count date day
    days defining denied derive desc diff dissolution distinct earliest encoded ended errors every
    expulsion fact for form formulas group guarding if join latest least left length licence list
    mapping max mean median min month months named new number organisation pivot planned
    predecessors proposed published publisher quarter quarters role round running_sum salvaging size
    skip skipping sort source start state succession sum take territory text titled unknown url
    withdrawal without year years
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
