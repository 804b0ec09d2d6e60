from search.knowledge import Knowledge
from search.meanings import Meaning, Related, meanings
from search.plan import Filter, Query, plan
from search.vocabulary import Row, Vocabulary

VOCABULARY = Vocabulary(
    [
        Row("theme:contrat", "preferred", "nl", "Huisvestingsovereenkomst"),
        Row("theme:contrat", "note", "nl", "Niet voor tijdelijk gebruik."),
        Row("theme:contrat", "related", "", "theme:occtemp"),
        Row("theme:contrat", "related", "", "theme:gone"),
        Row("theme:occtemp", "preferred", "nl", "Tijdelijke bezetting"),
    ]
)


def test_a_name_is_told_with_its_note_and_what_else_it_may_mean() -> None:
    made = plan(Query("huisvestingsovereenkomsten", "nl"), Knowledge(VOCABULARY))
    assert meanings(made, VOCABULARY) == (
        Meaning(
            "huisvestingsovereenkomsten",
            "Huisvestingsovereenkomst",
            "Niet voor tijdelijk gebruik.",
            Filter("theme", ("contrat",)),
            (Related("Tijdelijke bezetting", Filter("theme", ("occtemp",))),),
        ),
    )
