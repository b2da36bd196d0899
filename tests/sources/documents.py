"""Small documents of every format, written byte by byte, with made-up ministries in them."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

TITLE = "Ardia and Belmark close tin talks"
SENTENCES = (
    "Minister Ana Röst met Secretary Ole Dahl in Vessby on May 2, 2024.",
    "The two sides agreed to open a joint smelter by June 30, with USD 1.50 million from Ardia.",
)
LINES = (TITLE, "Vessby, 3 May 2024", *SENTENCES)


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Return a ZIP file of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(lines: Sequence[str] = LINES, title: str = "", extra: str = "") -> bytes:
    """Return a Word document with a paragraph a line."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    core = f"<cp:coreProperties><dc:title>{title}</dc:title></cp:coreProperties>"
    document = f'<?xml version="1.0"?><w:document><w:body>{body}{extra}</w:body></w:document>'
    return zipped({"word/document.xml": document, "docProps/core.xml": core})


def hwpx(lines: Sequence[str] = LINES, manifest: str = "<odf:manifest/>") -> bytes:
    """Return an HWPX document with a paragraph a line."""
    body = "".join(f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>" for line in lines)
    section = f'<?xml version="1.0"?><hs:sec>{body}</hs:sec>'
    files = {"mimetype": "application/hwp+zip", "META-INF/manifest.xml": manifest}
    return zipped(files | {"Contents/section0.xml": section})


def hwp(lines: Sequence[str] = LINES, properties: int = 1) -> bytes:
    """Return an HWP 5 document with a paragraph a line; `properties` are the bits of its header."""
    section = hwp_section(lines)
    if properties & 1:
        packer = zlib.compressobj(wbits=-15)
        section = packer.compress(section) + packer.flush()
    return hwp_of(section, properties)


def hwp_section(lines: Sequence[str]) -> bytes:
    """Return the records of a section with a paragraph a line."""
    return _hwp_record(0x10 + 50, b"\0" * 22) + b"".join(
        _hwp_record(0x10 + 51, _hwp_text(line)) for line in lines
    )


def hwp_of(section: bytes, properties: int) -> bytes:
    """Return an HWP 5 document of a section's bytes as they are stored."""
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, properties)
    return ole({"FileHeader": head, "BodyText/Section0": section})


def _hwp_record(tag: int, data: bytes) -> bytes:
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | len(data) << 20) + data
    return struct.pack("<II", tag | 0xFFF << 20, len(data)) + data


def _hwp_text(line: str) -> bytes:
    """Return a paragraph's text, opened by a control of eight units as real documents have."""
    control = struct.pack("<8H", 2, *struct.unpack("<2H", b"dces"), 0, 0, 0, 0, 2)
    tab = struct.pack("<8H", 9, 0, 0, 0, 0, 0, 0, 9).decode("utf-16-le", "surrogatepass")
    return control + line.replace("\t", tab).encode("utf-16-le", "surrogatepass") + b"\r\0"


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file of streams at the top or one storage deep, each padded past the small ones."""
    free, end, fat_mark, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    storages = sorted({name.partition("/")[0] for name in padded if "/" in name})
    names = [*storages, *padded]
    size = sum(-(-len(data) // 512) for data in padded.values()) + -(-(1 + len(names)) // 4)
    tables = -(-size // 127)  # sectors of the table of sectors, which are in it themselves
    sectors, fat, starts = [b""] * tables, [fat_mark] * tables, dict[str, int]()
    for name, data in padded.items():
        starts[name] = len(sectors)
        count = -(-len(data) // 512)
        sectors += [data[at : at + 512].ljust(512, b"\0") for at in range(0, count * 512, 512)]
        fat += [*range(starts[name] + 1, starts[name] + count), end]
    top = [name for name in names if "/" not in name]
    entries = [_ole_entry("Root Entry", 5, none, names.index(top[0]) + 1, end, 0)]
    for name in names:
        fellows = top if name in top else [n for n in names if n.startswith(name.partition("/")[0] + "/")]
        at = fellows.index(name)
        following = names.index(fellows[at + 1]) + 1 if at + 1 < len(fellows) else none
        child = next((names.index(n) + 1 for n in names if n.startswith(f"{name}/")), none)
        leaf = name.rpartition("/")[2]
        is_stream = name in padded
        entries.append(
            _ole_entry(
                leaf, 2 if is_stream else 1, following, child, starts.get(name, 0), len(padded.get(name, b""))
            )
        )
    directory = b"".join(entries)
    first = len(sectors)
    count = -(-len(directory) // 512)
    blank = _ole_entry("", 0, none, none, 0, 0)
    directory += blank * ((count * 512 - len(directory)) // 128)
    sectors += [directory[at : at + 512] for at in range(0, count * 512, 512)]
    fat += [*range(first + 1, first + count), end]
    fat += [free] * (128 * tables - len(fat))
    for number in range(tables):
        sectors[number] = struct.pack("<128I", *fat[128 * number : 128 * (number + 1)])
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, tables, first, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", *range(tables), *[free] * (109 - tables))
    return header + b"".join(sectors)


def _ole_entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(text) if name else 0, kind, 1, 0xFFFFFFFF, right, child
    )
    return entry + b"\0" * 36 + struct.pack("<IQ", start, size)


def pdf(pages: Sequence[Sequence[str]] = (LINES,)) -> bytes:
    """Return a PDF file with these lines on its pages, in Helvetica."""
    contents = []
    for lines in pages:
        shown = b"".join(b"(" + _pdf_text(line) + b") Tj 0 -16 Td " for line in lines)
        contents.append(b"BT /F1 11 Tf 50 740 Td " + shown + b"ET")
    return pdf_of(contents)


def pdf_of(contents: Sequence[bytes], filters: str = "") -> bytes:
    """Return a PDF file of pages with these content streams, which are stored through `filters`."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode()]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, content in enumerate(contents):
        resources = f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R".encode()
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]" + resources + b">>")
        objects.append(f"<</Length {len(content)}{filters}>>stream\n".encode() + content + b"\nendstream")
    return _pdf_file(objects)


def _pdf_text(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    start = len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def locked_pdf() -> bytes:
    """Return a PDF file under a password."""
    keys = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    number = b"<00112233445566778899aabbccddeeff>"
    return pdf().replace(b"/Root 1 0 R>>", b"/Root 1 0 R/ID[" + 2 * number + b"]/Encrypt" + keys + b">>")


def page(
    title: str = TITLE, sentences: Sequence[str] = SENTENCES, published: str = "2024-05-03", url: str = ""
) -> str:
    """Return a page of a site that no profile describes."""
    link = f'<link rel="canonical" href="{url}">' if url else ""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    menu = '<nav><a href="/">Home</a><a href="/news">News</a></nav>'
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | Ministry of Ore</title>'
        f'<meta property="article:published_time" content="{published}T09:00:00Z">{link}</head>'
        f"<body>{menu}<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer>All rights reserved.</footer></body></html>"
    )


def warc(
    pages: dict[str, bytes],
    packed: bool = False,
    status: str = "200 OK",
    media: str = "text/html",
    encoding: str = "identity",
) -> bytes:
    """Return a WARC file with a response an address; `packed` as archives are, a member a record."""
    out = bytearray()
    for number, (url, content) in enumerate(pages.items()):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media}; charset=utf-8\r\n".encode()
        http += f"Content-Encoding: {encoding}\r\n\r\n".encode() + content
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        head += "WARC-Date: 2024-05-04T00:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        record = head.encode() + http + b"\r\n\r\n"
        out += gzip.compress(record, mtime=0) if packed else record
    return bytes(out)
