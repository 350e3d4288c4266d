//! A window with some lines of plain text and nothing behind them: what `cargo xtask bench start`
//! compares the program's start with.

use std::borrow::Cow;

use tauri::test::mock_context;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{App, Assets, Builder, Runtime, WebviewUrl, WebviewWindowBuilder};

/// The only page.
struct Page;

impl<R: Runtime> Assets<R> for Page {
    fn setup(&self, _: &App<R>) {}

    fn get(&self, _: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let line = "<p style='margin:0;font:bold 20px sans-serif'>████████████████████████████████████████</p>";
        Some(Cow::Owned(format!("<!doctype html><meta charset=utf-8>{}", line.repeat(40)).into()))
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn main() -> tauri::Result<()> {
    let context = mock_context(Page);
    Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .inner_size(1280.0, 720.0)
                .center()
                .build()?;
            Ok(())
        })
        .run(context)
}
