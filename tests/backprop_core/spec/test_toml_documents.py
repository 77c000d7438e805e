"""Each key of a file is found on the line where it stands."""

import pytest

from backprop_core import SpecError
from backprop_core.spec.toml_documents import key_lines, read_document

TEXT = """\
# [not.a.table]
top = 1

[data]   # a comment = here
name = "a = b # c"
inputs = [
  [1, 2],   # fake = 1
  [3, 4],
]
text = '''
[network]
layers = 3
'''

[ network ]
"quoted" = 1
film.focus = { unit = [0, 1], input = 3 }
[a."b".c]
d = "]"
e = 2
"""


def test_each_key_has_its_line():
    """Comments, strings, long lists and quoted keys lead nobody astray."""
    assert key_lines(TEXT) == {
        "top": 2,
        "data": 4,
        "data.name": 5,
        "data.inputs": 6,
        "data.text": 10,
        "network": 15,
        "network.quoted": 16,
        "network.film": 17,
        "network.film.focus": 17,
        "network.film.focus.unit": 17,
        "network.film.focus.input": 17,
        "a.b.c": 18,
        "a.b.c.d": 19,
        "a.b.c.e": 20,
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = ", "a.toml:1: not TOML: invalid value."),
        (b"[a\n", "a.toml:1: not TOML: expected ']'"),
        (b"x = 1\n\xff", "not a text file in UTF-8"),
        (b"a = " + b"[" * 5000, "nested too deep"),
        (b"x = 1\na = " + b"1" * 5000, "a.toml:2: a number of more than 4300 digits"),
    ],
)
def test_what_is_no_toml_is_refused(tmp_path, content, message):
    """A file that cannot be parsed is one fault with a cure."""
    (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(SpecError) as error:
        read_document(tmp_path / "a.toml")
    assert message in str(error.value)
    assert str(error.value).count("\n") == 0


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """Paths that lead to no file say so."""
    with pytest.raises(SpecError, match="no such file"):
        read_document(tmp_path / "a.toml")
    with pytest.raises(SpecError, match="cannot be read"):
        read_document(tmp_path)
    with pytest.raises(SpecError, match="cannot be read"):
        read_document("a\0b")
