"""The schema: read kinds and fields from YAML, and convert them to JSON Schema for editors."""

from generator.schema.json_schema import described, json_schema
from generator.schema.read import read_schema

__all__ = ["described", "json_schema", "read_schema"]
