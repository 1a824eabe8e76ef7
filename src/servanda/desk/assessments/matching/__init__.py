"""How the desk uses `servanda.matching`: what is matched, by which weights, and in what words."""

from servanda.desk.assessments.matching.material import (
    Material,
    Subject,
    matcher_of,
    material_for,
    namer_of,
    newest,
    usual_score,
)
from servanda.desk.assessments.matching.whole import whole_material

__all__ = [
    "Material",
    "Subject",
    "matcher_of",
    "material_for",
    "namer_of",
    "newest",
    "usual_score",
    "whole_material",
]
