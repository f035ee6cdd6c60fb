"""Folders that are no study: each fault is one plain line, all in one round, in the order of the files."""

import os
from pathlib import Path

import pytest

from toolkit.cli import run

STORY = "Two men were hurt in Aro on Monday.\n"
OTHER = "Nine women were saved in Bero on Monday.\n"
HEADER = "file,article_id,account\n"
ONE = f"{HEADER}a1.txt,a1,Paper 1\n"
TWO = {"a1.txt": STORY, "a2.txt": OTHER}
PRIVATE = "entity,term,shown_as,why\nAna Roe,Ana Roe,a resident,name\n"
ENTITIES = "entity,kind,alias,why\n"
CORRECTIONS = "table,article_id,start,end,column,from,to,who,why\n"
COMMAS = "expected commas between the cells, found {}; save it as CSV with commas, in UTF-8"
ZEROS = "expected UTF-8, found a zero byte beside each letter, as in UTF-16; save it as UTF-8"
KNOWN = (
    "file, article_id, account, outlet, agency, title, published_from, published_to, date_basis, url, language, "
    "licence, source_id, authors, version_of, retrieved_at, sha256"
)
ARABIC = "\u062d\u0644\u0628"
JOIN = "write the same outlet in both rows if one outlet printed both, or another account"

# How the manifest is written: its bytes, and what is told of them.
MANIFESTS = {
    "a name that fills a page": (
        f"{HEADER}a1.txt,a1,{'Post ' * 1000}\n",
        "line 2: account: expected at most 100 characters, found 4,999; write a short name",
    ),
    "a name with an order to a terminal": (
        f"{HEADER}a1.txt,a1,Po\x1b[2Jst\n",
        "line 2: account: expected a name of signs that can be seen, found '\\x1b' in it; write it anew",
    ),
    "a name that turns what follows": (
        f"{HEADER}a1.txt,a1,\u202eevil\n",
        "line 2: account: expected a name of signs that can be seen, found '\\u202e' in it; write it anew",
    ),
    "semicolons": ("file;article_id\na1.txt;a1\n", "line 1: " + COMMAS.format("semicolons")),
    "semicolons and quotation marks": ('"file";"article_id"\n"a1.txt";"a1"', "line 1: " + COMMAS.format("semicolons")),
    "tabs": ("file\tarticle_id\na1.txt\ta1\n", "line 1: " + COMMAS.format("tabs")),
    "vertical bars": ("file|article_id\na1.txt|a1\n", "line 1: " + COMMAS.format("vertical bars")),
    "a note to a spreadsheet": (
        "sep=;\nfile;article_id\na1.txt;a1\n",
        'line 1: expected the names of the columns, found a note to a spreadsheet, "sep=;"; take that line out',
    ),
    "UTF-16": (ONE.encode("utf-16"), ": expected UTF-8, found byte 0xff at 0; save it as UTF-8"),
    "UTF-16 without its mark": (ONE.encode("utf-16-le"), f": {ZEROS}"),
    "UTF-16, the other way round": (ONE.encode("utf-16-be"), f": {ZEROS}"),
    "Latin 1": (
        f"{HEADER}a1.txt,a1,Caf\u00e9\n".encode("latin-1"),
        ": expected UTF-8, found byte 0xe9 at 37; save it as UTF-8",
    ),
    "Excel": (
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        ": expected UTF-8, found a file that Excel or Word has packed; save it as UTF-8",
    ),
    "no header": ("a1.txt,a1\n", "line 1: expected the columns file, article_id; not found: file, article_id"),
    "capitals in the header": (
        "File,Article ID\na1.txt,a1\n",
        "line 1: expected the columns file, article_id; not found: file, article_id; mend the spelling of "
        '"File", "Article ID"',
    ),
    "two columns twice": (
        "file,article_id,account,file,account\na1.txt,a1,x,a1.txt,y\n",
        "line 1: columns account, file stand there twice; take one of each out",
    ),
    "a column of one's own": (
        "colour,file,article_id\nred,a1.txt,a1\n",
        f'line 1: unknown column "colour"; take it out or keep it in another file; known are {KNOWN}',
    ),
    "the text in the manifest": (
        "file,article_id,text\na1.txt,a1,Two men\n",
        f'line 1: unknown column "text"; take it out or keep it in another file; known are {KNOWN}',
    ),
    "a misspelt column": (
        "file,article_id,Publishd from\na1.txt,a1,2031-03-04\n",
        'line 1: unknown column "Publishd from"; did you mean "published_from"?',
    ),
    "a cell under no name": (
        "file,article_id,\na1.txt,a1,late edition\n",
        'line 2: "late edition" stands under no name of a column; write one',
    ),
    "a NUL": (
        f"{HEADER}a1.txt,a1,Pa\0per\n",
        'line 2: account: expected text, found a NUL after "Pa"; write the cell anew',
    ),
    "ten million characters in a cell": (
        f"{HEADER}a1.txt,a1,{'x' * 10_000_000}\n",
        "line 2: can't be read as CSV (a cell has more than 131,072 characters); is a quotation mark not closed, or "
        "one within a quoted cell not doubled?",
    ),
    "curly marks for quotation marks": (
        f"{HEADER}a1.txt,a1,\u201cPaper, 1\u201d\n",
        "line 2: expected 3 cells, found 4; a cell with a comma needs quotes",
    ),
    "a hard space in an id": (
        f"{HEADER}a1.txt,a\u00a01,x\n",
        'line 2: article_id: expected letters, digits, dots and dashes, found "a\u00a01"',
    ),
    "other capitals in a file's name": (f"{HEADER}A1.TXT,a1,x\n", 'line 2: no file "A1.TXT"; did you mean "a1.txt"?'),
    "a language by its name": (
        "file,article_id,language\na1.txt,a1,English\n",
        'line 2: language: expected a BCP 47 tag such as en or ar-SY, found "English"',
    ),
    "a language by its longer code": (
        "file,article_id,language\na1.txt,a1,eng\n",
        'line 2: language: expected a BCP 47 tag such as en or ar-SY, found "eng"; write "en"',
    ),
    "a locale": (
        "file,article_id,language\na1.txt,a1,en_GB\n",
        'line 2: language: expected a BCP 47 tag such as en or ar-SY, found "en_GB"; write "en-GB"',
    ),
    "a country that is none": (
        "file,article_id,language\na1.txt,a1,en-UK\n",
        'line 2: language: expected a BCP 47 tag such as en or ar-SY, found "en-UK"; write "en-GB"',
    ),
    "a page of the web": (
        "<!DOCTYPE html>\n<title>Log in</title>\n",
        "line 1: expected the columns file, article_id; not found: file, article_id",
    ),
}  # fmt: skip

# Whole folders: their files, and every line that is told of them.
FOLDERS = {
    "one file under two names": (
        {"manifest.csv": f"{HEADER}a1.txt,a1,x\n./a1.txt,a2,y\n./././a1.txt,a3,z\n", "a1.txt": STORY},
        [
            'manifest.csv line 3: file "./a1.txt" is "a1.txt" of manifest.csv line 2; each needs its own',
            'manifest.csv line 4: file "./././a1.txt" is "a1.txt" of manifest.csv line 2; each needs its own',
        ],
    ),
    "every fault of every row, in their order": (
        {
            "manifest.csv": "file,article_id,published_from,language\n"
            "a9.txt,a9,never,english\na1.txt,a 1,,\na1.txt,,2031-02-30,\n,a5,,\n",
            "a1.txt": STORY,
            "z.txt": OTHER,
        },
        [
            'manifest.csv line 2: published_from: expected a day such as 2025-03-08, found "never"',
            'manifest.csv line 2: language: expected a BCP 47 tag such as en or ar-SY, found "english"',
            'manifest.csv line 2: no file "a9.txt"; add it to the folder or take the line out',
            'manifest.csv line 3: article_id: expected letters, digits, dots and dashes, found "a 1"',
            "manifest.csv line 4: article_id: is empty; write a value or take the line out",
            'manifest.csv line 4: published_from: expected a day such as 2025-03-08, found "2031-02-30"',
            'manifest.csv line 4: file "a1.txt" stands in manifest.csv line 3 already; each needs its own',
            'manifest.csv line 5: no file ""; add it to the folder or take the line out',
            "z.txt: not named in manifest.csv; add a line for it or move it out",
        ],
    ),
    "one account of two articles": (
        {"manifest.csv": f"{HEADER}a1.txt,a1,Post\na2.txt,a2,Post\n", **TWO},
        [f'manifest.csv line 3: account "Post" stands in manifest.csv line 2 too; {JOIN}'],
    ),
    "one account of two outlets": (
        {
            "manifest.csv": "file,article_id,account,outlet\na1.txt,a1,Post,Aro Post\na2.txt,a2,Post,Bero Post\n",
            **TWO,
        },
        [f'manifest.csv line 3: account "Post" stands in manifest.csv line 2 too; {JOIN}'],
    ),
    "an account that is another's outlet, or its id": (
        {
            "manifest.csv": "file,article_id,account,outlet\n"
            "a1.txt,a1,,Post\na2.txt,a2,Post,\na3.txt,a3,a4,\na4.txt,a4,,\n",
            **TWO,
            "a3.txt": f"{STORY}{OTHER}",
            "a4.txt": f"{OTHER}{STORY}",
        },
        [
            f'manifest.csv line 3: account "Post" stands in manifest.csv line 2 too; {JOIN}',
            f'manifest.csv line 5: account "a4" stands in manifest.csv line 4 too; {JOIN}',
        ],
    ),
    "an account named like one that is told apart by its id": (
        {
            "manifest.csv": "file,article_id,account,outlet\n"
            "a1.txt,a1,Post,Post\na2.txt,a2,Post,Post\na3.txt,a3,Post (a1),\n",
            **TWO,
            "a3.txt": f"{STORY}{OTHER}",
        },
        ['manifest.csv line 4: account "Post (a1)" is what manifest.csv line 2 is called; write another account'],
    ),
    "an article in Latin 1": (
        {
            "manifest.csv": f"file,article_id,sha256\na1.txt,a1,{'0' * 64}\n",
            "a1.txt": "Caf\u00e9 in Aro".encode("latin-1"),
            "codebook/entities.csv": f"{ENTITIES}Ana Roe,person,Ana Roe,name\n",
            "codebook/corrections.csv": f"{CORRECTIONS}claims,a1,0,7,low,1,2,Bo,x\n",
        },
        ["manifest.csv line 2: a1.txt: expected UTF-8, found byte 0xe9 at 3; save it as UTF-8"],
    ),
    "an article in UTF-16 without its mark": (
        {"manifest.csv": ONE, "a1.txt": STORY.encode("utf-16-le")},
        [f"manifest.csv line 2: a1.txt: {ZEROS}"],
    ),
    "an article that was emptied": (
        {"manifest.csv": f"file,article_id,sha256\na1.txt,a1,{'0' * 64}\n", "a1.txt": ""},
        ["manifest.csv line 2: a1.txt is empty: it holds no words; add its text or take the line out"],
    ),
    "a sheet in Latin 1": (
        {
            "manifest.csv": ONE,
            "a1.txt": STORY,
            "codebook/entities.csv": f"{ENTITIES}Ana Roe,private_person,Ana Ro\u00e9,name\n".encode("latin-1"),
            "codebook/private.csv": PRIVATE,
        },
        ["codebook/entities.csv: expected UTF-8, found byte 0xe9 at 51; save it as UTF-8"],
    ),
    "a row at fault that others name": (
        {
            "manifest.csv": ONE,
            "a1.txt": STORY,
            "codebook/entities.csv": f"{ENTITIES}Ana Roe,queen,Ana Roe,name\nBo Lind,person,ANA ROE,\n",
            "codebook/private.csv": PRIVATE,
        },
        [
            "codebook/entities.csv line 2: kind: expected one of person, private_person, group, organisation, event; "
            'found "queen"',
            "codebook/entities.csv line 3: why: is empty; write a value or take the line out",
            'codebook/entities.csv line 3: alias "ANA ROE" stands in codebook/entities.csv line 2 already; take one of '
            "them out",
        ],
    ),
    "a misspelt column of a sheet, beside one of one's own": (
        {
            "manifest.csv": ONE,
            "a1.txt": STORY,
            "codebook/groups.csv": "group,part_of,disjoint_with,term,why,partty,note\ncrew,,,crew,x,government,mine\n",
        },
        ['codebook/groups.csv line 1: unknown column "partty"; did you mean "party"?'],
    ),
    "corrections that can't be meant": (
        {
            "manifest.csv": ONE,
            "a1.txt": STORY,
            "codebook/corrections.csv": f"{CORRECTIONS}claims,a9,7,0,low,x,y,Bo,\nlabels,a1,0,9,colour,1,2,Bo,x\n",
        },
        [
            "codebook/corrections.csv line 2: why: is empty; write a value or take the line out",
            'codebook/corrections.csv line 2: unknown article_id "a9"; add it or mend its spelling',
            "codebook/corrections.csv line 2: start 7 is after end 0; exchange them",
            'codebook/corrections.csv line 2: low: expected a whole number, found "x"',
            'codebook/corrections.csv line 2: low: expected a whole number, found "y"',
            'codebook/corrections.csv line 3: table labels has no column "colour" that can be corrected',
        ],
    ),
    "corrections of what is not there": (
        {
            "manifest.csv": ONE,
            "a1.txt": STORY,
            "codebook/corrections.csv": f"{CORRECTIONS}quotes,a1,0,3,text,Two,Ten,Bo,x\nclaims,a1,0,9,low,2,1,Bo,x\n"
            "labels,a1,0,3,rule,x,y,Bo,x\n",
        },
        [
            "corrections: quotes a1 0-3: no such row; take the correction out or mend its span",
            "corrections: claims a1 0-9: no such row; take the correction out or mend its span",
            "corrections: labels a1 0-3: no such row; take the correction out or mend its span",
        ],
    ),
}

# What is no fault, however odd it looks.
SOUND = {
    "Windows line ends": {"manifest.csv": ONE.replace("\n", "\r\n"), "a1.txt": STORY},
    "old Macintosh line ends": {"manifest.csv": ONE.replace("\n", "\r"), "a1.txt": STORY.replace("\n", "\r")},
    "line ends of three kinds": {
        "manifest.csv": "file,article_id\r\na1.txt,a1\ra2.txt,a2\n",
        **TWO,
    },
    "empty lines first": {"manifest.csv": f"\n\n{ONE}", "a1.txt": STORY},
    "blanks of every kind at the ends": {"manifest.csv": "file ,article_id\t\n a1.txt  , a1\u00a0\n", "a1.txt": STORY},
    "an Arabic name of everything": {
        "manifest.csv": f"file,article_id,account,language\n{ARABIC}.txt,{ARABIC},{ARABIC},ar\n",
        f"{ARABIC}.txt": STORY,
    },
    "accents composed in another way": {
        "manifest.csv": f"{HEADER}caf\u00e9.txt,a1,x\n",
        "cafe\u0301.txt": STORY,
    },
    "two articles of one outlet": {
        "manifest.csv": "file,article_id,account,outlet\na1.txt,a1,Post,Post\na2.txt,a2,Post,Post\n",
        **TWO,
    },
    "a sheet without rows": {"manifest.csv": ONE, "a1.txt": STORY, "codebook/entities.csv": ENTITIES},
    "a language of three letters": {"manifest.csv": "file,article_id,language\na1.txt,a1,ckb-IQ\n", "a1.txt": STORY},
}  # fmt: skip


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def told(folder, capsys):
    """Check a folder, and give the status and every line of the error stream."""
    status = run(["check", str(folder)])
    return status, capsys.readouterr().err.replace(f"{folder}/", "").splitlines()


def test_an_article_and_a_sheet_beyond_all_measure_are_named(tmp_path, capsys):
    write(tmp_path, {"manifest.csv": ONE, "a1.txt": STORY})
    (tmp_path / "codebook").mkdir()
    for name in ("a1.txt", "codebook/private.csv"):
        os.truncate((tmp_path / name).touch() or tmp_path / name, 300_000_000)  # sparse: it takes no room
    expected = "expected at most 50,000,000 bytes, found 300,000,000"
    assert told(tmp_path, capsys) == (
        1,
        [
            f"manifest.csv line 2: a1.txt: {expected}; divide it or take the line out",
            f"codebook/private.csv: {expected}; divide what it is for",
        ],
    )


def test_a_sheet_and_an_article_for_which_there_is_no_memory_are_named(tmp_path, capsys, monkeypatch):
    def refuse(*_, **__):
        raise MemoryError

    write(tmp_path, {"manifest.csv": ONE, "a1.txt": STORY})
    monkeypatch.setattr(Path, "read_bytes", lambda path: refuse() if path.suffix == ".txt" else ONE.encode())
    told_of = "a1.txt: not enough memory for this article; close other programs, or divide it"
    assert told(tmp_path, capsys) == (1, [told_of])
    monkeypatch.setattr(Path, "read_bytes", refuse)
    told_of = "manifest.csv: not enough memory for this sheet; close other programs, or divide it"
    assert told(tmp_path, capsys) == (1, [told_of])


@pytest.mark.parametrize(("raw", "fault"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_with(tmp_path, capsys, raw, fault):
    write(tmp_path, {"manifest.csv": raw, "a1.txt": STORY})
    place = "manifest.csv" if fault.startswith(":") else "manifest.csv "
    assert told(tmp_path, capsys) == (1, [place + fault])


@pytest.mark.parametrize(("files", "faults"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_with(tmp_path, capsys, files, faults):
    assert told(write(tmp_path, files), capsys) == (1, faults)


@pytest.mark.parametrize("files", SOUND.values(), ids=SOUND)
def test_it_is_no_fault_to_have(tmp_path, capsys, files):
    assert told(write(tmp_path, files), capsys) == (0, [])


def test_a_link_leads_to_the_article_that_it_is(tmp_path, capsys):
    write(tmp_path, {"manifest.csv": f"{ONE}b1.txt,b1,Paper 2\nc1.txt,c1,Paper 3\n", "a1.txt": STORY})
    (tmp_path / "b1.txt").symlink_to("a1.txt")
    (tmp_path / "c1.txt").symlink_to("c1.txt")
    (tmp_path / "d1.txt").symlink_to("nowhere.txt")
    assert told(tmp_path, capsys) == (
        1,
        [
            'manifest.csv line 3: file "b1.txt" is "a1.txt" of manifest.csv line 2; each needs its own',
            'manifest.csv line 4: no file "c1.txt"; add it to the folder or take the line out',
            "d1.txt: not named in manifest.csv; add a line for it or move it out",
        ],
    )


def test_a_readme_that_is_no_file_is_not_waited_for(tmp_path, capsys):
    os.mkfifo(write(tmp_path, {"manifest.csv": ONE, "a1.txt": STORY}) / "README.md")
    assert told(tmp_path, capsys) == (0, [])
