//! One life of the program: started, watched, killed or ended by itself.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::order::Order;
use crate::worker::{FINISHED, RESTED};

/// How often a life is looked at.
const GLANCE: Duration = Duration::from_millis(1);
/// A life that lasts longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// When a life is to end.
pub(crate) enum Moment {
    /// So long after the program was started.
    AfterStart(Duration),
    /// So long after the sandbox has answered so many calls of this life, as `calls` counts them.
    AfterCalls { calls: u64, and: Duration },
    /// When its work is done.
    Never,
}

/// How a life ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Killed,
    Finished,
}

/// Lives until the moment has come. `calls` counts the calls of this life that matter, `rests` is
/// called for each time the work had come to rest.
pub(crate) async fn live(
    order: &Order,
    moment: &Moment,
    calls: impl Fn() -> u64,
    mut rests: impl FnMut(),
) -> Outcome<End> {
    let mut program = Program::start(order)?;
    let begun = Instant::now();
    let (mut seen_rests, mut reached) = (0, None);
    loop {
        if let Some(status) = program.child.try_wait()? {
            return program.ended(status);
        }
        while seen_rests < program.rests.load(Ordering::SeqCst) {
            seen_rests += 1;
            rests();
        }
        let is_time = match moment {
            Moment::AfterStart(wait) => begun.elapsed() >= *wait,
            Moment::AfterCalls { calls: most, and } => {
                if reached.is_none() && calls() >= *most {
                    reached = Some(Instant::now());
                }
                reached.is_some_and(|reached| reached.elapsed() >= *and)
            }
            Moment::Never => false,
        };
        if is_time {
            program.kill()?;
            return Ok(End::Killed);
        }
        if begun.elapsed() > PATIENCE {
            program.kill()?;
            return Err(format!("the work hangs: not done after {} s", PATIENCE.as_secs()).into());
        }
        tokio::time::sleep(GLANCE).await;
    }
}

/// The worker as a process of its own.
struct Program {
    child: Child,
    rests: Arc<AtomicUsize>,
    /// Reads what it says, and tells at the end whether it said that it is done.
    ears: JoinHandle<bool>,
}

impl Program {
    fn start(order: &Order) -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("--as-worker")
            .arg(serde_json::to_string(order)?)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().ok_or("the worker has no output")?;
        let rests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&rests);
        let ears = std::thread::spawn(move || {
            let mut finished = false;
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                finished |= line == FINISHED;
                counted.fetch_add(usize::from(line == RESTED), Ordering::SeqCst);
            }
            finished
        });
        Ok(Self { child, rests, ears })
    }

    /// SIGKILL (on Windows its like): nothing of the program runs on.
    fn kill(mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        self.ears.join().map_err(|_| "the worker's output could not be read")?;
        Ok(())
    }

    fn ended(self, status: ExitStatus) -> Outcome<End> {
        let finished = self.ears.join().map_err(|_| "the worker's output could not be read")?;
        if finished && status.success() {
            return Ok(End::Finished);
        }
        Err(format!("the program ended by itself ({status})").into())
    }
}
