"""The search index: entries for everything that a reader can find, and the files that the browser loads."""

from generator.search.entries import PageHeading, SearchEntry, entries, entry, of_article, of_page
from generator.search.shards import build_shards, shards
from generator.values.search_keys import keys

__all__ = ["PageHeading", "SearchEntry", "build_shards", "entries", "entry", "keys", "of_article", "of_page", "shards"]
