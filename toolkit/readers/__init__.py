"""Articles in, whatever form they have: one reader a form, chosen by content.

records      a record and its place, or why it could not be read
files        which files a source has, and their bytes, unpacked
encodings    the lines of a file as text
dates        the days that a date can mean
delimited, objects, workbooks, columnar, webpages, archives, press, letters    one form each
columns      which field means what
forms        which form a file has
lists        what lists say of files and pages
ids          short names for articles
languages    the tags of languages
gather       the articles of a source one after the other
collect      all of them as a table
telling      what was read, in a few lines
"""

from toolkit.readers.collect import Collection, check_enough, grouped, read_articles, read_source
from toolkit.readers.columns import Options
from toolkit.readers.files import refuse_pipe
from toolkit.readers.gather import Source, begins_with
from toolkit.readers.records import Rejected, reject
from toolkit.readers.telling import summary, told_files, write_rejected

__all__ = [
    "Collection",
    "Options",
    "Rejected",
    "Source",
    "begins_with",
    "check_enough",
    "grouped",
    "read_articles",
    "read_source",
    "refuse_pipe",
    "reject",
    "summary",
    "told_files",
    "write_rejected",
]
