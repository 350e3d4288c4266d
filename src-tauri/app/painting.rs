//! How the web view paints on a computer without a graphics card.

/// Lets WebKitGTK paint the page by itself where there is no graphics card: its compositor would run on a
/// card that Mesa imitates, which takes twice the processor time and twice as long for a jump in a long
/// list. Whoever has set the variable keeps what it says.
///
/// Call it before there is a second thread.
#[cfg(target_os = "linux")]
pub(crate) fn suit_computer() {
    const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    if std::env::var_os(SWITCH).is_some() || has_graphics_card() {
        return;
    }
    // SAFETY: nobody else reads or writes the environment, because there is no other thread yet.
    #[expect(unsafe_code, reason = "WebKit reads it while it starts, before it has settings")]
    unsafe {
        std::env::set_var(SWITCH, "1");
    }
}

/// Whether the kernel offers a device that may draw: by its own drivers, NVIDIA's, or through Windows. Those of
/// some virtual machines do not, after all; to find out would wake a card that sleeps.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let is_renderer = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b"renderD");
    let mut cards = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    cards.any(|card| is_renderer(&card.file_name()))
        || ["/dev/nvidiactl", "/dev/dxg"].iter().any(|card| std::path::Path::new(card).exists())
}

/// Other systems' web views find out by themselves.
#[cfg(not(target_os = "linux"))]
pub(crate) fn suit_computer() {}
