"""Define the error of an image that cannot be shown."""


class ImageError(Exception):
    """Say in a few words why an image cannot be shown."""
