//! The most memory that processes ever held, as Linux remembers it.

use crate::Outcome;
use crate::window::processes::program;

/// Millions of bytes that stayed in memory at the worst moment (`VmHWM`).
pub(crate) struct Peak {
    pub(crate) program: f64,
    /// The web view's processes together, each at its own worst moment.
    pub(crate) web_view: f64,
}

impl Peak {
    /// Of the program and its web view among these processes.
    pub(crate) fn of(processes: &[u32]) -> Outcome<Self> {
        let mut peak = Self { program: 0.0, web_view: 0.0 };
        for process in processes {
            let Ok(path) = std::fs::read_link(format!("/proc/{process}/exe")) else { continue };
            if path == program() {
                peak.program += of(*process)?;
            } else if path.file_name().is_some_and(|name| {
                ["WebKitWebProcess", "WebKitNetworkProcess"].iter().any(|part| name == *part)
            }) {
                peak.web_view += of(*process)?;
            }
        }
        if peak.program > 0.0 { Ok(peak) } else { Err("the program does not run".into()) }
    }
}

fn of(process: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes: f64 = line.ok_or("no VmHWM")?.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes * 1024.0 / 1e6)
}
