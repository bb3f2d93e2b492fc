"""Read the pictures of a root's own `styles/`: the logo of its publisher, its cover, its icon."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from build_tools.images import MEDIA_TYPES, ImageError, read_image
from build_tools.model import Format, Publisher
from build_tools.paths import Root
from build_tools.render.root_styles import make_style_error


@dataclass(frozen=True, slots=True, kw_only=True)
class RootPicture:
    """Hold a picture as it is served: its file's name, its bytes, and its width by its height."""

    file_name: str
    data: bytes
    ratio: float

    @property
    def url(self) -> str:
        """Return it as a `data:` URL."""
        media_type = MEDIA_TYPES[Path(self.file_name).suffix.lower()]
        return f"data:{media_type};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RootPictures:
    """Hold the pictures of a root that a format shows; None for those that it has not."""

    logo: RootPicture | None = None
    cover: RootPicture | None = None
    icon: RootPicture | None = None

    @property
    def constructs(self) -> tuple[str, ...]:
        """Return the style sheets that pages with them need, of `styles/constructs/`."""
        return ("root-pictures",) if self.logo or self.cover else ()

    def write_files(self, folder: Path) -> None:
        """Write each into a folder."""
        for picture in filter(None, (self.logo, self.cover, self.icon)):
            (folder / picture.file_name).write_bytes(picture.data)


def read_root_pictures(root: Root, publisher: Publisher, format: Format) -> RootPictures:
    """Return the pictures of a root that a format shows. Raises UserError `styles/…`."""
    pictures = RootPictures(**{name: _read_root_picture(root, name) for name in format.pictures})
    if pictures.logo and not publisher.name:
        message = "has no words for those who cannot see it"
        remedy = "write the name of the publisher into the register: [publisher] name"
        raise make_style_error("no-name", f"styles/{pictures.logo.file_name}", message, remedy)
    return pictures


def _read_root_picture(root: Root, name: str) -> RootPicture | None:
    files = root.list_style_pictures((name,))
    if len(files) > 1:
        message = f"is not shown beside {files[0].name}"
        raise make_style_error("twice", f"styles/{files[1].name}", message, "take one of them away")
    return read_style_picture(files[0]) if files else None


def read_style_picture(path: Path) -> RootPicture:
    """Return a picture of a root's `styles/`. Raises UserError `styles/…` if it cannot be shown."""
    file = f"styles/{path.name}"
    try:
        image = read_image(path)
    except ImageError as error:
        message = f"is no picture that can be shown: {error}"
        raise make_style_error("no-picture", file, message, "put another in its place") from error
    if image.left_out:
        message = f"acts or leads elsewhere: {', '.join(image.left_out[:5])}"
        raise make_style_error("unsafe-picture", file, message, "take that out of the picture")
    if image.ratio is None:
        message = "tells no size"
        raise make_style_error("no-size", file, message, 'write viewBox="0 0 WIDTH HEIGHT" into its svg')
    return RootPicture(file_name=path.name, data=image.data, ratio=image.ratio)
