from portal.markdown.links import targets_in


def test_targets_are_read_from_all_texts_at_once() -> None:
    texts = ["[a](GT-2024-003) ![b](image:5)", '[c](<doc:12> "titre") [d](  PR-2023-0001 )', "[e](GT-2024-003)"]
    assert targets_in(texts) == {"GT-2024-003", "image:5", "doc:12", "PR-2023-0001"}


def test_what_only_resembles_a_target_is_none() -> None:
    text = "GT-2024-003 [a](gt-2024-003) [b](GT-2024-03) [c](doc:x.pdf) [d](doc:1234567890) [e](G-2024-003) [f](doc:٣)"
    assert targets_in([text]) == frozenset()
