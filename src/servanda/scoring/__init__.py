"""How far commitments have come, how sure that is, and how far those who judged it agree."""

from servanda.scoring.aggregates import Cell, by_force, distribution
from servanda.scoring.assessing import (
    Assessment,
    assess,
    assess_all,
    ending_in_words,
    suspension_in_words,
)
from servanda.scoring.commitments import (
    CommitmentFile,
    Ending,
    EndState,
    Nature,
    NotWhole,
    Search,
    Subject,
    Suspension,
)
from servanda.scoring.comparing import Cause, Change, FigureChange, compare, compare_figures
from servanda.scoring.criteria import Answer, Coding, Criterion, Judgement, Kind
from servanda.scoring.drafting import draft_criteria, nature_of
from servanda.scoring.evidence import (
    Contradiction,
    Direction,
    Evidence,
    Strength,
    contradictions,
)
from servanda.scoring.levels import Outcome, Standing, standing
from servanda.scoring.pam import PamPercentage, pam_percentage, pam_score
from servanda.scoring.reliability import Metric, Rating, Reliability, by_section, krippendorff
from servanda.scoring.sentences import Words
from servanda.scoring.shares import Share, jeffreys, percentages, share
from servanda.scoring.silence import HALF_LIVES, Silence, silence
from servanda.scoring.timeliness import Timeliness, Timing, timeliness

__all__ = [
    "HALF_LIVES",
    "Answer",
    "Assessment",
    "Cause",
    "Cell",
    "Change",
    "Coding",
    "CommitmentFile",
    "Contradiction",
    "Criterion",
    "Direction",
    "EndState",
    "Ending",
    "Evidence",
    "FigureChange",
    "Judgement",
    "Kind",
    "Metric",
    "Nature",
    "NotWhole",
    "Outcome",
    "PamPercentage",
    "Rating",
    "Reliability",
    "Search",
    "Share",
    "Silence",
    "Standing",
    "Strength",
    "Subject",
    "Suspension",
    "Timeliness",
    "Timing",
    "Words",
    "assess",
    "assess_all",
    "by_force",
    "by_section",
    "compare",
    "compare_figures",
    "contradictions",
    "distribution",
    "draft_criteria",
    "ending_in_words",
    "jeffreys",
    "krippendorff",
    "nature_of",
    "pam_percentage",
    "pam_score",
    "percentages",
    "share",
    "silence",
    "standing",
    "suspension_in_words",
    "timeliness",
]
