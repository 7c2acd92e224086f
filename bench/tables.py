"""Figures as a table for people and as JSON for programs."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Table:
    """A title, columns, rows; ``note`` says how to read it."""

    title: str
    columns: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    note: str = ""

    def add(self, *row: Any) -> None:
        """One more row."""
        assert len(row) == len(self.columns)
        self.rows.append(list(row))

    def as_json(self) -> dict[str, Any]:
        """Rows as objects."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "note": self.note, "rows": rows}

    def show(self) -> None:
        """Print it."""
        cells = [self.columns] + [[_cell(value) for value in row] for row in self.rows]
        widths = [max(len(row[number]) for row in cells) for number in range(len(self.columns))]
        print(f"\n{self.title}")
        for row in cells:
            print("  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True)))
        if self.note:
            print(self.note)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
