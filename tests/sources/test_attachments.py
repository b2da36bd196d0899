"""What a file adds to a page's release: all that only it says, nothing twice, each place sound."""

from hypothesis import given
from hypothesis import strategies as st

from communique.sources.attachments import whole
from communique.sources.documents import read_raw
from communique.sources.raw import Raw
from tests.sources.documents import hwpx, pdf

TITLE = "Ardia and Belmark close tin talks"
SENTENCES = tuple(
    f"Point no. {number} of the talks names {name} as a place of work."
    for number, name in enumerate(
        ("Vessby", "Corland", "Dunmark", "Ostrava Bay", "Lower Quay", "Mirandel"), 1
    )
)
SOME = st.lists(st.sampled_from(SENTENCES), unique=True, max_size=6)


@given(page=SOME, file=SOME.filter(bool), boxed=st.booleans())
def test_every_sentence_stands_once(page: list[str], file: list[str], boxed: bool) -> None:
    data = pdf([file]) if boxed else hwpx(file)
    raw = Raw("page", b"", publisher="xa-ore", attached=(Raw("file", data, url="https://ore.example/f"),))
    body = "\n\n".join(page)
    found = whole(raw, TITLE, "2024-05-03", body, "en", read_raw)
    assert found.wrong == ()
    assert {one: found.body.count(one) for one in SENTENCES if one in (*page, *file)} == dict.fromkeys(
        (one for one in SENTENCES if one in (*page, *file)), 1
    )
    assert found.body.startswith(body) or not found.own
    text, [origin] = f"{TITLE}\n{found.body}", found.origins
    assert origin.raw == data
    assert [text[box.start : box.end] for box in origin.boxes if box.start < len(text)] == [
        line
        for line in found.body.split("\n")
        if boxed and line in file and (line not in page or not found.own)
    ]


@given(file=SOME.filter(bool))
def test_the_same_file_in_two_forms_adds_once(file: list[str]) -> None:
    files = (
        Raw("a", hwpx(file), url="https://ore.example/a"),
        Raw("b", pdf([file]), url="https://ore.example/b"),
    )
    found = whole(Raw("page", b"", attached=files), TITLE, "2024-05-03", "", "en", read_raw)
    assert found.body == "\n".join(file)
    assert [one.reader for one in found.origins] == ["hwpx", "pdf"]
