"""What a person at the keyboard can mend: one class for each kind of fault."""


class ToolkitError(Exception):
    """One or more faults, a plain line for each.

    Examples
    --------
    >>> ToolkitError("line 2: no file", "line 3: no date").faults
    ('line 2: no file', 'line 3: no date')
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class StudyError(ToolkitError):
    """A study folder that can't be read as it stands."""


class SourceError(ToolkitError):
    """Articles that can't be read as they stand."""


class TableError(ToolkitError):
    """A table that lacks what its kind promises."""


class RuleError(ToolkitError):
    """A row of a word list or of a codebook that can't be used."""
