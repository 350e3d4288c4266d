//! Every kind of change beside plain tagging: planned for each person, made, and taken back.

use std::collections::BTreeSet;

use fandesk_core::input::{PreviewRetryInput, RemarkSamplesInput};
use fandesk_core::jobs::{preview_retry, remark_samples};
use fandesk_core::store::{Change, Filter, ItemReason, ReasonCount};
use fandesk_core::{AppError, JobState};
use fandesk_sandbox::{FaultRule, Trouble};

use crate::doing::{REMARKING, TAGGING, UNTAGGING, counts};
use crate::world::World;

fn exactly(tags: &[u32]) -> Change {
    Change::TagsExactly { tags: tags.to_vec(), others: Vec::new() }
}

fn pattern(text: &str) -> Change {
    Change::RemarkPattern { pattern: text.to_owned() }
}

/// Answers of both tag calls get lost, are busy, or deny a tag that exists.
fn trouble_with_tags(world: &World) {
    let rules = [TAGGING, UNTAGGING].into_iter().flat_map(|path| {
        [
            FaultRule::refuse(path, -1).every(4),
            FaultRule::new(path, Trouble::LoseAnswer).after(1).every(5),
            FaultRule::refuse(path, 45159).after(2).times(1),
        ]
    });
    world.sandbox.set_faults(rules);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_ends_with_exactly_these_tags_and_gets_the_old_ones_back() {
    let world = World::synced(300).await;
    let wechat = world.wechat();
    let [vip, new] = ["VIP", "内测"].map(|name| wechat.tag_named(name).unwrap());
    let start = world.state();
    let (selection, _) = world.matching(Filter::Following).await;
    trouble_with_tags(&world);
    let report = world.run(selection, exactly(&[vip, new])).await;
    assert_eq!(report.job.state, JobState::Finished);
    assert_eq!(report.job.failed, 0);
    let wanted = BTreeSet::from([vip, new]);
    for person in world.followers().into_values() {
        let own: BTreeSet<u32> = person.tags.into_iter().filter(|&tag| tag > 2).collect();
        assert_eq!(own, wanted, "{}", person.openid);
    }
    world.copy_equals_wechat().await;

    let undone = world.undo(report.job.id).await;
    assert_eq!(undone.job.done, report.job.done);
    assert_eq!(world.state(), start);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_at_the_limit_gives_twenty_tags_up_before_getting_twenty_others() {
    let world = World::synced(30).await;
    let wechat = world.wechat();
    let person = world.some(1);
    for &tag in &wechat.follower(&person[0]).unwrap().tags {
        wechat.untag(tag, &person).unwrap();
    }
    let make = |name: String| wechat.create_tag(&name).unwrap();
    let old: Vec<u32> = (0..20).map(|place| make(format!("旧{place}"))).collect();
    let new: Vec<u32> = (0..20).map(|place| make(format!("新{place}"))).collect();
    for &tag in &old {
        wechat.tag(tag, &person).unwrap();
    }
    world.sync().await;
    let report = world.change_one(&person[0], exactly(&new)).await.unwrap();
    assert_eq!(counts(&report), (1, 0, 0));
    assert_eq!(world.row(&person[0]).await.tags, new);
    let refused = world.sandbox.calls().iter().any(|call| call.code == Some(45059));
    assert!(!refused, "WeChat was never asked for a twenty-first tag");
    let [out, into] = [new[0], old[0]];
    let swap = Change::SwapTag { from: out, to: into };
    assert_eq!(counts(&world.change_one(&person[0], swap).await.unwrap()), (1, 0, 0));
    let limit = AppError::PersonTagLimit { limit: 20 };
    let one_more = world.change_one(&person[0], crate::doing::add(old[1])).await;
    assert_eq!(one_more.unwrap_err(), limit);
    world.undo(report.job.id + 1).await;
    world.undo(report.job.id).await;
    assert_eq!(world.row(&person[0]).await.tags, old);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_swap_is_for_those_who_carry_the_tag_and_half_a_swap_is_completed() {
    let world = World::synced(400).await;
    let wechat = world.wechat();
    let [from, to] = ["会员", "临时-周三"].map(|name| wechat.tag_named(name).unwrap());
    let start = world.state();
    let carrying = wechat.members(from);
    let people = u32::try_from(carrying.len()).unwrap();
    let unlucky = carrying[..3].to_vec();
    trouble_with_tags(&world);
    world.sandbox.add_fault(FaultRule::new(
        TAGGING,
        Trouble::FailOpenids { openids: unlucky.clone(), count: 0 },
    ));
    let (selection, _) = world.matching(Filter::Following).await;
    let report = world.run(selection, Change::SwapTag { from, to }).await;
    assert_eq!(counts(&report), (people - 3, 400 - people, 3));
    let others = ReasonCount { reason: ItemReason::AlreadySo, people: 400 - people };
    assert_eq!(report.skipped, [others], "those without the old tag are left alone");

    world.sandbox.clear_faults();
    let account = world.account.clone();
    let unreached = PreviewRetryInput { account, job: report.job.id, outcome: None, reason: None };
    let rest = preview_retry(world.desk(), unreached).await.unwrap();
    assert_eq!((rest.people, rest.to_change), (3, 3), "the old tag is off, the new one is due");
    let rest = world.start(&rest).await;
    assert_eq!(wechat.members(from), Vec::<String>::new());
    assert!(carrying.iter().all(|openid| wechat.follower(openid).unwrap().tags.contains(&to)));
    world.copy_equals_wechat().await;

    world.undo(rest.job.id).await;
    world.undo(report.job.id).await;
    assert_eq!(world.state(), start);
    world.copy_equals_wechat().await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_a_remark_from_the_pattern_and_too_long_ones_are_listed() {
    let world = World::synced(60).await;
    let wechat = world.wechat();
    let openids = wechat.openids();
    for (place, openid) in openids.iter().enumerate() {
        let remark = if place < 5 { "已经很长的一个老备注" } else { "老王" };
        wechat.remark(openid, remark).unwrap();
    }
    world.sync().await;
    let start = world.state();
    let (selection, _) = world.matching(Filter::Following).await;
    let text = "门店A-{remark}{number}";
    let account = world.account.clone();
    let input = RemarkSamplesInput { account, selection: selection.clone(), pattern: text.into() };
    let samples = remark_samples(world.desk(), input).await.unwrap();
    assert_eq!(samples.len(), 5);

    world.sandbox.add_fault(FaultRule::new(REMARKING, Trouble::LoseAnswer).after(7).times(3));
    world.sandbox.add_fault(FaultRule::new(REMARKING, Trouble::TakeToken).after(30).times(1));
    let preview = world.preview(selection.clone(), pattern(text)).await.unwrap();
    assert_eq!((preview.to_change, preview.remark_too_long), (55, 5));
    let report = world.start(&preview).await;
    let too_long = ReasonCount { reason: ItemReason::RemarkTooLong, people: 5 };
    assert_eq!((counts(&report), report.skipped.as_slice()), ((55, 5, 0), [too_long].as_slice()));
    let ids = world.ids_of(&openids).await;
    let mut numbered: Vec<(u32, &String)> = ids.into_iter().zip(&openids).collect();
    numbered.sort_unstable();
    for (number, (id, openid)) in (1..).zip(numbered) {
        let (_, before, _) = &start[openid];
        let wanted = format!("门店A-{before}{number}");
        let now = wechat.follower(openid).unwrap().remark;
        let expected = if wanted.len() > 30 { before } else { &wanted };
        assert_eq!(&now, expected, "cut off for nobody");
        if let Some(sample) = samples.iter().find(|sample| sample.id == id) {
            assert_eq!(sample.after.as_ref(), Some(&wanted), "as the sample said");
        }
    }
    world.copy_equals_wechat().await;
    world.undo(report.job.id).await;
    assert_eq!(world.state(), start);
    world.ends().await;
}
