"""Our code with one thing wrong in it: a comparison turned, a condition left out, a constant changed, a line gone."""

import ast
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
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}
SAID = {"_", "gettext"}  # what is said to the user has tests of its own


@dataclass(frozen=True)
class Mutant:
    """`what` names file, line and change; `code` is the function's changed code, by its qualified name."""

    what: str
    path: str
    function: str
    line: int
    code: CodeType


def of_file(path: str) -> Iterator[Mutant]:
    """Every mutant of the functions of one file of ours, from its top."""
    tree = ast.parse(Path(settings.BASE_DIR, path).read_text())
    for place, (node, function, line) in enumerate(_places(tree)):
        for change, new in _changes(node):
            changed = deepcopy(tree)
            target = [one for one, _function, _line in _places(changed)][place]
            _put(changed, target, deepcopy(new))
            ast.fix_missing_locations(changed)
            code = _code_of(
                compile(changed, str(Path(settings.BASE_DIR, path)), "exec", dont_inherit=True), function, line
            )
            yield Mutant(f"{path} {function}: {change}", path, function, line, code)


def _places(tree: ast.Module) -> list[tuple[ast.AST, str, int]]:
    """What may be changed, with the outermost function it stands in and that function's first line."""
    found: list[tuple[ast.AST, str, int]] = []

    def enter(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                enter(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.FunctionDef):
                line = min([child.lineno, *(one.lineno for one in child.decorator_list)])
                body = child.body[1:] if ast.get_docstring(child) is not None else child.body
                found.extend((one, f"{prefix}{child.name}", line) for statement in body for one in _within(statement))

    enter(tree, "")
    return found


def _within(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _within(child)


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
    yield f"without {text}", ast.Pass()


BY_KIND = (
    (ast.Compare, _turned), (ast.BoolOp, _joined), (ast.IfExp, _chosen), ((ast.BinOp, ast.UnaryOp), _halved),
    (ast.Constant, _constant), (ast.Name, _named), (ast.If, _asked), (ast.Return, _given_back),
    ((ast.Expr, ast.Raise, ast.Assign, ast.AugAssign), _gone),
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
