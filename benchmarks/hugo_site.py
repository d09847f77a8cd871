"""A Hugo site for the generated Markdown pages: links resolved, a plain theme, one search index.

What differs from ours: the theme is three short templates without Material's assets; links inside raw HTML are put
right by a regular expression, unchecked; there are no icons, no redirects and no structured data. So Hugo has less
to do.
"""

import shutil
from pathlib import Path

_CONFIG = """\
baseURL = "https://example.org/"
title = "Communiqué"
disableKinds = ["taxonomy", "term", "RSS"]
relativeURLs = true
[markup.goldmark.renderer]
unsafe = true
[outputs]
home = ["HTML", "JSON"]
"""
_LINKS = (
    r'{{ $up := cond .IsNode "" "../" }}{{ .Content | replaceRE `href="([^":]*?/)?index\.md` (printf `href="%s$1` $up)'
    r' | replaceRE `href="([^":]*?)\.md` (printf `href="%s$1/` $up) | safeHTML }}'
)
_BASE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="canonical" href="{{ .Permalink }}"></head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a><nav><ul>
{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<aside>{{ .TableOfContents }}</aside>
<footer>{{ site.Copyright }}</footer>
</body>
</html>
"""
_LAYOUTS = {
    "_default/baseof.html": _BASE,
    "_default/single.html": f'{{{{ define "main" }}}}{_LINKS}{{{{ end }}}}\n',
    "_default/list.html": f'{{{{ define "main" }}}}{_LINKS}{{{{ end }}}}\n',
    "index.json": "[{{ range $at, $page := site.RegularPages }}{{ if $at }},{{ end }}"
    "{{ dict `title` .Title `url` .RelPermalink `text` .Plain | jsonify }}{{ end }}]\n",
    "_default/_markup/render-link.html": '{{ $to := urls.Parse .Destination }}{{ $found := "" }}'
    '{{ if $to.Path }}{{ with .PageInner.GetPage (replace $to.Path "index.md" "_index.md") }}'
    "{{ $found = .RelPermalink }}{{ end }}{{ end }}"
    '<a href="{{ or $found $to.Path }}{{ with $to.Fragment }}#{{ . }}{{ end }}">{{ .Text | safeHTML }}</a>',
}


def write_hugo(pages: Path, folder: Path) -> None:
    """The site's source in a folder, over a copy of the pages; Hugo calls a section's own page `_index.md`."""
    for page in sorted(pages.rglob("*.md")):
        name = "_index.md" if page.name == "index.md" else page.name
        target = folder / "content" / page.relative_to(pages).with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    for name, text in {"../hugo.toml": _CONFIG, **_LAYOUTS}.items():
        target = folder / "layouts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
