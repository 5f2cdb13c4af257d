"""What every axis can do: say where a value lies along it, and write it."""


class Scale:
    """An axis from ``least`` to ``most``, its values written with ``digits`` decimals.

    ``signed`` writes a plus before what is above 0.
    """

    least: float
    most: float
    digits: int
    signed: bool

    def written(self, value: float) -> str:
        """A value with the digits that mean something."""
        sign = "+" if self.signed and round(value, self.digits) > 0 else ""
        return f"{sign}{value:.{self.digits}f}".replace("-", "−")

    def place(self, value: float) -> float:
        """Where a value lies, in percent of the axis, 0..100."""
        part = (value - self.least) / (self.most - self.least)
        return round(100 * min(max(part, 0.0), 1.0), 2)
