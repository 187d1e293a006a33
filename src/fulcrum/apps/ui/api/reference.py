"""An OpenAPI schema, arranged for reading: what the page that explains the API shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class FieldText:
    """One parameter or property: its name, type, meaning, and whether it must be there."""

    name: str
    type: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class OperationText:
    """One operation: how it is called, what it takes and what it gives back."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[FieldText]
    body: list[FieldText]
    answer: list[FieldText]


@dataclass(frozen=True, slots=True)
class SectionText:
    """Operations that belong together."""

    title: str
    operations: list[OperationText]


def _name(node: dict[str, Any]) -> str:
    return str(node["$ref"]).rsplit("/", 1)[-1]


def type_text(node: dict[str, Any]) -> str:
    """A schema node's type in a few words: `string (date)`, `list of Organisation`, `a or b`."""
    if "$ref" in node:
        return _name(node)
    choices = node.get("anyOf") or node.get("oneOf") or node.get("allOf")
    if choices:
        return " or ".join(type_text(choice) for choice in choices)
    if "enum" in node:
        return " | ".join(str(value) for value in node["enum"])
    if node.get("type") == "array":
        return f"list of {type_text(node.get('items', {}))}"
    kind = str(node.get("type", "any"))
    return f"{kind} ({node['format']})" if "format" in node else kind


def _fields(node: dict[str, Any], schemas: dict[str, Any]) -> list[FieldText]:
    if "$ref" in node:
        node = schemas.get(_name(node), {})
    if node.get("type") == "array":
        return [FieldText("[ ]", type_text(node), node.get("description", ""), required=True)]
    required = node.get("required", [])
    return [
        FieldText(name, type_text(part), part.get("description", ""), name in required)
        for name, part in node.get("properties", {}).items()
    ]


def _content(part: dict[str, Any], schemas: dict[str, Any]) -> list[FieldText]:
    for media in part.get("content", {}).values():
        return _fields(media.get("schema", {}), schemas)
    return []


def _answer(responses: dict[Any, Any], schemas: dict[str, Any]) -> list[FieldText]:
    good: dict[str, Any] = next(
        (part for status, part in responses.items() if str(status).startswith("2")), {}
    )
    return _content(good, schemas)


def _operation(path: str, method: str, node: dict[str, Any], schemas: Any) -> OperationText:
    parameters = [
        FieldText(
            part["name"],
            type_text(part.get("schema", {})),
            part.get("description") or part.get("schema", {}).get("description", ""),
            bool(part.get("required")),
        )
        for part in node.get("parameters", [])
    ]
    return OperationText(
        anchor=str(node.get("operationId", f"{method}{path}")),
        method=method.upper(),
        path=path,
        summary=str(node.get("summary", "")),
        description=str(node.get("description", "")),
        parameters=parameters,
        body=_content(node.get("requestBody", {}), schemas),
        answer=_answer(node.get("responses", {}), schemas),
    )


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, OperationText]]:
    schemas = schema.get("components", {}).get("schemas", {})
    for path, methods in schema.get("paths", {}).items():
        for method in _METHODS:
            if method in methods:
                node = methods[method]
                tag = next(iter(node.get("tags") or []), "")
                yield tag or path.strip("/").split("/")[2], _operation(path, method, node, schemas)


def reference(schema: dict[str, Any]) -> list[SectionText]:
    """The sections of the page: operations by tag, else by the part of the path after the version."""
    sections: dict[str, list[OperationText]] = {}
    for title, operation in _operations(schema):
        sections.setdefault(title, []).append(operation)
    return [SectionText(title, operations) for title, operations in sections.items()]
