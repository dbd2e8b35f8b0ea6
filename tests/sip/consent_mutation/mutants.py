"""Python code with one thing wrong in it: a comparison turned, a condition left out, a constant changed, a line gone."""

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
            code = _code_of(compile(changed, str(Path(settings.BASE_DIR, path)), "exec", dont_inherit=True), function, line)
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
    text = " ".join(ast.unparse(node).split())[:70] if isinstance(node, ast.expr | ast.stmt) else ""
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                for other in TURNED.get(type(op), []):
                    changed = deepcopy(node)
                    changed.ops[at] = other()
                    yield f"{text} → {ast.unparse(changed)[:70]}", changed
        case ast.BoolOp(op=op, values=values):
            yield f"{text} with {'or' if isinstance(op, ast.And) else 'and'}", ast.BoolOp(
                ast.Or() if isinstance(op, ast.And) else ast.And(), values
            )
            for at, value in enumerate(values):
                left = [one for place, one in enumerate(values) if place != at]
                without = left[0] if len(left) == 1 else ast.BoolOp(op, left)
                yield f"{text} without {ast.unparse(value)[:50]}", without
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"{text} without not", operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"{text} turned", ast.IfExp(test, orelse, body)
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr() | ast.Add() | ast.Sub(), left=left):
            yield f"{text} → {ast.unparse(left)[:50]}", left
        case ast.Constant(value=bool() as value):
            yield f"{value} turned", ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield f"{value} → {value + 1}", ast.Constant(value + 1)
        case ast.Name(id=name) if name in OTHER_NAME:
            yield f"{name} → {OTHER_NAME[name]}", ast.Name(OTHER_NAME[name], ast.Load())
        case ast.If(test=test):
            yield f"if {ast.unparse(test)[:70]}: never", ast.If(ast.Constant(False), node.body, node.orelse)
            yield f"if {ast.unparse(test)[:70]}: always", ast.If(ast.Constant(True), node.body, node.orelse)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield f"{text} → None", ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.Assign() | ast.AugAssign():
            yield f"without {text}", ast.Pass()


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
