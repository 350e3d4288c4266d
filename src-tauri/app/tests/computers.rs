//! Computers that are in the way: a locked keychain, a folder that cannot be written, a full disk.
//! Each is said in plain words, nothing is lost, and it goes on when somebody has made room.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::deeds::{connect, find_newcomers, open_practice, row, wait_for_people};
use crate::leaks;
use crate::looks::look_at;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

/// Room on the disk, in bytes, for a sync to begin and not to end.
const ENOUGH_TO_BEGIN: u64 = 256 * 1024;
/// Room for all that is read.
const ENOUGH: u64 = 48 * 1024 * 1024;

#[test]
fn a_keychain_that_is_locked_at_the_start_and_unlocked_later_opens_everything() {
    let wechat = Wechat::with_followers(300);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    window.quit();

    folders.lock_keychain();
    let window = Window::open(&folders);
    window.see("系统钥匙串锁着");
    window.see("先解锁钥匙串，再点“重试”");
    look_at(&window, "a keychain that is locked");
    folders.unlock_keychain();
    window.click_test_id("keychain-retry");
    wait_for_people(&window, 300);
    row(&window, 0);
    find_newcomers(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// A file where a folder has to be: what no right of any user gets around.
#[test]
fn a_folder_that_cannot_be_written_is_said_and_when_it_can_nothing_is_missing() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    window.quit();

    let (accounts, aside) = (folders.data().join("accounts"), folders.home().join("aside"));
    std::fs::rename(&accounts, &aside).expect("a folder can be moved");
    std::fs::write(&accounts, "a shopping list").expect("a file can be written");
    let window = Window::open(&folders);
    window.see("数据文件夹不能写入");
    window.see("请确认文件夹还在，并检查它和其中文件的权限，然后重试");
    look_at(&window, "a folder that cannot be written");
    std::fs::remove_file(&accounts).expect("a file can be removed");
    std::fs::rename(&aside, &accounts).expect("a folder can be moved");
    window.click("button", "重试");
    wait_for_people(&window, 20_000);
    row(&window, 0);
    window.quit();
    leaks::search_logs(&folders);
}

#[test]
fn a_folder_that_can_only_be_read_is_said_and_when_it_can_be_written_nothing_is_missing() {
    let Some((folders, disk, wechat, window)) = connected_on_a_small_disk() else { return };
    window.quit();

    disk.remount("ro");
    let window = Window::open(&folders);
    window.see("数据文件夹不能写入");
    window.see("请确认文件夹还在，并检查它和其中文件的权限，然后重试");
    disk.remount("rw");
    window.click("button", "重试");
    wait_for_people(&window, 300);
    row(&window, 0);
    find_newcomers(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_full_disk_is_said_and_with_room_the_sync_goes_on_and_nothing_is_missing() {
    let Some((folders, disk, wechat, window)) = connected_on_a_small_disk() else { return };
    wechat.account().join(20_000).expect("people join");
    disk.fill(0);
    window.click_test_id("sync-button");
    window.click_text("没有成功，看原因");
    window.see("磁盘空间不足");
    window.see("已完成的部分都已保存");
    window.press(&[Key::Escape]);

    disk.fill(ENOUGH_TO_BEGIN);
    window.click_test_id("sync-button");
    window.see("同步已暂停：磁盘空间不足");
    row(&window, 0);
    disk.fill(ENOUGH);
    window.click_test_id("sync-resume");
    wait_for_people(&window, 20_300);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// An account with 300 people, whose data lies on a disk of its own; none where nobody may mount one.
fn connected_on_a_small_disk() -> Option<(Folders, SmallDisk, Wechat, Window)> {
    let folders = Folders::new();
    let Some(disk) = SmallDisk::at(&folders.data()) else {
        eprintln!("skipped: no disk of its own can be made here");
        return None;
    };
    let wechat = Wechat::with_followers(300);
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    Some((folders, disk, wechat, window))
}

/// A disk of the story's own, in memory; unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where nobody may mount one.
    fn at(folder: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=64m", "fandesk-story"]).arg(folder);
        let mounted = mount.output().is_ok_and(|done| done.status.success());
        mounted.then(|| Self(folder.to_path_buf()))
    }

    /// From now on it can only be read (`ro`), or written as well (`rw`).
    fn remount(&self, how: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{how}")]).arg(&self.0);
        let done = mount.status().expect("mount can be started");
        assert!(done.success(), "the disk is there still, and nobody writes to it");
    }

    /// Leaves so many bytes of room, with a file that is none of the program's.
    fn fill(&self, room: u64) {
        let mut junk = File::create(self.0.join("holidays.mov")).expect("a file can be made");
        let full = std::io::copy(&mut std::io::repeat(7), &mut junk);
        assert!(full.is_err(), "the disk has an end");
        let length = junk.metadata().expect("a file has a length").len();
        junk.set_len(length - room).expect("a file can be made shorter");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What still has a file open there ends with the story.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}
