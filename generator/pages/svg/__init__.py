"""Inline SVG drawings, made from plain data; the same data give the same bytes."""
