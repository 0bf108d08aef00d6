"""Whether code comes to its imports on Linux, in today's Python: what is asked before them."""

import ast

from devcontain.detect.facts import PREFERRED_PYTHON

_NEVER = {"TYPE_CHECKING", "PY2", "IS_WINDOWS", "WINDOWS", "WIN", "WIN32", "MACOS", "IS_MAC"}
_PYTHON = tuple(map(int, PREFERRED_PYTHON.split(".")))
_NAMES = {"sys.platform": "linux", "os.name": "posix", "platform.system()": "Linux"}


def holds(test: ast.expr) -> bool | None:
    """Whether a condition holds there; nothing where that is not known."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            value = holds(operand)
            return None if value is None else not value
        case ast.BoolOp(op=ast.And(), values=values) if any(holds(value) is False for value in values):
            return False
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _NEVER:
            return False
        case ast.Compare(left=left, ops=[operator], comparators=[ast.Constant(value=str(text))]):
            return _compares_name(ast.unparse(left), operator, text)
        case ast.Compare(left=ast.Attribute() | ast.Subscript() as left, ops=[operator], comparators=[value]):
            return _compares_version(ast.unparse(left), operator, value)
        case ast.Call(func=ast.Attribute(value=value, attr="startswith"), args=[ast.Constant(value=str(text))]):
            return _NAMES[ast.unparse(value)].startswith(text) if ast.unparse(value) in _NAMES else None
    return None


def _compares_name(name: str, operator: ast.cmpop, text: str) -> bool | None:
    if name not in _NAMES or not isinstance(operator, ast.Eq | ast.NotEq):
        return None
    return (_NAMES[name] == text) == isinstance(operator, ast.Eq)


def _compares_version(name: str, operator: ast.cmpop, value: ast.expr) -> bool | None:
    """Compares with `sys.version_info`, and with its first number."""
    try:
        asked = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None
    numbers = asked if isinstance(asked, tuple) else (asked,)
    is_major = name in {"sys.version_info[0]", "sys.version_info.major"}
    if not (is_major or name.startswith("sys.version_info")) or not all(isinstance(one, int) for one in numbers):
        return None
    here = _PYTHON[:1] if is_major else _PYTHON
    return _OPERATORS[type(operator)](here, numbers) if type(operator) in _OPERATORS else None


_OPERATORS = {
    ast.Eq: tuple.__eq__,
    ast.NotEq: tuple.__ne__,
    ast.Lt: tuple.__lt__,
    ast.LtE: tuple.__le__,
    ast.Gt: tuple.__gt__,
    ast.GtE: tuple.__ge__,
}
