"""How a figure, its source and its group are named in a sentence."""

from toolkit.tolls.figures import Figure, shown

NOT_FOUND = "source not found"


def said(figure: Figure) -> str:
    """Name a figure and on whose word it is; of a word for a number, say the lower end that it stands for."""
    if figure.first["basis"] == "vague":
        return f"\u201c{shown(figure.first)}\u201d, a word for at least {figure.first['low']:,}, {on_word_of(figure)}"
    return f"{shown(figure.first)} {on_word_of(figure)}"


def scoped(figure: Figure) -> str:
    """Name a figure with the place and the time that it is printed with."""
    where = f" in {figure.first['place']}" if figure.first["place"] else ""
    when = f" ({figure.first['time']})" if figure.first["time"] else ""
    return f"{shown(figure.first)}{where}{when} {on_word_of(figure)}"


def on_word_of(figure: Figure) -> str:
    """Name on whose word a figure is."""
    return f"on the word of {figure.first['origin']}" if figure.first["origin"] else f"with its {NOT_FOUND}"


def spoken(group: str) -> str:
    """Write a group's name as words."""
    return group.replace("_", " ")
