"""The language of the site, as `mkdocs.yml` says: names are chosen in it."""

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

CONFIGURATION = "mkdocs.yml"
DEFAULT = "en"
_PLUGIN = "communique"
_LONGEST = 400_000


def site_language(text: str) -> str:
    """The plugin's option `language`, else the theme's, else English; composing the text creates nothing from tags."""
    if len(text) > _LONGEST:
        return DEFAULT
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return DEFAULT
    plugins = _get(tree, "plugins")
    entries = plugins.value if isinstance(plugins, SequenceNode) else [plugins]
    options = next((found for entry in entries if (found := _get(entry, _PLUGIN)) is not None), None)
    chosen = (_get(options, "language"), _get(_get(tree, "theme"), "language"))
    return next((node.value for node in chosen if isinstance(node, ScalarNode) and node.value), DEFAULT)


def _get(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if isinstance(name, ScalarNode) and name.value == key), None)
