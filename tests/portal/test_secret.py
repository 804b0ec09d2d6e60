from concurrent.futures import ThreadPoolExecutor

from portal.secret import kept_in


def test_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    path = tmp_path / "data" / "secret-key"

    first, second = kept_in(path), kept_in(path)

    assert first == second
    assert len(first) >= 50
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o077) == (0o600, 0)


def test_all_who_start_together_read_one_whole_key(tmp_path):
    for number in range(20):
        path = tmp_path / str(number) / "secret-key"
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(kept_in, [path] * 8))

        assert len(keys) == 1
        assert len(keys.pop()) >= 50
        assert list(path.parent.iterdir()) == [path]
