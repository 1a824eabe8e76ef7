"""Texts that the tests of the reader share, in our own words."""

from servanda.reading import Commitment, Force, read

TITLE = "Memorandum of Understanding between Freedonia and Sylvania\n\n"
OPENING = "The Government of Freedonia and the Government of Sylvania (hereinafter the “Parties”) have agreed as follows:\n\n"
AFTER = "\n\nThe Parties shall keep each other informed of the progress of this work in the months that follow, as often as either of them wishes, through the channels that they use for such matters.\n"


def found_in(sentence: str) -> list[tuple[str, Force]]:
    agreement = read(TITLE + OPENING + sentence + AFTER)
    return [(c.text, c.force) for c in agreement.commitments][:-1]


def commitments(body: str) -> list[Commitment]:
    return list(read(TITLE + OPENING + body + AFTER).commitments)[:-1]


WRAPPED = """\
                         TREATY ON THE CANAL
                   BETWEEN FREEDONIA AND SYLVANIA

Treaty on the Canal

                              ARTICLE 1
                           Right of passage

     1.   Each Party shall allow the ships of the other Party to pass the
canal at all times, and shall not levy any fee for the pas-
sage other than those that are listed in Annex A.

                                   1
\f
Treaty on the Canal

     2.   The Parties shall:

          (a) mark the channel within three months of the entry into
force of this Treaty; and
          (b) publish a chart of it.

                              ARTICLE 2
                            Entry into force

     This Treaty shall enter into force upon signature by both Parties and
shall remain in force for ten years.

                                   2
\f
Treaty on the Canal

     DONE at Spa, this 3rd day of May 2024, in duplicate.
"""
