"""The theme's files, as MkDocs lists them."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.theme import Theme

from generator.rendering.mkdocs_adapter import GeneratedFile
from generator.rendering.theme_files import ListedTheme


def test_only_hidden_files_are_not_listed():
    theme = Theme("material")
    every = theme.get_env().list_templates()
    environment = ListedTheme(theme).get_env()
    assert environment.list_templates() == [
        name for name in every if not any(p[0] == "." for p in name.split("/")[:-1])
    ]
    assert len(environment.list_templates()) < len(every) / 10
    assert environment.get_template(".icons/material/account.svg").render() == "".join(
        theme.get_env().get_template(".icons/material/account.svg").render()
    )


def test_a_listed_theme_is_the_theme():
    theme = Theme("material", language="de")
    listed = ListedTheme(theme)
    assert (listed.name, listed.dirs, listed["language"], listed.static_templates) == (
        theme.name,
        theme.dirs,
        "de",
        theme.static_templates,
    )


def test_a_generated_file_is_what_mkdocs_makes_of_its_path():
    config = MkDocsConfig()
    config.load_dict({"site_name": "A site", "site_dir": "site"})
    for has_folders in (True, False):
        config.use_directory_urls = has_folders
        for path in ("persons/ann-roe.md", "persons/ann-roe/index.json", "feed.xml", "a b/ü.md"):
            ours = GeneratedFile(config, path)
            theirs = File(path, None, config.site_dir, has_folders, inclusion=InclusionLevel.NOT_IN_NAV)
            for name in (
                "src_uri",
                "src_path",
                "dest_uri",
                "dest_path",
                "url",
                "abs_src_path",
                "abs_dest_path",
                "name",
            ):
                assert getattr(ours, name) == getattr(theirs, name), name
