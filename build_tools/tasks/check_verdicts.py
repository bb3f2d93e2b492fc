"""What every check says of what is built: takes targets, gives verdicts, as kept or anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools import checks
from build_tools.checks import Built
from build_tools.model import CheckResult, Register, Target
from build_tools.tasks import check_due, check_kept, check_run
from build_tools.tasks.order import Order

Verdicts = Mapping[Target, tuple[CheckResult, ...]]
LACKING = "lacking: "
STALE = "not looked at since it was built"
# Checks that tell whether a file can be read at all: where not, others find nothing in it.
WHOLE = ("epub/structure", "pdf/structure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is looked at (`own`), and what is built `beside` it, of which what is kept is told."""

    order: Order
    listed: Register
    own: tuple[Target, ...]
    beside: tuple[Target, ...]

    def verdicts(self, told: check_run.Told, when: str) -> Verdicts:
        """Run the checks that are due, keep what they say, and return all that is said."""
        build, workers = self.order.build, self.order.workers
        every = {target: self._built(target) for target in (*self.own, *self.beside)}
        kept = {target: check_kept.read(build, target) for target in every}
        digests = check_due.Digests(every=tuple(every.values()))
        due = tuple(check_due.due(tuple(every.values()), kept, digests))
        own = [one for one in due if one.built.target in self.own]
        said = check_run.run(own, workers=workers, when=when, told=told) if own else {}
        new = {
            (one.built.target, one.check.code): said.get(one, _stale(one.check.code)) for one in due
        }
        found = {target: _known(_of(every[target], kept[target], new)) for target in every}
        for target in dict.fromkeys(one.built.target for one in own):
            check_kept.write(build, target, (one for one in found[target] if one.time))
        return found

    def _built(self, target: Target) -> Built:
        build = self.order.build
        return Built(
            target=target,
            whole=build.get_output(target),
            editions=build.path / "editions",
            home=self.order.root.path,
            language=self.listed.languages[target.language],
            publication=self.listed.get_publication(target.publication),
            said=build.get_expected_text(target.publication, target.language),
        )


def _known(verdicts: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Return verdicts; of a file that is not whole, none that says that nothing was found."""
    said = tuple(verdicts)
    torn = next((one.code for one in said if one.code in WHOLE and one.findings), "")
    if not torn:
        return said
    reason = f"the file is not whole, as {torn} tells"
    return tuple(one if one.findings else CheckResult(code=one.code, reason=reason) for one in said)


def _stale(code: str) -> CheckResult:
    return CheckResult(code=code, reason=STALE)


def _of(
    built: Built, kept: Mapping[str, CheckResult], new: Mapping[tuple[Target, str], CheckResult]
) -> Iterator[CheckResult]:
    """Yield what each check for an edition says of it, or why it says nothing."""
    for row in checks.CHECKS:
        lacking = checks.lacking(row)
        if lacking and row.is_for(built):
            yield CheckResult(code=row.code, reason=f"{LACKING}{', '.join(lacking)}")
        elif row.is_for(built):
            yield new.get((built.target, row.code)) or kept[row.code]
