//! Many rounds, some side by side; what is printed of them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use parking_lot::Mutex;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use crate::Outcome;
use crate::tally::Tally;

/// Rounds side by side: most of a round is waiting.
const LANES: u32 = 3;

/// What is done in every round.
pub(crate) trait Story: Sized {
    /// At least so many of a hundred kills must fall while the bulk of the work is under way.
    const AT_WORK_PERCENT: u32;

    /// Builds what the rounds of one lane have in common.
    async fn begin() -> Outcome<Self>;

    /// The round of this number in an empty folder, worked out from `dice`. `tally` takes each kill as it falls.
    async fn round(
        &self,
        round: u32,
        folder: &TempDir,
        dice: &mut StdRng,
        tally: &mut Tally,
    ) -> Outcome<()>;
}

/// Which rounds.
pub(crate) struct Rounds {
    name: &'static str,
    seed: u64,
    first: u32,
    last: u32,
}

/// Enough to fall into every stretch of the work.
pub(crate) const FEW: u32 = 10;
const MANY: u32 = 200;

impl Rounds {
    /// As many as are made among the other tests.
    pub(crate) fn few(name: &'static str) -> Self {
        Self { name, seed: any_seed(), first: 1, last: FEW }
    }

    /// Reads `--rounds`, `--seed` and `--round`.
    pub(crate) fn parse(name: &'static str, arguments: &[String]) -> Outcome<Self> {
        let mut rounds = Self { name, seed: any_seed(), first: 1, last: MANY };
        let mut arguments = arguments.iter();
        while let Some(flag) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{flag} needs a number"))?;
            match flag.as_str() {
                "--rounds" => rounds.last = value.parse()?,
                "--seed" => rounds.seed = value.parse()?,
                "--round" => {
                    rounds.first = value.parse()?;
                    rounds.last = rounds.first;
                }
                _ => return Err(format!("unknown flag {flag}\n{}", crate::USAGE).into()),
            }
        }
        Ok(rounds)
    }
}

/// Short enough to be typed again.
fn any_seed() -> u64 {
    u64::from(rand::random::<u32>())
}

/// Runs the rounds; the last line printed is `N passed, M failed`. Tells whether all is well.
pub(crate) fn run<S: Story>(rounds: Rounds) -> Outcome<bool> {
    let (begun, seed) = (Instant::now(), rounds.seed);
    print(&format!("\n{}: rounds {} to {} of seed {seed}", rounds.name, rounds.first, rounds.last));
    let hall = Hall { next: AtomicU32::new(rounds.first), rounds, score: Mutex::default() };
    let lanes = LANES.min(hall.rounds.last.saturating_sub(hall.rounds.first) + 1);
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(|| hall.lane::<S>())).collect();
        lanes.into_iter().try_for_each(|lane| lane.join().map_err(|_| "a lane panicked")?)
    })?;
    let Score { passed, failed, tally } = hall.score.into_inner();
    print(&format!("\nwhere the {} kills fell", tally.kills()));
    tally.lines().iter().for_each(|line| print(line));
    let share = (tally.at_work() * 100).checked_div(tally.kills()).unwrap_or(100);
    let seconds = begun.elapsed().as_secs();
    print(&format!("{share} % of them at work; seed {seed}, {seconds} s"));
    let is_enough = share >= S::AT_WORK_PERCENT;
    if !is_enough {
        print(&format!("{} % at work are wanted", S::AT_WORK_PERCENT));
    }
    print(&format!("{passed} passed, {failed} failed"));
    Ok(failed == 0 && is_enough)
}

/// What the lanes share.
struct Hall {
    rounds: Rounds,
    next: AtomicU32,
    score: Mutex<Score>,
}

#[derive(Default)]
struct Score {
    passed: u32,
    failed: u32,
    tally: Tally,
}

impl Hall {
    /// One round after the other, as long as there are any.
    fn lane<S: Story>(&self) -> Outcome<()> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        runtime.block_on(async {
            let story = S::begin().await?;
            loop {
                let round = self.next.fetch_add(1, Ordering::SeqCst);
                if round > self.rounds.last {
                    return Ok(());
                }
                self.one(&story, round).await?;
            }
        })
    }

    async fn one(&self, story: &impl Story, round: u32) -> Outcome<()> {
        let Rounds { name, seed, .. } = self.rounds;
        let folder = tempfile::Builder::new().prefix("fandesk-kill-").tempdir()?;
        let mut dice = StdRng::seed_from_u64(seed ^ (u64::from(round) << 32));
        let mut tally = Tally::default();
        let outcome = story.round(round, &folder, &mut dice, &mut tally).await;
        let mut score = self.score.lock();
        score.tally.extend(&tally);
        match outcome {
            Ok(()) => score.passed += 1,
            Err(error) => {
                score.failed += 1;
                print(&format!(
                    "\nround {round} FAILED after {} kills: {error}\n  its files are in {}\n  \
                     again: cargo xtask kill-test {name} --seed {seed} --round {round}",
                    tally.kills(),
                    folder.keep().display(),
                ));
            }
        }
        if (score.passed + score.failed).is_multiple_of(10) {
            print(&format!(
                "{} rounds, {} kills",
                score.passed + score.failed,
                score.tally.kills()
            ));
        }
        Ok(())
    }
}

/// A line for whoever watches.
#[expect(clippy::print_stdout, reason = "the rounds are watched in a terminal")]
pub(crate) fn print(line: &str) {
    println!("{line}");
}
