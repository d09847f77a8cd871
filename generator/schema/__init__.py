"""Schema files in, `Schema` out; and the schema as JSON Schema, for editors that complete and check as one types."""

from generator.schema.json_schema import described, json_schema
from generator.schema.read import read_schema

__all__ = ["described", "json_schema", "read_schema"]
