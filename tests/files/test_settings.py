import pytest

from umkm_cli.errors import BrokenSettingsFileError, PathNotFoundError
from umkm_cli.files.settings import read_settings


def test_the_nearest_file_above_counts(tmp_path, monkeypatch):
    inner = tmp_path / "kec" / "subah"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    (tmp_path / "umkm.toml").write_text("basis = 1\n")
    assert read_settings(None) == {"basis": 1}
    (tmp_path / "kec" / "umkm.toml").write_text("\ufeffbasis = 2\n", "utf-8")
    assert read_settings(None) == {"basis": 2}


def test_a_file_that_is_named_counts_alone(tmp_path):
    (tmp_path / "lain.toml").write_text('region = "33.25"\n')
    assert read_settings(tmp_path / "lain.toml") == {"region": "33.25"}


def test_a_named_file_must_exist(tmp_path):
    with pytest.raises(PathNotFoundError):
        read_settings(tmp_path / "hilang.toml")


@pytest.mark.parametrize(("content", "told"), [(b"basis = \n", "line 1"), (b"a = '\xff'", "UTF-8")])
def test_a_file_that_is_no_toml_says_where(tmp_path, content, told):
    (tmp_path / "umkm.toml").write_bytes(content)
    with pytest.raises(BrokenSettingsFileError) as caught:
        read_settings(tmp_path / "umkm.toml")
    assert told in str(caught.value.facts["reason"])
