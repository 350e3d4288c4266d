//! Finding: one person among all, an audience built step by step, and everybody but three.

use fandesk_core::AppError;
use fandesk_core::followers::{CheckedFilter, check_filter, follower_rows, open_result_set};
use fandesk_core::input::{
    CountFollowersInput, FollowerRowsInput, ListEntriesInput, NameListInput, NewSegmentInput,
    OpenResultSetInput, PastedInput,
};
use fandesk_core::lists::{list_entries, name_list, paste_list};
use fandesk_core::segments::{add_segment, segments};
use fandesk_core::store::{
    Filter, FollowerRow, ListGroup, OpenedResultSet, PastedEntry, PastedList, Period, Relation,
    Segment, SegmentDraft, Selection, Sort, SortKey,
};
use fandesk_sandbox::FollowerView;

use crate::doing::{add, counts};
use crate::world::{World, now};

impl World {
    pub(crate) async fn asked(&self, filter: Filter) -> OpenedResultSet {
        let sort = vec![Sort { by: SortKey::FollowedAt, descending: true }];
        let input = OpenResultSetInput { account: self.account.clone(), filter, sort };
        open_result_set(self.desk(), input).await.unwrap()
    }

    /// What the search box shows.
    pub(crate) async fn searched(&self, text: &str) -> Vec<FollowerRow> {
        let text = Filter::Text { text: text.to_owned() };
        self.asked(Filter::AllOf { filters: vec![Filter::Following, text] }).await.first_rows
    }

    pub(crate) async fn checked(&self, filter: Filter) -> Result<CheckedFilter, AppError> {
        check_filter(self.desk(), CountFollowersInput { account: self.account.clone(), filter })
            .await
    }

    pub(crate) async fn pasted(&self, text: String) -> Result<PastedList, AppError> {
        paste_list(self.desk(), PastedInput { account: self.account.clone(), text }).await
    }

    pub(crate) async fn kept(&self, name: &str, filter: Filter) -> Result<Segment, AppError> {
        let segment = SegmentDraft {
            name: name.to_owned(),
            hue: None,
            note: String::new(),
            filter: Some(filter),
        };
        add_segment(self.desk(), NewSegmentInput { account: self.account.clone(), segment }).await
    }

    /// How many follow on WeChat's side and are so.
    fn count_there(&self, is_so: impl Fn(&FollowerView) -> bool) -> u32 {
        let people = self.wechat().people();
        people.iter().filter(|person| person.following && is_so(person)).count() as u32
    }

    pub(crate) fn tag(&self, name: &str) -> u32 {
        self.wechat().tag_named(name).expect("the sandbox's accounts have this tag")
    }
}

pub(crate) fn all_of(filters: Vec<Filter>) -> Filter {
    Filter::AllOf { filters }
}

pub(crate) fn none_of(filters: Vec<Filter>) -> Filter {
    Filter::NoneOf { filters }
}

fn off(filter: Filter) -> Filter {
    Filter::Off { filter: Box::new(filter) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_is_found_by_a_part_of_the_remark_and_by_an_openid_whole_or_in_part() {
    let world = World::connected(fandesk_sandbox::SandboxConfig::with_followers(2_000)).await;
    let wanted = world.some(2)[1].clone();
    world.wechat().remark(&wanted, "望京·老顾客 Ada").unwrap();
    world.sync().await;
    for text in ["望京·老顾客 Ada", "老顾", "顾客 a", "京·", &wanted, &wanted[2..20]] {
        let found: Vec<String> =
            world.searched(text).await.into_iter().map(|row| row.openid).collect();
        assert_eq!(found, [wanted.as_str()], "{text:?}");
    }
    // One sign is looked for in remarks, QR texts and names of tags.
    let tags = world.wechat().tags();
    let named: Vec<u32> =
        tags.iter().filter(|tag| tag.name.contains('京')).map(|tag| tag.id).collect();
    let expected = world.count_there(|person| {
        person.remark.contains('京')
            || person.qr_scene_str.contains('京')
            || person.tags.iter().any(|tag| named.contains(tag))
    });
    let found = world.asked(Filter::Text { text: "京".to_owned() }).await.people;
    assert!(found == expected && expected > 1, "{found} {expected}");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_pasted_openids_are_found_left_unknown_repeated_or_damaged() {
    let world = World::synced(2_000).await;
    let known = world.some(480);
    world.wechat().leave(&known[..30]).unwrap();
    world.sync().await;
    let unknown: Vec<String> = (0..10).map(|n| format!("oStranger-{n:018}")).collect();
    let text = format!(
        "openid\r\n{}\n\"{}\"；{}\n{}\u{3000}{}",
        known.join("\t"),
        unknown.join("\",\""),
        known[470..479].join("，"),
        &known[0][..14],
        "😀",
    );
    let list = world.pasted(text).await.unwrap();
    assert_eq!((list.found, list.left, list.unknown), (450, 30, 10));
    assert_eq!((list.repeated, list.damaged), (9, 2), "{list:?}");
    let input = ListEntriesInput {
        account: world.account.clone(),
        list: list.id,
        group: ListGroup::Damaged,
        start: 0,
        count: 100,
    };
    let half = PastedEntry { line: 4, text: known[0][..14].to_owned() };
    let heading = PastedEntry { line: 1, text: "openid".to_owned() };
    assert_eq!(list_entries(world.desk(), input).await.unwrap(), [heading, half]);

    let input =
        NameListInput {
            account: world.account.clone(), list: list.id, name: "报名表".to_owned()
        };
    assert_eq!(name_list(world.desk(), input).await.unwrap().name, "报名表");
    // Whom it names is a selection like any other.
    let following = all_of(vec![Filter::Following, Filter::InList { list: list.id }]);
    let (selection, people) = world.matching(following).await;
    assert_eq!(people, 450);
    let tag = world.wechat().create_tag("报名的人").unwrap();
    world.sync().await;
    let report = world.run(selection, add(tag)).await;
    assert_eq!(counts(&report), (450, 0, 0));
    let mut tagged = world.wechat().members(tag);
    tagged.sort_unstable();
    let mut expected = known[30..].to_vec();
    expected.sort_unstable();
    assert_eq!(tagged, expected);
    world.ends().await;
}

/// As many as one list may have, separated in any way there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_thousand_pasted_openids_are_sorted_out_and_used() {
    let world = World::synced(2_000).await;
    let known = world.some(2_000);
    let between = ["\n", "\t", ",", "，", "；", " ", "\r\n", "、", "|", "\",\""];
    let strangers = (0..198_000).map(|n| format!("oStranger-{n:018}"));
    let mut text = String::new();
    for (openid, between) in known.iter().cloned().chain(strangers).zip(between.iter().cycle()) {
        text.push_str(&openid);
        text.push_str(between);
    }
    let list = world.pasted(text).await.unwrap();
    assert_eq!((list.found, list.left, list.unknown), (2_000, 0, 198_000));
    assert_eq!((list.repeated, list.damaged), (0, 0));
    let input = ListEntriesInput {
        account: world.account.clone(),
        list: list.id,
        group: ListGroup::Unknown,
        start: 197_999,
        count: 100,
    };
    let last = list_entries(world.desk(), input).await.unwrap();
    assert_eq!(last.len(), 1);
    assert_eq!(last[0].text, format!("oStranger-{:018}", 197_999));
    let (_, people) = world.matching(Filter::InList { list: list.id }).await;
    assert_eq!(people, 2_000);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_audience_is_counted_as_by_hand_and_a_part_is_switched_off_without_being_lost() {
    let world = World::synced(4_000).await;
    let (member, beijing) = (world.tag("会员"), world.tag("北京"));
    let refunded = world.wechat().create_tag("已退费").unwrap();
    let members = world.wechat().members(member);
    world.wechat().tag(refunded, &members[..members.len() / 4]).unwrap();
    world.sync().await;
    let long_ago = Filter::Followed { when: Relation::Before, period: Period::LastMonth };
    // The story's noon is in November 2026: last month began on the first of October in China.
    let october = 1_790_784_000;
    assert!(now(&world) > october);
    let has = |person: &FollowerView, tag| person.tags.contains(&tag);
    let of_both = |person: &FollowerView| {
        has(person, member) && has(person, beijing) && i64::from(person.subscribe_time) < october
    };

    let audience = |without: Filter| {
        let tags = [member, beijing].map(|tag| Filter::Tag { tag });
        all_of([vec![Filter::Following], tags.to_vec(), vec![without, long_ago.clone()]].concat())
    };
    let without = none_of(vec![Filter::Tag { tag: refunded }]);
    let counted = world.checked(audience(without.clone())).await.unwrap();
    let expected = world.count_there(|person| of_both(person) && !has(person, refunded));
    assert_eq!(counted, CheckedFilter { people: Some(expected), problems: vec![] });
    let switched_off = world.checked(audience(off(without.clone()))).await.unwrap();
    let more = world.count_there(of_both);
    assert_eq!(switched_off.people, Some(more));
    assert!(more > expected && expected > 0, "{more} {expected}");

    let kept = world.kept("北京会员", audience(off(without.clone()))).await.unwrap();
    let mut world = world;
    world.reopen().await;
    let again = segments(world.desk(), world.account_input()).await.unwrap().remove(0);
    assert_eq!((again.filter, again.people), (Some(audience(off(without))), Some(more)));
    assert_eq!(again.id, kept.id);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_minus_three_are_those_that_were_counted_whatever_a_sync_does_meanwhile() {
    let world = World::synced(1_500).await;
    let beijing = world.tag("北京");
    let tag = world.wechat().create_tag("周三").unwrap();
    world.sync().await;
    let opened = world.asked(all_of(vec![Filter::Following, Filter::Tag { tag: beijing }])).await;
    let except: Vec<u32> = opened.first_rows[3..6].iter().map(|row| row.id).collect();
    let unticked: Vec<String> =
        opened.first_rows[3..6].iter().map(|row| row.openid.clone()).collect();
    let mut expected = world.wechat().members(beijing);
    assert_eq!(expected.len(), opened.people as usize);

    // Meanwhile somebody else tags other people, and newcomers arrive at the head of the list.
    let others: Vec<String> =
        world.some(1_500).into_iter().filter(|person| !expected.contains(person)).collect();
    world.wechat().tag(beijing, &others[..40]).unwrap();
    world.wechat().join(20).unwrap();
    world.sync().await;
    let now_matching = Filter::Tag { tag: beijing };
    assert_eq!(world.asked(now_matching).await.people, opened.people + 40);

    let input = FollowerRowsInput {
        account: world.account.clone(),
        result_set: opened.id,
        start: 0,
        count: 10,
    };
    let rows = follower_rows(world.desk(), input).await.unwrap();
    assert_eq!(rows[3].openid, unticked[0], "the list held still");
    let selection = Selection::ResultSet { result_set: opened.id, ranges: None, except };
    let report = world.run(selection, add(tag)).await;
    assert_eq!(counts(&report), (opened.people - 3, 0, 0));
    expected.retain(|person| !unticked.contains(person));
    expected.sort_unstable();
    let mut tagged = world.wechat().members(tag);
    tagged.sort_unstable();
    assert_eq!(tagged, expected);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_at_chosen_people_says_nothing_of_who_entered_a_segment() {
    let world = World::synced(300).await;
    let member = world.tag("会员");
    let segment = world.kept("会员", Filter::Tag { tag: member }).await.unwrap();
    let stranger = world
        .some(300)
        .into_iter()
        .find(|openid| !world.wechat().follower(openid).unwrap().tags.contains(&member));
    let stranger = stranger.expect("not everybody is a member");
    world.sync().await;
    let compared_at =
        || async { segments(world.desk(), world.account_input()).await.unwrap().remove(0) };
    let before = compared_at().await;
    assert_eq!((before.id, before.entered), (segment.id, 0));
    world.wechat().tag(member, std::slice::from_ref(&stranger)).unwrap();
    world.wait(60);
    world.sync_of(world.these(&[stranger]).await).await;
    let after = compared_at().await;
    assert_eq!(after.people, before.people.map(|people| people + 1));
    assert_eq!((after.entered, after.compared_at), (0, before.compared_at));
    world.sync().await;
    assert_eq!(compared_at().await.entered, 1, "the next whole sync says so");
    world.ends().await;
}
