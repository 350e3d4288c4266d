//! One person as `user/info` and `batchget` show it, written straight into the answer.

use crate::account::Account;
use crate::config::LegacyFields;
use crate::json::{push_address, push_number, push_text};
use crate::mix::mix;
use crate::people::{LANGUAGES, Qr, SCENES};

/// Appends the row of a person. People who left get the short form.
pub(crate) fn push_row(out: &mut Vec<u8>, account: &Account, number: u32, legacy: LegacyFields) {
    let openid = account.openids.id(u64::from(number), 0);
    if !account.following.contains(number) {
        out.extend_from_slice(b"{\"subscribe\":0,\"openid\":\"");
        out.extend_from_slice(&openid);
        out.extend_from_slice(b"\",\"tagid_list\":[]}");
        return;
    }
    let person = account.people[number as usize];
    out.extend_from_slice(b"{\"subscribe\":1,\"openid\":\"");
    out.extend_from_slice(&openid);
    out.push(b'"');
    let language = LANGUAGES[usize::from(person.language)];
    match legacy {
        LegacyFields::Empty => {
            out.extend_from_slice(b",\"nickname\":\"\",\"sex\":0,\"language\":\"")
        }
        LegacyFields::Absent => out.extend_from_slice(b",\"language\":\""),
        LegacyFields::Filled => push_old_name(out, number),
    }
    out.extend_from_slice(language.as_bytes());
    out.push(b'"');
    match legacy {
        LegacyFields::Empty => out.extend_from_slice(
            b",\"city\":\"\",\"province\":\"\",\"country\":\"\",\"headimgurl\":\"\"",
        ),
        LegacyFields::Absent => {}
        LegacyFields::Filled => push_old_place_and_picture(out, &openid),
    }
    out.extend_from_slice(b",\"subscribe_time\":");
    push_number(out, person.subscribe_time);
    if let Some(unionid) = account.unionid(number) {
        out.extend_from_slice(b",\"unionid\":\"");
        out.extend_from_slice(&unionid);
        out.push(b'"');
    }
    out.extend_from_slice(b",\"remark\":");
    push_text(out, account.remarks.get(&number).map_or("", |text| text));
    push_tags(out, account, number);
    out.extend_from_slice(b",\"subscribe_scene\":\"");
    out.extend_from_slice(SCENES[usize::from(person.scene)].0.as_bytes());
    out.extend_from_slice(b"\",\"qr_scene\":");
    push_number(out, if let Qr::Number(scene) = person.qr { scene } else { 0 });
    out.extend_from_slice(b",\"qr_scene_str\":");
    push_text(out, account.qr_text(person.qr));
    out.push(b'}');
}

/// `groupid` is the legacy mirror of a tag: the first of the list, 0 without tags.
fn push_tags(out: &mut Vec<u8>, account: &Account, number: u32) {
    out.extend_from_slice(b",\"groupid\":");
    push_number(out, account.tags_of(number).next().unwrap_or(0));
    out.extend_from_slice(b",\"tagid_list\":[");
    push_list(out, account.tags_of(number), push_number);
    out.push(b']');
}

fn push_old_name(out: &mut Vec<u8>, number: u32) {
    const NAMES: [&str; 6] = ["小鱼儿🐟", "A\"顺丰\"老张", "Momo", "往事随风", "李\\木子", "💤"];
    let luck = mix(u64::from(number));
    out.extend_from_slice(b",\"nickname\":");
    push_text(out, NAMES[(luck % 6) as usize]);
    out.extend_from_slice(b",\"sex\":");
    push_number(out, (luck >> 8) % 3);
    out.extend_from_slice(b",\"language\":\"");
}

fn push_old_place_and_picture(out: &mut Vec<u8>, openid: &[u8]) {
    out.extend_from_slice(
        ",\"city\":\"广州\",\"province\":\"广东\",\"country\":\"中国\"".as_bytes(),
    );
    let picture = String::from_utf8_lossy(&openid[6..]);
    out.extend_from_slice(b",\"headimgurl\":");
    push_address(out, &format!("http://thirdwx.qlogo.cn/mmopen/{picture}/132"));
}

/// Appends items with commas between them.
pub(crate) fn push_list<T>(
    out: &mut Vec<u8>,
    items: impl IntoIterator<Item = T>,
    push: impl Fn(&mut Vec<u8>, T),
) {
    for (place, item) in items.into_iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        push(out, item);
    }
}

/// Appends openids in quotes with commas between them.
pub(crate) fn push_openids(out: &mut Vec<u8>, account: &Account, numbers: &[u32]) {
    push_list(out, numbers, |out, number| {
        out.push(b'"');
        out.extend_from_slice(&account.openids.id(u64::from(*number), 0));
        out.push(b'"');
    });
}
