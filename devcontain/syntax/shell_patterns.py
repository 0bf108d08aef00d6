"""What the parts of a shell script look like."""

from __future__ import annotations

import re

BLANK = re.compile(r"(?:[ \t\r\0]|\\\r?\n)+")
GAP = re.compile(r"(?:[ \t\r\0]|\\\r?\n|#[^\n]*)+")
OPERATOR = re.compile(r"&&|\|\||;;&|;;|;&|\|&|&>>|&>|<<<|<<-|<<|>>|<&|>&|<>|>\||[;&|()<>\n]")
ARITHMETIC = re.compile(r"\(\((?:[^()\n]|\([^()\n]*\))*\)\)")
ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]]*\])?\+?=")
FUNCTION = re.compile(r"[\w.:-]+[ \t\0]*\([ \t\0]*\)")
REDIRECTS = frozenset(["&>>", "&>", "<<<", "<<-", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"])
JOINING = frozenset(["&&", "||", "|", "|&"])
"""After these a command may stand on the next line."""
SPACE = re.compile(r"[\s\0]*")
IN = re.compile(r"[\s\0]*in(?=[\s\0])")
HEADER = re.compile(r"[^;\n]*")
PARENTHESES = re.compile(r"[ \t\0]*\([ \t\0]*\)")
BACKQUOTE = re.compile(r"(?:[^`\\]|\\.)*`", re.DOTALL)
