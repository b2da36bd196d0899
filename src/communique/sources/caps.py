"""How much of one input is taken in; what goes beyond is told and left out."""

LARGEST_DOCUMENT = 64_000_000  # bytes of one page, file or attachment
LARGEST_ATTACHMENT = 16_000_000  # bytes of a file that a page links to
LARGEST_PAGE = 16_000_000  # bytes of one page of markup or JSON
MOST_UNPACKED = 128_000_000  # bytes that the parts of one archive unpack to
MOST_MEMBERS = 10_000  # files in one archive
DEEPEST_DOCUMENT = 3  # documents within one another: an attachment of a mail within a web archive
LONGEST_WHOLE = 1_000_000  # characters of a page's release with those of its files
LONGEST_TEXT = 4_000_000  # characters of one release
