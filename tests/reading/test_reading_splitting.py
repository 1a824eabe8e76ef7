"""Splitting: one commitment for each act that the modal governs."""

from reading.texts import commitments, found_in


def words(body: str) -> list[str]:
    return [" ".join(c.text.split()) for c in commitments(body)]


def test_coordinated_acts_with_objects_of_their_own_are_separate() -> None:
    found = words("The Parties shall identify a list of projects and publish a yearly report.")

    assert found == [
        "The Parties shall identify a list of projects",
        "publish a yearly report",
    ]


def test_verbs_that_share_one_object_are_one_act() -> None:
    found = words(
        "The Parties shall adopt and maintain, as appropriate, measures against smuggling."
    )

    assert len(found) == 1


def test_a_list_of_verbs_with_commas_is_as_many_acts() -> None:
    found = words(
        "The Parties intend to open a bridge, streamline customs procedures, and train border guards."
    )

    assert [
        c.act
        for c in commitments(
            "The Parties intend to open a bridge, streamline customs procedures, and train border guards."
        )
    ] == ["open a bridge", "streamline customs procedures", "train border guards"]
    assert len(found) == 3


def test_purposes_and_means_stay_with_their_verb() -> None:
    for tail in (
        "to identify and address barriers to trade",
        "with a view to removing tariffs and opening markets",
        "by sharing data and training officials",
        "including by hosting seminars and funding studies",
        "that advance trade and promote investment",
    ):
        found = words(f"The Parties shall support joint projects {tail}.")

        assert len(found) == 1, tail


def test_nouns_in_a_list_are_not_taken_for_verbs() -> None:
    found = words("The Parties shall improve land, sea, and air transport and trade.")

    assert len(found) == 1


def test_a_second_modal_begins_a_span_of_its_own() -> None:
    found = words("Freedonia shall remove the mines and shall rebuild the road.")

    assert found == ["Freedonia shall remove the mines", "shall rebuild the road"]


def test_two_actors_with_a_verb_each_are_two_commitments() -> None:
    found = commitments("Freedonia shall supply the gas, and Sylvania shall pay for the transit.")

    assert [c.actors for c in found] == [("Freedonia",), ("Sylvania",)]


def test_a_stance_before_a_promise_is_cut_from_it() -> None:
    found = found_in("Freedonia welcomes the plan and is committed to funding the first stage.")

    assert [text for text, _ in found] == [
        "Freedonia welcomes the plan",
        "is committed to funding the first stage",
    ]


def test_lettered_items_inherit_modal_actor_and_deadline() -> None:
    found = commitments(
        "Within six months of signature, Freedonia shall:\n\n(a) open the border post; and\n\n(b) publish the tariff.\n"
    )

    assert [c.text for c in found] == ["open the border post", "publish the tariff"]
    assert {"obligation"} == {c.force for c in found}
    assert {("Freedonia",)} == {c.actors for c in found}
    assert {"P6M"} == {c.deadline.duration if c.deadline else None for c in found}


def test_a_list_of_things_stays_one_commitment_to_its_end() -> None:
    found = words(
        "The Parties shall cooperate in the following areas:\n\n(a) trade in grain;\n\n(b) the protection of rivers; and\n\n(c) science.\n"
    )

    assert len(found) == 1
    assert found[0].endswith("(c) science")


def test_bullets_below_sub_headings_stay_under_their_lead_in() -> None:
    found = commitments(
        "Areas of work are intended to include:\n\n- opening new markets;\n\nEnergy\n\n- connecting the two grids;\n"
    )

    assert [c.text for c in found] == ["opening new markets", "connecting the two grids"]
    assert {"intention"} == {c.force for c in found}
