"""What an exporter is: a declaration and one function."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Final

from palettes.engine.exporters.naming import plain
from palettes.engine.swatch import Swatch

UNTITLED: Final = "Palette"


class Exporter(ABC):
    """A file format for palettes.

    ``key`` stands in addresses and is never renamed. ``extension`` has no dot. ``binary`` says
    that the file is not UTF-8 text. ``most`` is how many colours the format holds, None for any
    number: of a larger palette the first ones are kept.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]
    source: ClassVar[str]
    extension: ClassVar[str]
    media_type: ClassVar[str]
    binary: ClassVar[bool] = False
    most: ClassVar[int | None] = None

    def export(self, swatches: Sequence[Swatch], title: str = "") -> bytes:
        """The file, the same bytes each time.

        ``title`` may be any text: it is cut to a line and written by the rules of the format.
        Raises ValueError when there are no swatches.
        """
        if not swatches:
            raise ValueError("a palette has at least one colour")
        content = self.write(swatches[: self.most], plain(title) or UNTITLED)
        return content if isinstance(content, bytes) else content.encode()

    @abstractmethod
    def write(self, swatches: Sequence[Swatch], title: str) -> bytes | str:
        """The file of 1 to ``most`` swatches; ``title`` is one line of visible characters."""
