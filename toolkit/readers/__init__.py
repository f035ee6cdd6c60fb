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
collect      all articles of a source
"""

from toolkit.readers.collect import Collection, Source, read_articles, read_source
from toolkit.readers.columns import Options
from toolkit.readers.records import Rejected

__all__ = ["Collection", "Options", "Rejected", "Source", "read_articles", "read_source"]
