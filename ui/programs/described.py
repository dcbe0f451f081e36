"""An OpenAPI document as rows of tables. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_OF_FRAMEWORK = frozenset({"HTTPValidationError", "ValidationError"})
_REF = "#/components/schemas/"
Schema = Mapping[str, Any]


class Field(NamedTuple):
    """A parameter, or a field of a record; `record` names the record that it holds, empty where it holds none."""

    name: str
    kind: str
    record: str
    is_needed: bool
    meaning: str


class Operation(NamedTuple):
    """What can be done at a path."""

    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    body: str  # the record that is sent; empty where none is
    brings: str  # the record that comes back
    statuses: tuple[tuple[str, str], ...]


class Record(NamedTuple):
    """A record with its fields."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


def operations(document: Schema) -> Iterator[Operation]:
    """Yield all operations, as the document has them."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            sent = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            given = told["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
            statuses = ((code, answer["description"]) for code, answer in told["responses"].items() if code != "200")
            yield Operation(
                method.upper(),
                path,
                told.get("description", ""),
                tuple(_parameter(each) for each in told.get("parameters", ())),
                _record(sent),
                _record(given),
                tuple(statuses),
            )


def records(document: Schema) -> Iterator[Record]:
    """Yield all records by name; what is no more than a choice of words is told where it is used."""
    known = document["components"]["schemas"]
    for name, schema in sorted(known.items()):
        if name in _OF_FRAMEWORK or "properties" not in schema:
            continue
        needed = set(schema.get("required", ()))
        fields = tuple(
            _field(each, held, is_needed=each in needed, known=known) for each, held in schema["properties"].items()
        )
        yield Record(name, _first(schema.get("description", "")), fields)


def _parameter(told: Schema) -> Field:
    schema = told["schema"]
    meaning = told.get("description", "") or schema.get("description", "")
    return Field(told["name"], _kind(schema, {}), "", bool(told.get("required")), _bounded(meaning, schema))


def _field(name: str, schema: Schema, *, is_needed: bool, known: Schema) -> Field:
    record = _record(schema)
    is_record = "properties" in known.get(record, {})
    kind = _kind(schema, known)
    return Field(name, kind, record if is_record else "", is_needed, schema.get("description", ""))


def _bounded(meaning: str, schema: Schema) -> str:
    said = [
        f"{word} {schema[name]}" for name, word in (("minimum", "at least"), ("maximum", "at most")) if name in schema
    ]
    if "default" in schema and schema["default"] not in ("", None):
        said.append(f"default {schema['default']}")
    return "; ".join(part for part in (meaning, ", ".join(said)) if part)


def _kind(schema: Schema, known: Schema) -> str:
    """Return what a value is, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        held = known.get(name, {})
        return " | ".join(map(str, held["enum"])) if "enum" in held else name
    if "anyOf" in schema or "oneOf" in schema:
        return " | ".join(_kind(each, known) for each in schema.get("anyOf") or schema["oneOf"])
    if "enum" in schema or "const" in schema:
        return " | ".join(map(str, schema.get("enum") or [schema["const"]]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'], known)}" if "items" in schema else "list"
    return str(schema.get("format") or schema.get("type", "any"))


def _record(schema: Schema) -> str:
    """Return the name of the record that a schema holds, itself or in a list; empty where it holds none."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    return _record(schema["items"]) if "items" in schema else ""


def _first(text: str) -> str:
    return text.partition("\n\n")[0]
