"""Communiqué turns annotated articles into YAML records and a cross-linked site. Start reading at `pipeline.py`."""

__version__ = "0.1.0"
