"""Find what stops targets before anything is built: lost labels, and errata without an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.model import Finding, Target
from build_tools.tasks.build.errata_articles import check_errata
from build_tools.tasks.build.inputs import Inputs
from build_tools.tasks.build.lost_labels import check_labels, has_lost_label, report_lost_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Hold what was found, and the reason for each target that is not built."""

    findings: tuple[Finding, ...] = ()
    reasons: Mapping[Target, str] = field(default_factory=dict)


def find_refusals(inputs: Inputs, targets: Sequence[Target], *, has_lost_labels: bool) -> Refusals:
    """Return the targets that must not be built; with `has_lost_labels` those may whose addresses break.

    Raises UserError for wrong successors.
    """
    lost_labels, lost_errata = check_labels(inputs, targets), check_errata(inputs, targets)
    publications = {one.publication for one in lost_errata}
    without_article = [target for target in targets if target.publication in publications]
    lost = [target for target in targets if has_lost_label(target, lost_labels)]
    without_label = [] if has_lost_labels else lost
    told = report_lost_labels(lost_labels if lost else (), is_refused=bool(without_label))
    return Refusals(
        findings=(*told, *lost_errata),
        reasons={
            **dict.fromkeys(without_article, "errata without an article"),
            **dict.fromkeys(without_label, "lost labels"),
        },
    )
