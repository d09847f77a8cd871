"""Communiqué: annotated articles in, YAML records and a cross-linked site out. Begin reading at `pipeline.py`."""

__version__ = "0.1.0"
