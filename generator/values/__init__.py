"""What a field can hold: one module a type."""
