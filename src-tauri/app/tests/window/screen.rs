//! What a window manager does: closing a window by its frame.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

/// Asks the window of this process to close, as a click on its X does.
pub(crate) fn ask_to_close(process: u32) {
    let (screen, number) = x11rb::connect(None).expect("there is a screen");
    let root = screen.setup().roots[number].root;
    let window = window_of(&screen, root, process).expect("the program has a window");
    let protocols = atom(&screen, "WM_PROTOCOLS");
    let close = atom(&screen, "WM_DELETE_WINDOW");
    let message = ClientMessageEvent::new(32, window, protocols, [close, 0, 0, 0, 0]);
    let sent = screen.send_event(false, window, EventMask::NO_EVENT, message);
    sent.expect("a message is sent").check().expect("the screen passes it on");
}

/// The window that names this process and takes part in closing.
pub(crate) fn window_of(screen: &RustConnection, under: Window, process: u32) -> Option<Window> {
    let [pid, protocols] = ["_NET_WM_PID", "WM_PROTOCOLS"].map(|name| atom(screen, name));
    let property = |window, name, kind: AtomEnum| {
        let answer = screen.get_property(false, window, name, kind, 0, 8).ok()?.reply().ok()?;
        Some(answer.value32()?.collect::<Vec<u32>>())
    };
    let tree = screen.query_tree(under).ok()?.reply().ok()?;
    let owned = |window| {
        property(window, pid, AtomEnum::CARDINAL).is_some_and(|pids| pids.contains(&process))
            && property(window, protocols, AtomEnum::ATOM).is_some_and(|list| !list.is_empty())
            && screen.get_window_attributes(window).is_ok_and(|answer| {
                answer.reply().is_ok_and(|attributes| {
                    attributes.map_state == x11rb::protocol::xproto::MapState::VIEWABLE
                })
            })
    };
    let children = || tree.children.iter().copied();
    children()
        .find(|window| owned(*window))
        .or_else(|| children().find_map(|window| window_of(screen, window, process)))
}

fn atom(screen: &RustConnection, name: &str) -> u32 {
    let answer = screen.intern_atom(false, name.as_bytes()).expect("the screen answers");
    answer.reply().expect("the screen answers").atom
}
