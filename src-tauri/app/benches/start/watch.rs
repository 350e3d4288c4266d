//! Starting a program and watching the screen until something is written at given places.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

use crate::Outcome;
use crate::window::processes::Group;
use crate::window::screen::{ask_to_close, window_of};
use crate::window::{Folders, Rect};

/// Waits behind the keychain until it is told to become the program.
const AT_A_WORD: &str = "touch \"$0\" && read word && exec \"$@\"";
const LIMIT: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(2);
/// Brightness: paper is above, writing below.
const PAPER: u8 = 220;
const WRITING: u8 = 140;

/// The screen. A virtual one begins anew when the last program leaves it, and refuses who comes at
/// that moment: whoever starts programs one after the other holds on to it.
pub(crate) struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    pub(crate) fn open() -> Outcome<Self> {
        let (connection, number) = x11rb::connect(None)?;
        let root = connection.setup().roots[number].root;
        Ok(Self { connection, root })
    }
}

/// From the word to the moment at which something is written at each of these places of the
/// window. The program is then asked to close and has ended when this returns.
pub(crate) fn start(
    Screen { connection, root }: &Screen,
    folders: &Folders,
    program: &Path,
    places: &[Rect],
) -> Outcome<Duration> {
    let ready = folders.home().join("ready");
    let [ready_word, program_word] = [&ready, program].map(|path| path.to_str());
    let (Some(ready_word), Some(program_word)) = (ready_word, program_word) else {
        return Err("a path is not valid Unicode".into());
    };
    let command = ["sh", "-c", AT_A_WORD, ready_word, program_word];
    let mut group = Group::behind_keychain(folders, &command, Stdio::piped());
    until("the keychain", || Ok(ready.exists().then_some(())))?;
    std::fs::remove_file(&ready)?;

    let begun = Instant::now();
    group.0.stdin.take().ok_or("it reads no word")?.write_all(b"go\n")?;
    let process = until("the program", || Ok(group.running(program)))?;
    let window = until("a window", || Ok(window_of(connection, *root, process)))?;
    until("writing on the screen", || is_written(connection, window, places))?;
    let took = begun.elapsed();

    ask_to_close(process);
    until("the program to end", || Ok(group.running(program).is_none().then_some(())))?;
    Ok(took)
}

fn until<T>(what: &str, mut look: impl FnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let deadline = Instant::now() + LIMIT;
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if Instant::now() >= deadline {
            return Err(format!("waited in vain for {what}").into());
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Whether paper and writing are seen at every place. An unpainted window has neither.
fn is_written(screen: &RustConnection, window: Window, places: &[Rect]) -> Outcome<Option<()>> {
    for place in places {
        let [x, y] = [place.x, place.y].map(|side| side as i16);
        let [width, height] = [place.width, place.height].map(|side| side as u16);
        let asked = screen.get_image(ImageFormat::Z_PIXMAP, window, x, y, width, height, !0)?;
        // A window may be taken off the screen for a moment while it takes its place.
        let Ok(image) = asked.reply() else { return Ok(None) };
        let brightness = || image.data.chunks_exact(4).map(|pixel| pixel[1]);
        let has = |found: &dyn Fn(u8) -> bool| brightness().any(found);
        if !has(&|pixel| pixel > PAPER) || !has(&|pixel| pixel < WRITING) {
            return Ok(None);
        }
    }
    Ok(Some(()))
}
