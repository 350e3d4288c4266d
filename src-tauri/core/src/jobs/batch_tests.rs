//! Batches against the simulator: whatever goes wrong, everybody has a verdict or stays open.

use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::{FaultRule, Sandbox, SandboxConfig, Trouble};
use fandesk_store::ItemReason;
use fandesk_wechat::{AppId, OfficialAccount, OpenId, SkippingClock};

use super::batch::{Person, Verdicts, carry_out};
use super::write::Write;

const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
const REMARKING: &str = "/cgi-bin/user/info/updateremark";
const BLOCKING: &str = "/cgi-bin/tags/members/batchblacklist";

struct Stage {
    sandbox: Sandbox,
    client: OfficialAccount,
    people: Vec<Person>,
    tag: u32,
}

impl Stage {
    /// Fifty people without the tag that is about to be put on them.
    async fn set() -> Self {
        let sandbox = SandboxConfig::with_followers(50).start().await.unwrap();
        let wechat = sandbox.account();
        let tag = wechat.create_tag("新标签").unwrap();
        let client = OfficialAccount::builder(
            AppId::new(&wechat.config().appid).unwrap(),
            wechat.config().secret.clone().into(),
        )
        .base_address(sandbox.base_url())
        .clock(Arc::new(SkippingClock::default()))
        .build()
        .unwrap();
        let people = (1..)
            .zip(wechat.openids())
            .map(|(id, openid)| Person { id, openid: OpenId::new(&openid).unwrap() })
            .collect();
        Self { sandbox, client, people, tag }
    }

    async fn tag_all(&self) -> Verdicts {
        carry_out(&self.client, &Write::Tag(self.tag), &self.people).await
    }

    fn openid(&self, place: usize) -> &str {
        self.people[place].openid.as_str()
    }

    fn tagged(&self) -> usize {
        self.sandbox.account().members(self.tag).len()
    }
}

/// Done, failed with reasons, open; each sorted by number.
fn sorted(verdicts: &Verdicts) -> (Vec<u32>, Vec<(u32, ItemReason)>, Vec<u32>) {
    let mut done = verdicts.done.clone();
    let mut failed = verdicts.failed.clone();
    let mut open = verdicts.open.clone();
    done.sort_unstable();
    failed.sort_by_key(|(id, _)| *id);
    open.sort_unstable();
    (done, failed, open)
}

fn everybody_but(missing: &[u32]) -> Vec<u32> {
    (1..=50).filter(|id| !missing.contains(id)).collect()
}

#[tokio::test]
async fn somebody_who_left_is_named_and_the_others_are_done() {
    let stage = Stage::set().await;
    stage.sandbox.account().leave(&[stage.openid(3), stage.openid(40)]).unwrap();
    let verdicts = stage.tag_all().await;
    let left = ItemReason::NotFollowing;
    assert_eq!(
        sorted(&verdicts),
        (everybody_but(&[4, 41]), vec![(4, left), (41, left)], Vec::new())
    );
    assert_eq!(stage.tagged(), 48);
}

#[tokio::test]
async fn a_foreign_openid_is_found_by_halving() {
    let mut stage = Stage::set().await;
    stage.people[20].openid = OpenId::new("oForeign_openid_of_nobody_00").unwrap();
    let verdicts = stage.tag_all().await;
    let expected = (everybody_but(&[21]), vec![(21, ItemReason::UnknownToWechat)], Vec::new());
    assert_eq!(sorted(&verdicts), expected);
}

#[tokio::test]
async fn each_code_that_spoils_a_batch_is_halved_down_to_its_people() {
    for (code, reason) in [
        (40003, ItemReason::UnknownToWechat),
        (49003, ItemReason::UnknownToWechat),
        (50005, ItemReason::NotFollowing),
        (45059, ItemReason::OverTagLimit),
    ] {
        let stage = Stage::set().await;
        let openids = vec![stage.openid(8).to_owned(), stage.openid(33).to_owned()];
        stage.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::RefuseOpenids { openids, code }));
        let verdicts = stage.tag_all().await;
        let named = vec![(9, reason), (34, reason)];
        assert_eq!(sorted(&verdicts), (everybody_but(&[9, 34]), named, Vec::new()), "{code}");
        assert_eq!(stage.tagged(), 48, "{code}");
    }
}

#[tokio::test]
async fn a_list_that_is_too_long_for_wechat_is_halved_until_it_fits() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::LimitList { most: 20 }));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));
    assert_eq!(stage.tagged(), 50);
}

#[tokio::test]
async fn calls_that_wechat_says_overlap_are_waited_for_and_repeated() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::refuse(TAGGING, 45169).times(3));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));
    assert_eq!(stage.sandbox.call_count(TAGGING), 4, "three refusals, then once for everybody");
}

#[tokio::test]
async fn somebody_at_the_limit_of_twenty_tags_is_named() {
    let stage = Stage::set().await;
    let wechat = stage.sandbox.account();
    for tag in wechat.tags().into_iter().filter(|tag| tag.id != stage.tag).take(20) {
        wechat.tag(tag.id, &[stage.openid(7)]).unwrap();
    }
    let verdicts = stage.tag_all().await;
    let expected = (everybody_but(&[8]), vec![(8, ItemReason::OverTagLimit)], Vec::new());
    assert_eq!(sorted(&verdicts), expected);
}

#[tokio::test]
async fn who_failed_for_no_reason_is_tried_again_alone_and_then_named() {
    let stage = Stage::set().await;
    let stubborn = vec![stage.openid(0).to_owned()];
    stage
        .sandbox
        .add_fault(FaultRule::new(TAGGING, Trouble::FailOpenids { openids: stubborn, count: 0 }));
    stage.sandbox.add_fault(
        FaultRule::new(TAGGING, Trouble::FailOpenids { openids: Vec::new(), count: 5 }).times(1),
    );
    let verdicts = stage.tag_all().await;
    let named = vec![(1, ItemReason::Refused { code: 45171 })];
    assert_eq!(sorted(&verdicts), (everybody_but(&[1]), named, Vec::new()));
    assert_eq!(stage.tagged(), 49);
}

#[tokio::test]
async fn a_lost_answer_is_repeated_and_counts_once() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::LoseAnswer).times(1));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));
    assert_eq!(stage.sandbox.call_count(TAGGING), 2);
}

#[tokio::test]
async fn answers_lost_again_and_again_are_read_back() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::LoseAnswer));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));
    assert_eq!(stage.sandbox.call_count(TAGGING), 5, "one call and four repeats");
}

#[tokio::test]
async fn a_remark_whose_answers_are_lost_is_read_back() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(REMARKING, Trouble::LoseAnswer));
    let remark = Write::Remark("老王".to_owned());
    let verdicts = carry_out(&stage.client, &remark, &stage.people[..1]).await;
    assert_eq!(sorted(&verdicts), (vec![1], Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_block_whose_answers_are_lost_is_looked_up_in_the_blacklist() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(BLOCKING, Trouble::CutBody { keep_bytes: Some(9) }));
    let verdicts = carry_out(&stage.client, &Write::Block, &stage.people[..20]).await;
    assert_eq!(sorted(&verdicts), ((1..=20).collect(), Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_call_that_never_works_names_its_people_and_does_not_end_the_job() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::refuse(TAGGING, -1));
    let verdicts = stage.tag_all().await;
    let busy = ItemReason::Refused { code: -1 };
    let failed = (1..=50).map(|id| (id, busy)).collect();
    assert_eq!(sorted(&verdicts), (Vec::new(), failed, Vec::new()));
    assert_eq!(stage.sandbox.call_count(TAGGING), 10, "two rounds of five attempts");
}

#[tokio::test]
async fn when_wechat_answers_nothing_at_all_everybody_stays_open() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new("*", Trouble::GatewayPage { status: 502 }));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (Vec::new(), Vec::new(), everybody_but(&[])));
    assert!(verdicts.stop.is_some());
}

#[tokio::test]
async fn a_used_up_day_leaves_everybody_open() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::refuse(TAGGING, 45009));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (Vec::new(), Vec::new(), everybody_but(&[])));
    assert_eq!(verdicts.stop.unwrap().code().unwrap().0, 45009);
    assert_eq!(stage.sandbox.call_count(TAGGING), 1, "it is not hammered");
}

#[tokio::test]
async fn a_taken_token_is_renewed_once_and_then_stops() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::new(TAGGING, Trouble::TakeToken).times(1));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));

    stage.sandbox.set_faults([FaultRule::new(TAGGING, Trouble::TakeToken)]);
    let verdicts = carry_out(&stage.client, &Write::Untag(stage.tag), &stage.people).await;
    assert!(verdicts.stop.is_none(), "another path is not concerned");
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (Vec::new(), Vec::new(), everybody_but(&[])));
    assert_eq!(verdicts.stop.unwrap().code().unwrap().0, 40001);
}

#[tokio::test]
async fn a_tag_just_made_is_waited_for_and_a_deleted_one_is_reported() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::refuse(TAGGING, 45159).times(3));
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (everybody_but(&[]), Vec::new(), Vec::new()));

    stage.sandbox.account().delete_tag(stage.tag).unwrap();
    let verdicts = stage.tag_all().await;
    let gone = ItemReason::Refused { code: 45159 };
    assert!(verdicts.tag_gone);
    assert_eq!(sorted(&verdicts).1, (1..=50).map(|id| (id, gone)).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_unknown_code_for_one_person_is_found_and_for_everybody_stops() {
    let stage = Stage::set().await;
    stage.sandbox.add_fault(FaultRule::refuse(TAGGING, 99_001).containing(stage.openid(10)));
    let verdicts = stage.tag_all().await;
    let named = vec![(11, ItemReason::Refused { code: 99_001 })];
    assert_eq!(sorted(&verdicts), (everybody_but(&[11]), named, Vec::new()));

    stage.sandbox.set_faults([FaultRule::refuse(TAGGING, 99_001)]);
    stage.sandbox.reset_calls();
    let verdicts = stage.tag_all().await;
    assert_eq!(sorted(&verdicts), (Vec::new(), Vec::new(), everybody_but(&[])));
    assert_eq!(verdicts.stop.unwrap().code().unwrap().0, 99_001);
    assert!(stage.sandbox.call_count(TAGGING) < 15, "halving ends early");
}

#[tokio::test]
async fn without_a_network_everybody_stays_open() {
    let stage = Stage::set().await;
    stage.client.check_credentials().await.unwrap();
    let Stage { sandbox, client, people, tag } = stage;
    sandbox.stop().await;
    let verdicts = tokio::time::timeout(
        Duration::from_secs(20),
        carry_out(&client, &Write::Tag(tag), &people),
    )
    .await
    .unwrap();
    assert_eq!(sorted(&verdicts).2, everybody_but(&[]));
    assert!(verdicts.stop.is_some());
}
