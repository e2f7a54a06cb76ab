"""`umkm review` in the terminal."""

from dataclasses import asdict, dataclass

from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options that say which questions are asked.

    Attributes:
        district, kind, limit: As in `Desk.choose`.
        sample: So many pairs drawn by chance, instead of the doubtful ones.
    """

    district: str | None
    kind: str | None
    limit: int | None
    sample: int | None = None

    @property
    def options(self) -> dict[str, object]:
        """What they are called, and whether they are there."""
        return {"--district": self.district, "--kind": self.kind, "--limit": self.limit, "--sample": self.sample}


def review_on_screen(session: Session, wanted: Wanted, *, reviewer: str | None, model: str | None) -> ExitStatus:
    """Ask the doubtful pairs on the screen.

    Args:
        session: The call.
        wanted: Which of them.
        reviewer: Who decides, as asked.
        model: The model that matching ran with, as asked.

    Raises:
        NoTerminalError: There is no terminal, or it is too small.
        NothingToReviewError: There is nothing to ask.
        UmkmError: As `desk.open_desk` and `Desk.choose`.
    """
    from umkm_cli.app.start import ask, check_terminal
    from umkm_cli.review.desk import open_desk

    check_terminal(session.environment)
    name, config = session.reviewer(reviewer), session.configure()
    with open_desk(session.folder, reviewer=name, config=config, model=model) as desk:
        shown = desk.choose(district=wanted.district, kind=wanted.kind, limit=wanted.limit)
        command = f"umkm dedupe{session.flags}"
        standing = ask(desk, shown, language=session.language, explain=session.explain, command=command)
    session.tell("app.left", decided=standing.decided, questions=standing.questions)
    if standing.decided:
        session.next_step("dedupe")
    session.give("umkm.review/1", **asdict(standing))
    return ExitStatus.DONE
