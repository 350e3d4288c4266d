//! The keychain against a real gnome-keyring: unlocked, locked, without a keyring, and absent.
//!
//! Which session bus a process talks to is settled when it starts, so each story runs in a process
//! of its own: this test binary again, told to run that one test, behind a fresh bus.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fandesk_core::accounts::add_account;
use fandesk_core::rekeying::renew_file_keys;
use fandesk_core::{
    AccountState, Desk, DeskParts, NewAccount, NewCredentials, SystemClock, Vault, VaultError,
};
use fandesk_sandbox::SandboxConfig;
use secrecy::{ExposeSecret, SecretString};

use super::Keychain;

/// Set in the process that lives through a story.
const INSIDE: &str = "FANDESK_KEYCHAIN_STORY";

/// What the story's process finds around it.
#[derive(Clone, Copy)]
enum Scene {
    /// A keyring that is open.
    Unlocked,
    /// A Secret Service in which no keyring was ever made.
    NoKeyring,
    /// A session bus on which nobody offers a Secret Service.
    NoService,
    /// No session bus.
    NoBus,
}

impl Scene {
    /// Prepares the scene, then becomes the program given as arguments.
    fn script(self) -> &'static str {
        match self {
            Self::Unlocked => {
                "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\""
            }
            Self::NoKeyring => {
                "gnome-keyring-daemon --start --components=secrets >/dev/null; exec \"$@\""
            }
            Self::NoService | Self::NoBus => "exec \"$@\"",
        }
    }
}

/// Runs `story` in a process of its own in this scene; `test` is the calling test's name.
fn stage<F: Future<Output = ()>>(test: &str, scene: Scene, story: impl FnOnce(Keychain) -> F) {
    if std::env::var_os(INSIDE).is_some() {
        let keychain = Keychain::new("app.fandesk.test").with_patience(Duration::from_secs(30));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        return runtime.expect("a runtime can be made").block_on(story(keychain));
    }
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let mut command = match scene {
        Scene::NoBus => Command::new("sh"),
        _ => {
            let mut bus = Command::new("dbus-run-session");
            // Without the system's service files nothing can be started by being asked for.
            if matches!(scene, Scene::NoService) {
                bus.arg("--config-file").arg(bus_without_services(home.path()));
            }
            bus.args(["--", "sh"]);
            bus
        }
    };
    command
        .args(["-c", scene.script(), "sh"])
        .arg(std::env::current_exe().expect("a test knows its own program"))
        .args(["--exact", &format!("keychain::tests::{test}"), "--nocapture"])
        .env(INSIDE, test)
        .env("XDG_RUNTIME_DIR", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        // A prompt must find no screen: it would wait for a person.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null());
    let output = command.output().unwrap_or_else(|error| {
        panic!("cannot start {command:?}: {error}; `cargo xtask test` installs what is needed")
    });
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn bus_without_services(folder: &std::path::Path) -> std::path::PathBuf {
    let file = folder.join("bus.conf");
    let config = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>\
                  <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
                  <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
    std::fs::write(&file, config).expect("a file can be written");
    file
}

/// Asks the Secret Service to lock the keyring, as a screen lock does.
fn lock_keyring() {
    let locked = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"])
        .args(["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock"])
        .arg("array:objpath:/org/freedesktop/secrets/collection/login")
        .output()
        .expect("dbus-send comes with D-Bus");
    assert!(locked.status.success(), "the keyring can be locked: {locked:?}");
}

fn text(secret: &SecretString) -> &str {
    secret.expose_secret()
}

#[test]
fn an_open_keychain_keeps_replaces_and_forgets() {
    stage("an_open_keychain_keeps_replaces_and_forgets", Scene::Unlocked, async |keychain| {
        assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Missing);
        keychain.set("secret/a", &"first".into()).await.unwrap();
        keychain.set("secret/b", &"密钥 b".into()).await.unwrap();
        keychain.set("secret/a", &"second".into()).await.unwrap();
        assert_eq!(text(&keychain.get("secret/a").await.unwrap()), "second");
        assert_eq!(text(&keychain.get("secret/b").await.unwrap()), "密钥 b");

        keychain.delete("secret/a").await.unwrap();
        keychain.delete("secret/a").await.expect("forgetting what is not kept is as good");
        assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Missing);

        let another_time = Keychain::new("app.fandesk.test");
        assert_eq!(text(&another_time.get("secret/b").await.unwrap()), "密钥 b");
    });
}

#[test]
fn a_locked_keychain_is_not_taken_for_an_empty_one() {
    stage("a_locked_keychain_is_not_taken_for_an_empty_one", Scene::Unlocked, async |keychain| {
        keychain.set("secret/a", &"kept".into()).await.unwrap();
        lock_keyring();
        assert!(keychain.exists().await, "a locked keychain is one");
        assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Locked);
        assert_eq!(keychain.get("secret/b").await.unwrap_err(), VaultError::Locked);
        assert_eq!(keychain.set("secret/a", &"new".into()).await, Err(VaultError::Locked));
        assert_eq!(keychain.delete("secret/a").await, Err(VaultError::Locked));
    });
}

#[test]
fn a_service_without_any_keyring_counts_as_none() {
    stage("a_service_without_any_keyring_counts_as_none", Scene::NoKeyring, async |keychain| {
        assert!(!keychain.exists().await);
        assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Unavailable);
        assert_eq!(keychain.set("secret/a", &"x".into()).await, Err(VaultError::Unavailable));
    });
}

#[test]
fn a_keychain_that_starts_later_is_found_without_a_restart() {
    stage(
        "a_keychain_that_starts_later_is_found_without_a_restart",
        Scene::NoService,
        async |keychain| {
            assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Unavailable);

            let start = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
            let started = Command::new("sh").args(["-c", start]).status();
            assert!(started.expect("sh can be started").success());

            // The daemon appears on the bus a moment after its starter has returned.
            let deadline = Instant::now() + Duration::from_secs(30);
            while let Err(error) = keychain.set("secret/a", &"kept".into()).await {
                assert!(Instant::now() < deadline, "the keychain is found in the end: {error}");
            }
            assert_eq!(text(&keychain.get("secret/a").await.unwrap()), "kept");
        },
    );
}

#[test]
fn without_a_session_bus_there_is_no_keychain() {
    stage("without_a_session_bus_there_is_no_keychain", Scene::NoBus, async |keychain| {
        assert!(!keychain.exists().await);
        assert_eq!(keychain.get("secret/a").await.unwrap_err(), VaultError::Unavailable);
        assert_eq!(keychain.delete("secret/a").await, Err(VaultError::Unavailable));
    });
}

#[test]
fn files_get_new_keys_and_open_with_them_after_a_restart() {
    stage(
        "files_get_new_keys_and_open_with_them_after_a_restart",
        Scene::Unlocked,
        async |keychain| {
            let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let parts = DeskParts {
                data_dir: folder.path().join("data"),
                downloads_dir: folder.path().join("downloads"),
                keychain: Some(Arc::new(keychain.clone())),
                clock: Arc::new(SystemClock),
                version: "0.0.0".to_owned(),
                default_api_base: Some(wechat.base_url().to_owned()),
            };
            let desk = Desk::open(parts.clone()).await.unwrap();
            let config = wechat.account().config().clone();
            let new = NewAccount {
                name: "望京店".to_owned(),
                app_id: config.appid,
                credentials: NewCredentials::Secret { app_secret: config.secret.into() },
                api_base: None,
                connection: Default::default(),
                proxy_password: None,
            };
            let account = add_account(&desk, new).await.unwrap().id;
            let names = [format!("file/{account}"), "file/desk".to_owned()];
            let mut old = Vec::new();
            for name in &names {
                old.push(keychain.get(name).await.unwrap());
            }
            renew_file_keys(&desk, ()).await.unwrap();
            for (name, old) in names.iter().zip(&old) {
                assert_ne!(text(&keychain.get(name).await.unwrap()), text(old), "{name}");
                let beside = keychain.get(&format!("next/{name}")).await.unwrap_err();
                assert_eq!(beside, VaultError::Missing);
            }
            desk.close().await;
            let desk = Desk::open(parts).await.unwrap();
            assert_eq!(desk.summary(&account).await.unwrap().state, AccountState::Ready);
            desk.close().await;
        },
    );
}

#[tokio::test]
async fn a_keychain_that_does_not_answer_is_given_up_in_time() {
    let keychain = Keychain::new("app.fandesk.test").with_patience(Duration::from_millis(20));
    let (done, hears) = std::sync::mpsc::channel::<()>();
    // Stands for a system that asks its owner: it answers when the test is over.
    let stuck = keychain.in_turn(move || hears.recv().map_err(|_| VaultError::Locked));
    assert_eq!(stuck.await, Err(VaultError::TimedOut));
    assert_eq!(
        keychain.get("secret/a").await.unwrap_err(),
        VaultError::TimedOut,
        "nobody is asked a second time while the first question is open"
    );
    drop(done);
}
