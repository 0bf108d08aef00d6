"""What the parts of a shell script look like."""

from __future__ import annotations

import re

from devcontain.pattern import pattern

BLANK = pattern(r"(?:[ \t\r\0]|\\\r?\n)+")
GAP = pattern(r"(?:[ \t\r\0]|\\\r?\n|#[^\n]*)+")
OPERATOR = pattern(r"&&|\|\||;;&|;;|;&|\|&|&>>|&>|<<<|<<-|<<|>>|<&|>&|<>|>\||[;&|()<>\n]")
TOKEN = pattern(
    r"(?:[ \t\r\0]|\\\r?\n|#[^\n]*)*+"
    r"(?:([^\s\0;&|()<>\"'`$\\]++)(?![\0\"'`$\\<>]|[ \t]*\()|(&&|\|\||;(?![;&])|\|(?!&)))?"
)
"""A gap, then a word that is what it looks like, or one of the usual operators; where neither follows, only the gap."""
ARITHMETIC = pattern(r"\(\((?:[^()\n]|\([^()\n]*\))*\)\)")
ASSIGNMENT = pattern(r"[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]]*\])?\+?=")
FUNCTION = pattern(r"[\w.:-]+[ \t\0]*\([ \t\0]*\)")
REDIRECTS = frozenset(["&>>", "&>", "<<<", "<<-", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"])
JOINING = frozenset(["&&", "||", "|", "|&"])
"""After these a command may stand on the next line."""
SPACE = pattern(r"[\s\0]*")
IN = pattern(r"[\s\0]*in(?=[\s\0])")
HEADER = pattern(r"[^;\n]*")
PARENTHESES = pattern(r"[ \t\0]*\([ \t\0]*\)")
BACKQUOTE = pattern(r"(?:[^`\\]|\\.)*`", re.DOTALL)
