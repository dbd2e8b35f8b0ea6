"""Our code with one thing wrong in it: a comparison turned, a condition left out, a constant changed, a line gone."""

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from django.conf import settings

TURNED: dict[type, list[type]] = {
    ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq], ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt], ast.In: [ast.NotIn], ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot], ast.IsNot: [ast.Is],
}  # fmt: skip
LOOKUPS = {"lte": "lt", "lt": "lte", "gte": "gt", "gt": "gte"}
NOWHERE = (range(0), range(0))
NARROWS = {"filter", "exclude", "live"}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}
SAID = {"_", "gettext"}  # what is said to the user has tests of its own


@dataclass(frozen=True)
class Mutant:
    """`what` names file, function and change; `code` is the function's changed code.

    `lines` are those that the change is on, `inside` those that a condition leads to.

    The function is known by its qualified name and the `line` that it begins on.
    """

    what: str
    path: str
    function: str
    line: int
    lines: range
    inside: range
    code: CodeType


def of_file(path: str) -> Iterator[Mutant]:
    """Every mutant of the functions of one file of ours, from its top."""
    tree = ast.parse(Path(settings.BASE_DIR, path).read_text())
    named: Counter = Counter()
    for place, (node, (lines, inside), function, line) in enumerate(_places(tree)):
        for change, new in _changes(node):
            what = f"{path} {function}: {change}"
            named[what] += 1
            changed = deepcopy(tree)
            target = _places(changed)[place][0]
            _put(changed, target, deepcopy(new))
            ast.fix_missing_locations(changed)
            code = _code_of(
                compile(changed, str(Path(settings.BASE_DIR, path)), "exec", dont_inherit=True), function, line
            )
            yield Mutant(
                what if named[what] == 1 else f"{what} ({named[what]})", path, function, line, lines, inside, code
            )


def _places(tree: ast.Module) -> list[tuple[ast.AST, tuple[range, range], str, int]]:
    """What may be changed, on which lines, with the outermost function it stands in and that function's first line."""
    found: list[tuple[ast.AST, tuple[range, range], str, int]] = []

    def enter(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                enter(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.FunctionDef):
                line = min([child.lineno, *(one.lineno for one in child.decorator_list)])
                body = child.body[1:] if ast.get_docstring(child) is not None else child.body
                inside = [one for statement in body for one in _within(statement, NOWHERE)]
                found.extend((one, lines, f"{prefix}{child.name}", line) for one, lines in inside)

    enter(tree, "")
    return found


def _within(node: ast.AST, lines: tuple[range, range]) -> Iterator[tuple[ast.AST, tuple[range, range]]]:
    if isinstance(node, ast.If):
        lines = _lines(node.test), range(node.body[0].lineno, _lines(node.body[-1]).stop)
    elif isinstance(node, ast.stmt):
        lines = _lines(node), range(0)
    yield node, lines
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _within(child, lines)


def _lines(node: ast.expr | ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """(what is changed, the node in its place)."""
    for kinds, changes in BY_KIND:
        if isinstance(node, kinds):
            yield from changes(node, " ".join(ast.unparse(node).split())[:70])


def _turned(node: ast.Compare, text: str) -> Iterator[tuple[str, ast.AST]]:
    for at, op in enumerate(node.ops):
        for other in TURNED.get(type(op), []):
            changed = deepcopy(node)
            changed.ops[at] = other()
            yield f"{text} → {ast.unparse(changed)[:70]}", changed


def _joined(node: ast.BoolOp, text: str) -> Iterator[tuple[str, ast.AST]]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"{text} with {'or' if isinstance(other, ast.Or) else 'and'}", ast.BoolOp(other, node.values)
    for at, value in enumerate(node.values):
        left = [one for place, one in enumerate(node.values) if place != at]
        yield f"{text} without {ast.unparse(value)[:50]}", left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def _chosen(node: ast.IfExp, text: str) -> Iterator[tuple[str, ast.AST]]:
    yield f"{text} turned", ast.IfExp(node.test, node.orelse, node.body)


def _halved(node: ast.BinOp | ast.UnaryOp, text: str) -> Iterator[tuple[str, ast.AST]]:
    """Half of a sum or of a set; a condition without its «not»."""
    if isinstance(node, ast.BinOp) or isinstance(node.op, ast.Not):
        half = node.left if isinstance(node, ast.BinOp) else node.operand
        yield f"{text} → {ast.unparse(half)[:50]}", half


def _filtered(node: ast.Call, text: str) -> Iterator[tuple[str, ast.AST]]:
    """A query without one of its conditions, or with the day at its limit moved; the last in place of the first."""
    if not isinstance(node.func, ast.Attribute):
        return
    if node.func.attr in NARROWS:
        yield f"{text} without .{node.func.attr}", node.func.value
        for place, word in enumerate(node.keywords if len(node.args) + len(node.keywords) > 1 else []):
            left = [one for at, one in enumerate(node.keywords) if at != place]
            yield f"{text} without {word.arg}", ast.Call(node.func, node.args, left)
    for place, word in enumerate(node.keywords if node.func.attr in NARROWS else []):
        field, _, lookup = (word.arg or "").rpartition("__")
        if lookup in LOOKUPS:
            turned = ast.keyword(f"{field}__{LOOKUPS[lookup]}", word.value)
            words = [turned if at == place else one for at, one in enumerate(node.keywords)]
            yield f"{text} → {turned.arg}", ast.Call(node.func, node.args, words)
    if node.func.attr == "order_by" and isinstance(node.args[0], ast.Constant):
        first = node.args[0].value
        other = ast.Constant(first[1:] if first.startswith("-") else f"-{first}")
        yield f"{text} turned", ast.Call(node.func, [other, *node.args[1:]], [])


def _constant(node: ast.Constant, text: str) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.value, int):
        other = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{text} → {other}", ast.Constant(other)


def _named(node: ast.Name, text: str) -> Iterator[tuple[str, ast.AST]]:
    if text in OTHER_NAME:
        yield f"{text} → {OTHER_NAME[text]}", ast.Name(OTHER_NAME[text], ast.Load())


def _asked(node: ast.If, text: str) -> Iterator[tuple[str, ast.AST]]:
    test = ast.unparse(node.test)[:70]
    yield f"if {test}: never", ast.If(ast.Constant(False), node.body, node.orelse)
    yield f"if {test}: always", ast.If(ast.Constant(True), node.body, node.orelse)


def _given_back(node: ast.Return, text: str) -> Iterator[tuple[str, ast.AST]]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield f"{text} → None", ast.Return(ast.Constant(None))


def _gone(node: ast.stmt, text: str) -> Iterator[tuple[str, ast.AST]]:
    """Not where a name would only be missing afterwards: that it is asked for at all is coverage's to say."""
    targets = node.targets[0] if isinstance(node, ast.Assign) else None
    parts = targets.elts if isinstance(targets, ast.Tuple) else [targets]
    if not all(isinstance(one, ast.Name) and one.id not in text.partition("=")[2] for one in parts):
        yield f"without {text}", ast.Pass()


BY_KIND = (
    (ast.Compare, _turned), (ast.BoolOp, _joined), (ast.IfExp, _chosen), ((ast.BinOp, ast.UnaryOp), _halved),
    (ast.Constant, _constant), (ast.Name, _named), (ast.If, _asked), (ast.Return, _given_back),
    (ast.Call, _filtered), ((ast.Expr, ast.Raise, ast.Assign, ast.AugAssign), _gone),
)  # fmt: skip


def _put(tree: ast.AST, target: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is target for one in value):
                setattr(parent, name, [new if one is target else one for one in value])


def _code_of(module: CodeType, function: str, line: int) -> CodeType:
    """The code of the function that begins on the line."""
    waiting = [module]
    while waiting:
        code = waiting.pop()
        if code.co_qualname == function and code.co_firstlineno == line:
            return code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
    raise LookupError(function)
