"""`umkm review --sample`: pairs drawn by chance, so that their answers tell how right the whole list is."""

from dataclasses import asdict

from umkm_cli.cli.review_screen import Wanted
from umkm_cli.errors import ExitStatus, OptionsApartError
from umkm_cli.screen import Session


def review_sample(session: Session, wanted: Wanted, *, reviewer: str | None, model: str | None) -> ExitStatus:
    """Draw a sample, or go on with the one of this run, and ask it on the screen; what matching says stays hidden.

    Args:
        session: The call.
        wanted: How many pairs.
        reviewer: Who decides, as asked.
        model: The model that matching ran with, as asked.

    Raises:
        NoTerminalError: There is no terminal, or it is too small.
        NothingToReviewError: All of it is answered.
        OptionsApartError, UmkmError: As `draw` and `desk.open_desk`.
    """
    from umkm_cli.app.start import ask, check_terminal
    from umkm_cli.review.desk import open_desk
    from umkm_cli.review.sampling import ask_sample

    check_terminal(session.environment)
    draw(session, wanted, model=model)
    name, config = session.reviewer(reviewer), session.configure()
    with open_desk(session.folder, reviewer=name, config=config, model=model) as desk:
        ask_sample(desk)
        shown, command = desk.choose(limit=wanted.limit), f"umkm evaluate{session.flags}"
        standing = ask(desk, shown, language=session.language, explain=session.explain, command=command, is_blind=True)
    session.tell("app.left", decided=standing.decided, questions=standing.questions)
    session.next_step("evaluate")
    session.give("umkm.review/1", **asdict(standing))
    return ExitStatus.DONE


def draw(session: Session, wanted: Wanted, *, model: str | None) -> None:
    """Make sure that the sample is there that is asked for.

    Raises:
        OptionsApartError: Only a part of it is asked for: that is no sample of the whole.
        UmkmError: As `sampling.draw_sample`.
    """
    if wanted.sample is None:
        return
    for option, value in (("--district", wanted.district), ("--kind", wanted.kind)):
        if value is not None:
            raise OptionsApartError(first="--sample", second=option, reason="by_chance")
    from umkm_cli.review.sampling import draw_sample

    drawn = draw_sample(session.folder, size=wanted.sample, model=model, progress=session.progress())
    session.tell("by_sample.sampled" if drawn.is_new else "by_sample.resumed", pairs=drawn.pairs, of=drawn.of)
