//! System packages: installed where that is safe (Debian or Ubuntu, as root), otherwise named.

use crate::shell::{self, Outcome};

/// Why packages are wanted; each needs what the one before needs, and more.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) enum Purpose {
    /// Build and start the program.
    Build,
    /// Also start it on a virtual screen and drive it.
    Test,
    /// Also photograph it.
    Pictures,
}

/// Debian's names. The C parts need a compiler and SQLCipher an OpenSSL; one of our own, perl and make.
const BUILD: [&str; 6] =
    ["libwebkit2gtk-4.1-dev", "libssl-dev", "build-essential", "pkg-config", "perl", "make"];
/// A virtual screen, WebKit's driver, a keychain to talk to and what waits for it, a Chinese font and locale.
const TEST: [&str; 8] = [
    "xvfb",
    "xauth",
    "webkit2gtk-driver",
    "dbus",
    "gnome-keyring",
    "libglib2.0-bin",
    "fonts-wqy-microhei",
    "locales",
];
/// Signs that people put into names.
const PICTURES: [&str; 1] = ["fonts-noto-color-emoji"];
/// Chromium stands in for Windows' WebView2. Ubuntu has it only as a snap.
const CHROMIUM: [&str; 2] = ["chromium", "chromium-driver"];

/// Installs or names what is missing.
pub(crate) fn ready(purpose: Purpose) -> Outcome {
    if cfg!(target_os = "linux") {
        if shell::is_installed("dpkg-query") { debian(purpose) } else { other_linux(purpose) }
    } else if cfg!(target_os = "macos") {
        let missing = shell::output("xcode-select", &["-p"]).is_none();
        if missing {
            Err("A C compiler is missing. Run: xcode-select --install".into())
        } else {
            Ok(())
        }
    } else {
        windows()
    }
}

/// Whether the journeys in Chromium can run here.
pub(crate) fn has_chromium() -> bool {
    shell::is_installed("chromedriver")
}

fn debian(purpose: Purpose) -> Outcome {
    let missing: Vec<&str> =
        wanted(purpose).into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if shell::output("id", &["-u"]).as_deref() != Some("0") {
        return Err(format!("Some system packages are missing. Run: sudo {line}"));
    }
    println!("Installing system packages: {}", missing.join(" "));
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(missing);
    apt_get(&arguments)
}

fn wanted(purpose: Purpose) -> Vec<&'static str> {
    let mut packages = BUILD.to_vec();
    if purpose >= Purpose::Test {
        packages.extend(TEST);
        if is_debian_itself() {
            packages.extend(CHROMIUM);
        }
    }
    if purpose == Purpose::Pictures {
        packages.extend(PICTURES);
    }
    packages
}

fn is_debian_itself() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}

fn is_installed(package: &str) -> bool {
    shell::output("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package])
        .is_some_and(|status| status == "installed")
}

/// Runs apt-get, which asks nothing.
pub(crate) fn apt_get(arguments: &[&str]) -> Outcome {
    let mut command = shell::command("apt-get", arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(std::process::Stdio::null());
    shell::run(command)
}

fn other_linux(purpose: Purpose) -> Outcome {
    let builds = shell::output("pkg-config", &["--exists", "webkit2gtk-4.1", "openssl"]).is_some()
        && ["cc", "perl", "make"].iter().all(|program| shell::is_installed(program));
    let tests =
        ["xvfb-run", "WebKitWebDriver", "dbus-run-session", "gnome-keyring-daemon", "localedef"]
            .iter()
            .all(|program| shell::is_installed(program));
    if builds && (purpose == Purpose::Build || tests) {
        return Ok(());
    }
    let lines = [
        (
            "dnf",
            "sudo dnf install webkit2gtk4.1-devel openssl-devel gcc gcc-c++ make perl pkgconf-pkg-config",
            " xorg-x11-server-Xvfb xorg-x11-xauth webkit2gtk-driver dbus-daemon gnome-keyring \
             glibc-locale-source wqy-microhei-fonts chromium chromedriver",
        ),
        (
            "pacman",
            "sudo pacman -S --needed webkit2gtk-4.1 openssl base-devel perl pkgconf",
            " xorg-server-xvfb xorg-xauth dbus gnome-keyring wqy-microhei chromium",
        ),
        (
            "zypper",
            "sudo zypper install webkit2gtk3-devel libopenssl-devel gcc gcc-c++ make perl pkg-config",
            " xorg-x11-server-Xvfb xauth WebKitWebDriver dbus-1 gnome-keyring wqy-microhei-fonts \
             chromium chromedriver",
        ),
    ];
    let found = lines.iter().find(|(manager, ..)| shell::is_installed(manager));
    Err(match found {
        Some((_, build, test)) => {
            let test = if purpose >= Purpose::Test { test } else { "" };
            format!("Some system packages are missing. Run: {build}{test}")
        }
        None => "Some system packages are missing: WebKitGTK 4.1 and OpenSSL with their headers, a C compiler, \
                 pkg-config, perl and make; for the tests also Xvfb, WebKitWebDriver, \
                 dbus-run-session, gnome-keyring, localedef and a Chinese font."
            .to_owned(),
    })
}

/// Perl builds SQLCipher's OpenSSL. The C compiler is the one that Rust itself asked for.
fn windows() -> Outcome {
    if shell::is_installed("perl") {
        Ok(())
    } else {
        Err("Perl is missing (SQLCipher's OpenSSL is built with it). \
             Run: winget install StrawberryPerl.StrawberryPerl"
            .into())
    }
}
