from search.streams import LONGEST_OPENING, opening, streams


def test_the_lead_is_a_stream_of_its_own_and_part_of_the_body() -> None:
    found = streams("nl", title="De huurwaarborg", lead="Een woning", body="De huurders betalen.")
    assert found.title == ("huurwaarborg", "huurwaarborg", "huur waarborg")
    assert found.lead == "woon"
    assert found.body.stem == "woon huur betaal"


def test_the_first_paragraph_stands_for_a_missing_lead() -> None:
    assert streams("fr", title="", lead="", body="Un bail.\nUn loyer.").lead == "bail"
    assert streams("fr", title="", lead="Une caution.", body="Un bail.\nUn loyer.").lead == "caution"


def test_the_opening_of_a_text_is_short() -> None:
    assert opening("\n Un bail.\nUn loyer.") == "Un bail."
    assert len(opening("x" * 1000)) == LONGEST_OPENING
    assert opening("") == ""
