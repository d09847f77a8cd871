"""References: the id of another thing, whatever its kind."""

from generator.values.identifier import ID, check_id
from generator.values.model import ValueType

REFERENCE = ValueType("reference", check_id, ID.json_schema)
