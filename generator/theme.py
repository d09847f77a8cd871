"""The theme `communique`: MkDocs takes the folder of the module that the entry point names."""

from generator.project.packaged import PACKAGED

__file__ = str(PACKAGED / "theme" / "__init__.py")
