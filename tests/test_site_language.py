"""The language in which names are chosen, as `mkdocs.yml` and the files that it inherits from say."""

from pathlib import Path

import pytest

from generator.project.files import read_project

BASE = "site_name: Talks\nplugins: [communique]\ntheme: {name: communique, language: uk}\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("plugins: [communique: {language: uk}]\ntheme: {name: material, language: de}\n", "uk"),
        ("plugins: {communique: {language: uk}}\n", "uk"),
        ("plugins: [communique]\ntheme: {name: material, language: uk}\n", "uk"),
        ("theme: {name: material, language: uk}\n", "uk"),
        ("INHERIT: base.yml\n", "uk"),
        ("INHERIT: base.yml\ntheme: {name: material}\n", "uk"),
        ("INHERIT: base.yml\ntheme: {language: de}\n", "de"),
        ("INHERIT: base.yml\ntheme: material\n", "en"),
        ("INHERIT: nowhere.yml\n", "en"),
        ("site_name: Talks\n", "en"),
        ("plugins: [communique: {language: !ENV X}]\n", "en"),
        ("plugins: [\n", "en"),
    ],
)
def test_a_language_is_the_options_else_the_themes(tmp_path: Path, text: str, language: str):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    (tmp_path / "base.yml").write_text(BASE, "utf-8")
    assert read_project(tmp_path)[0].language == language
