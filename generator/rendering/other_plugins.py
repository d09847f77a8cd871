"""Works with other plugins: reports what they cannot change, and gives them what they need."""

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

_HOOKS = (
    "on_pre_page",
    "on_page_read_source",
    "on_page_markdown",
    "on_page_content",
    "on_page_context",
    "on_post_page",
)
"""What MkDocs calls for each page that it writes."""
_OURS, _REDIRECTS, _TRANSLATIONS, _FEEDS = "communique", "redirects", "i18n", "rss"
_NO_FILE = "the pages made of records have no file of their own"


def check_plugins(config: MkDocsConfig) -> None:
    """Raises PluginError if another plugin is known to fail with a stack trace."""
    if _TRANSLATIONS in config.plugins:
        message = f"the plugin `{_TRANSLATIONS}` looks for a file behind every page, and {_NO_FILE}: delete it"
        raise PluginError(f"{message}; build a site for each language, with the option `language`")
    feeds = config.plugins.get(_FEEDS)
    if feeds is not None and feeds.config.get("match_path") in (None, ".*"):
        message = f"the plugin `{_FEEDS}` looks for a file behind every page, and {_NO_FILE}"
        raise PluginError(f"{message}: name the hand-written ones with its option `match_path`, or use feed.xml")


def left_out(config: MkDocsConfig) -> Iterator[str]:
    """The message for each plugin or hooks file that changes pages one by one."""
    for name, plugin in config.plugins.items():
        hooks = [hook for hook in _HOOKS if name != _OURS and _has(plugin, hook)]
        if hooks:
            message = f"the plugin `{name}` changes pages one by one ({', '.join(hooks)}), and does not see those that"
            yield f"{message} Communiqué writes itself; with the option `fast: false` of communique it gets them all"


def _has(plugin: object, hook: str) -> bool:
    """Whether a plugin, or a module of hooks, which MkDocs lists among the plugins, defines a hook."""
    if isinstance(plugin, BasePlugin):
        return getattr(type(plugin), hook, None) is not getattr(BasePlugin, hook, None)
    return hasattr(plugin, hook)


def tell_redirects(config: MkDocsConfig, files: Iterable[File]) -> None:
    """Let `redirects` name generated pages: it knows only those that MkDocs writes."""
    known = getattr(config.plugins.get(_REDIRECTS), "doc_pages", None)
    if isinstance(known, dict):
        for file in files:
            if file.src_uri.endswith(".md"):
                known.setdefault(file.src_uri, file)
