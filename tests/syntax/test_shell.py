"""A shell script is read to its simple commands, the constructs they stand in, and their places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devcontain.syntax.shell import parse


def commands(text):
    """The words of each command, without quotes."""
    return [" ".join(word.value for word in command.words) for command in parse(text) if command.words]


def words(text):
    """The values of the only command's words."""
    [command] = [command for command in parse(text) if "substitution" not in command.context]
    return [word.value for word in command.words]


def contexts(text):
    return {command.name: "/".join(command.context) for command in parse(text) if command.words}


def operators(text):
    """What stands before and after each command."""
    return [(command.before, command.name, command.after) for command in parse(text)]


def redirects(text):
    """The redirections of all commands: operator, target, written text."""
    return [
        (redirect.operator, redirect.target.value if redirect.target else None, text[slice(*redirect.span)])
        for command in parse(text)
        for redirect in command.redirects
    ]


def heredocs(text):
    return [
        text[slice(*redirect.content)] for command in parse(text) for redirect in command.redirects if redirect.content
    ]


def written(text):
    return [text[slice(*command.span)] for command in parse(text)]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("a b\tc", ["a", "b", "c"]),
            ("a 'b c' \"d e\" f\\ g", ["a", "b c", "d e", "f g"]),
            ("a\"b\"'c'd", ["abcd"]),
            ("a '' \"\"", ["a", "", ""]),
            (r"""a "b \" \\ \$ \` \n" """, ["a", 'b " \\ $ ` \\n']),
            (r"a 'b \' c", ["a", "b \\", "c"]),
            ("a \\\n  b", ["a", "b"]),
            ("a b\\\nc", ["a", "bc"]),
            ("a \0\0\0\0 b", ["a", "b"]),
            ("a b\0\0c", ["a", "bc"]),
            ("a#b '#' # c", ["a#b", "#"]),
            ("echo if then } {a,b}", ["echo", "if", "then", "}", "{a,b}"]),
            ("a ${x:-'y z'} ${x%%*} $x$y $1 $@", ["a", "${x:-'y z'}", "${x%%*}", "$x$y", "$1", "$@"]),
            ('a "${x:-"y z"}" b', ["a", '${x:-"y z"}', "b"]),
            ("a $((1 + 2)) $(( (1) )) b", ["a", "$((1 + 2))", "$(( (1) ))", "b"]),
            ("a $((2 * $(b))) c", ["a", "$((2 * $(b)))", "c"]),
            ("a $(b 'c)' d) e", ["a", "$(b 'c)' d)", "e"]),
            ("a `b c` d", ["a", "`b c`", "d"]),
            (r"a $'b\'c' d", ["a", r"$'b\'c'", "d"]),
            ('a "$\'b" c', ["a", "$'b", "c"]),
            ("a $ b$", ["a", "$", "b$"]),
            ("pip install 'x>=1' \"y<2\"", ["pip", "install", "x>=1", "y<2"]),
        ],
    )
    def test_quotes_go_and_expansions_stay(self, text, values):
        assert words(text) == values

    @pytest.mark.parametrize(
        ("word", "expands"),
        [
            ("$x", True), ("${x}", True), ("$(a)", True), ("`a`", True), ('"$x"', True), ("$((1))", True),
            ("$'x'", True),
            ("'$x'", False), ("\\$x", False), ('"\\$x"', False), ("x", False), ("$", False), ("x$", False),
        ],
    )  # fmt: skip
    def test_whether_something_is_left_to_expand(self, word, expands):
        [command, *_] = parse(f"echo {word}")
        assert command.words[1].expands is expands

    def test_a_plain_word_is_at_its_place(self):
        text = "a 'b c' && d e"
        assert [text[slice(*word.span)] for command in parse(text) for word in command.words] == [
            "a",
            "'b c'",
            "d",
            "e",
        ]
        assert [word.span for word in parse("a b", 10)[0].words] == [(10, 11), (12, 13)]


class TestOperators:
    def test_they_join_commands(self):
        assert operators("a && b || c; d & e | f |& g") == [
            ("", "a", "&&"),
            ("&&", "b", "||"),
            ("||", "c", ";"),
            (";", "d", "&"),
            ("&", "e", "|"),
            ("|", "f", "|&"),
            ("|&", "g", ""),
        ]

    def test_without_spaces(self):
        assert commands("a&&b||c;d|e&f") == ["a", "b", "c", "d", "e", "f"]

    def test_a_line_end_is_a_semicolon_except_after_an_operator(self):
        assert operators("a\n\nb &&\n# why\n\n c |\n d\n") == [
            ("", "a", ";"),
            (";", "b", "&&"),
            ("&&", "c", "|"),
            ("|", "d", ";"),
        ]

    @pytest.mark.parametrize("text", ["a || { b; }", "a || ( b )", "a || ! b", "a || if b; then c; fi", "a || time b"])
    def test_they_reach_into_what_follows(self, text):
        assert operators(text)[:2] == [("", "a", "||"), ("||", "b", operators(text)[1][2])]

    @pytest.mark.parametrize("text", ["{ a; } && b", "( a ) && b", "if x; then a; fi && b", "[[ a && c ]] && b"])
    def test_they_reach_out_of_what_came_before(self, text):
        assert operators(text)[-1] == ("&&", "b", "")


class TestContexts:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a; b", {"a": "", "b": ""}),
            (
                "if a; then b; elif c; then d; else e; fi; f",
                {"a": "condition", "b": "branch", "c": "condition", "d": "branch", "e": "branch", "f": ""},
            ),
            ("if a\nthen\nb\nfi\nc", {"a": "condition", "b": "branch", "c": ""}),
            ("if ! a; then b; fi", {"a": "condition", "b": "branch"}),
            ("for x in 1 2; do a; done; b", {"a": "loop", "b": ""}),
            ("for x\ndo a\ndone", {"a": "loop"}),
            ("for ((i=0; i<3; i++)); do a; done; b", {"a": "loop", "b": ""}),
            ("for x in $(a b); do c; done", {"a": "loop/substitution", "c": "loop"}),
            ("while a; do b; done; c", {"a": "condition", "b": "loop", "c": ""}),
            ("until a; do b; done", {"a": "condition", "b": "loop"}),
            ("select x in 1; do a; done", {"a": "loop"}),
            ("case $x in a|b) c;; (d) e ;; *) f; g;; esac; h",
             {"c": "case", "e": "case", "f": "case", "g": "case", "h": ""}),
            ("case x in\n  a)\n    b\n    ;;\n  c) ;;\nesac\nd", {"b": "case", "d": ""}),
            ("case x in if) a;; done) b;; esac", {"a": "case", "b": "case"}),
            ("case x in a) case y in b) c;; esac;; esac; d", {"c": "case/case", "d": ""}),
            ("f() { a; }; b", {"a": "function/group", "b": ""}),
            ("function f { a; }; b", {"a": "function/group", "b": ""}),
            ("function f() { a; }; b", {"a": "function/group", "b": ""}),
            ("f () ( a ); b", {"a": "function/subshell", "b": ""}),
            ("{ a; b; }; c", {"a": "group", "b": "group", "c": ""}),
            ("( a; b ); c", {"a": "subshell", "b": "subshell", "c": ""}),
            ("a $(b $(c))", {"a": "", "b": "substitution", "c": "substitution/substitution"}),
            ('a "$(b "$(c)")"', {"a": "", "b": "substitution", "c": "substitution/substitution"}),
            ("a `b`", {"a": "", "b": "substitution"}),
            ("a <(b) >(c)", {"a": "", "b": "substitution", "c": "substitution"}),
            ("x=$(a) b", {"a": "substitution", "b": ""}),
            ("for i in 1; do if a; then b; fi; done; c", {"a": "loop/condition", "b": "loop/branch", "c": ""}),
            ("if a; then", {"a": "condition"}),
            ("fi; done; }; a", {"a": ""}),
        ],
    )  # fmt: skip
    def test_the_constructs_that_a_command_stands_in(self, text, found):
        assert contexts(text) == found


class TestWhatIsNoCommand:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("[[ a && b || c =~ (d|e) ]] && f", ["f"]),
            ("[[ a ]]; [[ b\n c", ["b", "c"]),
            ("((x = 1 && y)); a", ["a"]),
            ("x=1 y=2", []),
            ("x=(a b\n c) d", ["d"]),
            ("x=($(a b) 'c)') d", ["d", "a b"]),
            ("declare -a x=(a b)", ["declare -a x="]),
            ("# a && b\nc", ["c"]),
            ("a;; b", ["a", "b"]),
            ("", []),
            (" \n\t# a", []),
        ],
    )
    def test_it_is_passed_over(self, text, found):
        assert sorted(commands(text)) == sorted(found)

    def test_assignments_before_a_command(self):
        [command] = parse("x=1 y='2 3' z+=4 cmd w=5")
        assert [word.value for word in command.assignments] == ["x=1", "y=2 3", "z+=4"]
        assert [word.value for word in command.words] == ["cmd", "w=5"]
        assert words("'x=1' cmd") == ["x=1", "cmd"]


class TestRedirects:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a > f", [(">", "f", "> f")]),
            ("a >'f g' b", [(">", "f g", ">'f g'")]),
            ("a 2>/dev/null", [(">", "/dev/null", "2>/dev/null")]),
            ("a > f 2>&1 < g", [(">", "f", "> f"), (">&", "1", "2>&1"), ("<", "g", "< g")]),
            ("a &> f &>> g >| h", [("&>", "f", "&> f"), ("&>>", "g", "&>> g"), (">|", "h", ">| h")]),
            ("a <<< 'x y'", [("<<<", "x y", "<<< 'x y'")]),
            ("> f", [(">", "f", "> f")]),
            ("a >", [(">", None, ">")]),
            ("{ a; } > f", [(">", "f", "> f")]),
        ],
    )
    def test_they_belong_to_their_command(self, text, found):
        assert redirects(text) == found

    def test_a_number_is_an_argument_unless_it_touches(self):
        assert words("a 2 > f 3> g 4") == ["a", "2", "4"]


class TestHeredocs:
    @pytest.mark.parametrize(
        ("text", "contents", "found"),
        [
            ("cat <<E && b\nx\nE\nc", ["x\n"], ["cat", "b", "c"]),
            ("cat <<'E' > f\n$(a)\nE\nc", ["$(a)\n"], ["cat", "c"]),
            ("cat <<-E\n\tx\n\tE\nc", ["\tx\n"], ["cat", "c"]),
            ("cat <<A <<B\n1\nA\n2\nB\nc", ["1\n", "2\n"], ["cat", "c"]),
            ("if a; then cat <<E\nx\nE\nb; fi", ["x\n"], ["a", "cat", "b"]),
            ("x=$(cat <<E\ny\nE\n) a", ["y\n"], ["a", "cat"]),
            ("cat <<E\r\nx\r\nE\r\nc", ["x\r\n"], ["cat", "c"]),
            ("cat <<E\nx\ny", ["x\ny"], ["cat"]),
            ("cat <<E", [], ["cat"]),
        ],
    )
    def test_their_content_is_no_script(self, text, contents, found):
        assert heredocs(text) == contents
        assert sorted(commands(text)) == sorted(found)


class TestSpans:
    def test_a_command_reaches_from_its_first_part_to_its_last(self):
        text = "  x=1 a 'b c'  2>/dev/null && { > f; } ; d <<E # no\ny\nE\n"
        assert written(text) == ["x=1 a 'b c'  2>/dev/null", "> f", "d <<E"]

    def test_commands_come_in_the_order_they_begin(self):
        text = "a $(b) `c` && d"
        assert [command.name for command in parse(text)] == ["a", "b", "c", "d"]


class TestMalformed:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a 'b && c", ["a b && c"]),
            ('a "b && c', ["a b && c"]),
            ("a $(b", ["a $(b", "b"]),
            ("a `b", ["a `b", "b"]),
            ("a ${b", ["a ${b"]),
            ("( a", ["a"]),
            ("a ) b", ["a", "b"]),
            ("&& a", ["a"]),
            ("a \\", ["a "]),
        ],
    )
    def test_it_is_read_as_far_as_it_makes_sense(self, text, found):
        assert commands(text) == found

    @pytest.mark.parametrize(
        "opening",
        [
            "$(", "`", '"$(', "(", "{ ", "((", "(({[", "${", "$((", "if a; then ", "case x in ", "f() ", "while ",
            "for ",
            "<(", "<<E ", "a <<E\n", "[[ ;", "x=(", "a[;", "[[ a ]] ; ", "function f ", "a && ", "a|", "\\\n", "'", '"',
            "case a in (b) c;;", "if ", "x=(;",
        ],
    )  # fmt: skip
    def test_fifty_thousand_nested_openings_are_no_matter(self, opening):
        text = opening * 50_000
        assert all(0 <= command.span.start <= command.span.end <= len(text) for command in parse(text))


PIECES = """a|b c|'d e'|"f g"|'|"|`|$|$(|)|((|))|(|${|}|{|x|x=|x=1|=(|[[|]]|[|]|&&|;;|;|&|>|2>|<<E|<<-E|<|E|#|\\|if|then
|else|fi|for|in|do|done|while|case|esac|function|f()|!|time|0|$'|é|\0""".replace("\n", "").split("|")
SCRIPTS = st.lists(st.sampled_from([*PIECES, "|", "||", " ", " ", "\n", "\\\n", "\r\n", "\t"]), max_size=25).map(
    "".join
)


@settings(max_examples=800, deadline=None, derandomize=True)
@given(SCRIPTS | st.text())
def test_nothing_raises_and_every_place_is_in_the_text(text):
    found = parse(text)
    assert [command.span.start for command in found] == sorted(command.span.start for command in found)
    for command in found:
        assert 0 <= command.span.start <= command.span.end <= len(text)
        for word in (*command.words, *command.assignments):
            assert command.span.start <= word.span.start <= word.span.end <= command.span.end
            if not set(text[slice(*word.span)]) & set("'\"\\`$\0<>"):
                assert text[slice(*word.span)] == word.value


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])), min_size=1))
def test_what_shlex_quotes_is_read_back(values):
    from shlex import join

    assert words(join(["command", *values])) == ["command", *(value.replace("\0", "") for value in values)]
