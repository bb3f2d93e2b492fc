"""Faces: takes a Language and letters, gives the families, files and CSS that set them."""

from build_tools.fonts.choice import Holding, faces, family, inventory
from build_tools.fonts.cids import numbered_by_place
from build_tools.fonts.families import Face, Faces, Family, files
from build_tools.fonts.forms import Forms, forms
from build_tools.fonts.keep import digests
from build_tools.fonts.letters import lacking, printable
from build_tools.fonts.moved import Moved, Part, units, with_moved
from build_tools.fonts.printing import print_css
from build_tools.fonts.reading import letters_of
from build_tools.fonts.serving import lettering, serve

__all__ = [
    "Face",
    "Faces",
    "Family",
    "Forms",
    "Holding",
    "Moved",
    "Part",
    "digests",
    "faces",
    "family",
    "files",
    "forms",
    "inventory",
    "lacking",
    "lettering",
    "letters_of",
    "numbered_by_place",
    "print_css",
    "printable",
    "serve",
    "units",
    "with_moved",
]
