"""Texts that no newsroom sends and that must do no harm."""

from hypothesis import strategies as st

MEGABYTE = 1_000_000

HOSTILE = {
    "nothing": "",
    "only white space": " \n\t\u00a0\u2003\r\n \x0c ",
    "a NUL": "Two\x00 died in Aro.\nThree\x00\x00 were hurt.",
    "form feeds": "Two died.\x0cThree were hurt.\x0c\x0c",
    "Windows line ends": "Two hurt in Aro\r\n\r\nBy Ana Roe\r\n\r\nTwo were hurt.\r\nOne died.\r\n",
    "old Macintosh line ends": "Two hurt in Aro\rTwo were hurt.\rOne died.",
    "line separators": "Two were hurt.\u2028One died.\u2029Nobody knows.\u0085He said.",
    "a byte order mark": "\ufeffTwo were hurt in Aro.",
    "an unclosed quotation mark": '\u201cTwo were hurt, said Ana Roe.\nOne died.\n"Nobody knows.\nIt is \u2018dark.',
    "only quotation marks": '"\u201c\u201d\'\u2018\u2019\u00ab\u00bb" """ \'\'\' \u201d\u201c',
    "marks of direction": "\u202eTwo\u202c were \u2066hurt\u2069, \u200fsaid\u200e Ana\u200b Roe.\u202e",
    "emoji with skin tone": "Two died. \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467 It was dark.",
    "combining marks": "Tu\u0308rk said e\u0301t a\u0300 Zalgo\u0301\u0302\u0303\u0304\u0305.",
    "a text that grows in lower case": "\u0130\u0130\u0130 died in \u0130stanbul, \u1e9e said. \u0149 dark.",
    "letters that fold": "30 thou\u017fand were \u212ailled on \u017funday, \u017faid Ana \u0130nal.",
    "digits of other scripts": "\u0967\u0968 died on \uff11 March \uff12\uff10\uff11\uff11, \u2460 was hurt.",
    "Arabic": "\u0642\u062a\u0644 \u0661\u0662. \u0642\u0627\u0644 \u0623\u062d\u0645\u062f\u061f",
    "Chinese": "\u4e24\u4eba\u6b7b\u4ea1\u3002\u4e09\u4eba\u53d7\u4f24\u3002",
    "a script": "<script>alert(1)</script> <img src=x onerror=alert(1)> Two died.",
    "a formula": '=HYPERLINK("http://x.invalid","12 killed")\n@SUM(1+1) +1 -1',
    "huge numbers": "At least 99999999999999999999999999 people were killed, 9223372036854775808 hurt, 1e309 died.",
    "strange numbers": "0 died, -3 died, 1,00,0 died, 1.5.2 died, \u00b2\u00bd died, \u0663 died, 007 died.",
    "astral letters": "\U0001d513\U0001d51e\U0001d531 said \U00010400\U00010401 died. \U0001d7d8\U0001d7d9 hurt.",
}
"""Short ones, each with its name."""

LONG = {
    "no full stop": "the town of Aro ",
    "nothing but full stops": ".",
    "full stops and quotation marks": '."',
    "short sentences in one paragraph": "He ran. ",
    "one word": "a",
    "capitals": "ARO ",
    "initials": "A.B. ",
    "titles": "Mr. ",
    "opening brackets": "(",
    "opening quotation marks": "\u201c",
    "straight quotation marks": '" ',
    "line ends": "\n",
    "short lines": "a\n",
    "blanks after a full stop": "A.                                                  ",
    "apostrophes": "a'",
    "dashes": "a-",
    "digits": "1,",
    "numbers": "12 dead, ",
    "cookies": "cookie ",
    "credits": "(Photo: ",
    "names in capitals": "Ana ",
    "bylines": "By Ana Roe and ",
    "a speaker": "said Ana Roe, ",
    "verbs of killing": "killed by ",
    "a title and a name": "the mayor of Aro, Ana Roe, ",
    "and": "two and ",
    "including": "12 including ",
}
"""What is repeated until it fills a megabyte."""

LONGER = {
    "captions": "".join(f"A man stands in the town of Aro {n} (Photo: Ana Roe)\n" for n in range(18_000)),
    "a caption that stands again and again": "A man stands in the town of Aro today (Photo: Ana Roe)\n"
    + "A man stands in the town of Aro today. " * 25_000,
    "quotations": "".join(f"\u201cWe saw {n} of them,\u201d said Ana Roe. " for n in range(25_000)),
    "figures": "".join(f"At least {n} people were killed in Aro on Monday, Ana Roe said. " for n in range(16_000)),
}

pieces = st.sampled_from(
    [
        *HOSTILE.values(),
        "At least 12 people were killed, Ana Roe said. ",
        "\u201cWe saw it,\u201d said Mayor Bo Lind. ",
        "\u201cWe saw it.\u201d\n",
        "By Ana Roe\n",
        "Two hurt in Aro\n\n",
        "PORT ARO (AFP) \u2014 ",
        "A man stands in the town of Aro today (Photo: Ana Roe)\n",
        "A man stands in the town of Aro today",
        "Gen. Roe of the U.N. came at 5 a.m. on Dec. 8. ",
        "Subscribe\n",
        "Ana\u2019s",
        "\u2019s",
        "\u201d",
        "\u201c",
        '"',
        ".",
        "\u2026",
        ", ",
        " ",
        "\n",
    ]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.lists(pieces, max_size=12).map("".join)
)
"""Any text at all, and news-like pieces in any order."""


def long_text(name: str) -> str:
    """Give one of LONG or LONGER, a megabyte long, without a full stop at its end."""
    if name in LONGER:
        return LONGER[name]
    return LONG[name] * (MEGABYTE // len(LONG[name])) + "a"
