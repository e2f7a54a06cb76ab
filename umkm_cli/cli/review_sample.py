"""`umkm review --sample`: pairs drawn by chance, so that their answers tell how right the whole list is."""

from dataclasses import asdict

from umkm_cli.errors import ExitStatus
from umkm_cli.screen import Session


def review_sample(session: Session, size: int, *, reviewer: str | None, model: str | None) -> ExitStatus:
    """Draw a sample, or go on with the one of this run, and ask it on the screen; weights stay hidden.

    Args:
        session: The call.
        size: How many pairs.
        reviewer: Who decides, as asked.
        model: The model that matching ran with, as asked.

    Raises:
        NoTerminalError: There is no terminal, or it is too small.
        NothingToReviewError: All of it is answered.
        UmkmError: As `sampling.draw_sample` and `sampling.open_sample`.
    """
    from umkm_cli.app.start import ask, check_terminal
    from umkm_cli.sampling import draw_sample, open_sample

    check_terminal(session.environment)
    name, config = session.reviewer(reviewer), session.configure()
    drawn = draw_sample(session.folder, size=size, model=model)
    with open_sample(session.folder, reviewer=name, config=config, model=model) as desk:
        shown = [one for one in desk.questions if not desk.answer_of(one)]
        command = f"umkm evaluate{session.flags}"
        standing = ask(desk, shown, language=session.language, explain=session.explain, command=command, is_blind=True)
    session.tell("by_sample.sampled" if drawn.is_new else "by_sample.resumed", pairs=drawn.pairs, of=drawn.of)
    session.next_step("evaluate")
    session.give("umkm.review/1", sample=asdict(drawn), **asdict(standing))
    return ExitStatus.DONE
