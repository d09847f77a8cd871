"""Schema files in, `Schema` out."""

from generator.schema.read import read_schema

__all__ = ["read_schema"]
