"""Drawings as inline SVG: plain data in, one figure of HTML out, the same bytes for the same data."""
