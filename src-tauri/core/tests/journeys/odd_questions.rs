//! Questions and lists that nobody should have to think about: answered, or refused in words, and
//! nothing is lost.

use fandesk_core::input::{ListEntriesInput, SegmentInput, TagInput};
use fandesk_core::lists::list_entries;
use fandesk_core::segments::{delete_segment, segments};
use fandesk_core::store::{
    Filter, FilterFlaw, ListGroup, PastedEntry, PastedList, Period, Relation, Share,
};
use fandesk_core::tags::delete_tag;
use fandesk_core::{AppError, Problem};

use crate::finding::{all_of, none_of};
use crate::world::World;

impl World {
    /// How many people match, and what is wrong with the filter.
    async fn odd(&self, filter: Filter) -> (Option<u32>, Vec<FilterFlaw>) {
        let checked = self.checked(filter).await.unwrap();
        (checked.people, checked.problems.into_iter().map(|problem| problem.flaw).collect())
    }

    async fn damaged_in(&self, list: &PastedList) -> Vec<PastedEntry> {
        let (account, group) = (self.account.clone(), ListGroup::Damaged);
        let input = ListEntriesInput { account, list: list.id, group, start: 0, count: 10 };
        list_entries(self.desk(), input).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_group_is_pointed_out_wherever_it_stands() {
    let world = World::synced(100).await;
    let any = Filter::AnyOf { filters: vec![] };
    let flaws = vec![FilterFlaw::EmptyGroup];
    assert_eq!(world.odd(all_of(vec![any.clone()])).await, (Some(0), flaws.clone()));
    let inside = all_of(vec![Filter::Following, none_of(vec![any])]);
    assert_eq!(world.odd(inside).await, (Some(100), flaws.clone()));
    assert_eq!(world.odd(all_of(vec![Filter::Following])).await, (Some(100), vec![]));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conditions_that_contradict_each_other_find_nobody() {
    let world = World::synced(300).await;
    let member = Filter::Tag { tag: world.tag("会员") };
    let nobody = [
        all_of(vec![member.clone(), none_of(vec![member.clone()])]),
        all_of(vec![Filter::Untagged, member]),
        all_of(vec![Filter::Following, Filter::Left]),
    ];
    for filter in nobody {
        assert_eq!(world.odd(filter).await, (Some(0), vec![]), "what is asked is clear");
    }
    let backwards = Filter::TagCount { least: Some(5), most: Some(2) };
    assert_eq!(world.odd(backwards).await, (Some(0), vec![FilterFlaw::Backwards]));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_deleted_while_a_segment_asks_for_it_is_still_named_there() {
    let world = World::synced(300).await;
    let tag = world.tag("VIP");
    let have = Share::None;
    let filter = all_of(vec![Filter::Following, Filter::Tags { have, tags: vec![tag] }]);
    let kept = world.kept("不是 VIP", filter.clone()).await.unwrap();
    let delete = TagInput { account: world.account.clone(), tag };
    delete_tag(world.desk(), delete).await.unwrap();
    let again = segments(world.desk(), world.account_input()).await.unwrap().remove(0);
    assert_eq!(again.filter, Some(filter), "nothing is taken out of what somebody wrote");
    assert_eq!(again.people, Some(300), "nobody has it any more");
    let [problem] = &again.problems[..] else { panic!("{again:?}") };
    assert_eq!(problem.flaw, FilterFlaw::TagGone { tag, name: "VIP".to_owned() });
    assert_eq!(problem.path, [1]);
    let gone = SegmentInput { account: world.account.clone(), id: kept.id };
    delete_segment(world.desk(), gone).await.unwrap();
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn periods_beyond_any_calendar_are_answered() {
    let world = World::synced(100).await;
    let between = |from, until| Period::Between { from, until };
    let followed = |when, period| Filter::Followed { when, period };
    let ends = [
        (between(Some(i64::MIN), Some(i64::MAX)), 100, vec![]),
        (between(Some(i64::MAX), None), 0, vec![]),
        (between(Some(i64::MAX), Some(i64::MIN)), 0, vec![FilterFlaw::Backwards]),
        (Period::LastDays { days: u32::MAX }, 100, vec![]),
    ];
    for (period, people, flaws) in ends {
        let answer = world.odd(followed(Relation::During, period)).await;
        assert_eq!(answer, (Some(people), flaws), "{period:?}");
    }
    let before = followed(Relation::Before, between(Some(i64::MAX), Some(i64::MAX)));
    assert_eq!(world.odd(before).await.0, Some(100));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_that_looks_like_a_statement_or_a_pattern_is_only_text() {
    let world = World::synced(100).await;
    let people = world.some(6);
    let odd = ["'; DROP TABLE a", "(.*)+$", "100%", "a_b\\", "\"or\" 1=1", "😀👩‍👩‍👧"];
    for (person, remark) in people.iter().zip(odd) {
        world.wechat().remark(person, remark).unwrap();
    }
    world.sync().await;
    for (person, remark) in people.iter().zip(odd) {
        let found: Vec<String> =
            world.searched(remark).await.into_iter().map(|row| row.openid).collect();
        assert_eq!(found, [person.as_str()], "{remark:?}");
    }
    for text in ["'; DELETE FROM followers; --", ".+", "%%", "\u{202e}", "😀😀"] {
        assert!(world.searched(text).await.is_empty(), "{text:?}");
    }
    assert_eq!(world.asked(Filter::Following).await.people, 100, "and everybody is there");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_megabyte_without_separators_is_one_entry_that_is_no_openid() {
    let world = World::synced(50).await;
    let list = world.pasted("o".repeat(1 << 20)).await.unwrap();
    assert_eq!((list.damaged, list.found, list.unknown, list.repeated), (1, 0, 0, 0));
    let [entry] = &world.damaged_in(&list).await[..] else { panic!("one entry") };
    assert!(entry.text.chars().count() < 1_000, "what is shown of it fits a line");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_an_openid_is_damaged_in_a_list_and_finds_its_owner_in_the_search() {
    let world = World::synced(50).await;
    let whole = world.some(1).remove(0);
    let list = world.pasted(whole[..14].to_owned()).await.unwrap();
    assert_eq!((list.damaged, list.found), (1, 0), "a list names people, it does not guess");
    let entry = PastedEntry { line: 1, text: whole[..14].to_owned() };
    assert_eq!(world.damaged_in(&list).await, [entry]);
    let found = world.searched(&whole[..14]).await;
    assert_eq!(found.into_iter().map(|row| row.openid).collect::<Vec<_>>(), [whole]);
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_larger_than_anybody_builds_is_refused_in_words_and_loses_nothing() {
    let world = World::synced(60).await;
    let deep = (0..40).fold(Filter::Following, |inner, _| all_of(vec![inner]));
    let refused = AppError::invalid("filter", Problem::TooDeep);
    assert_eq!(world.checked(deep.clone()).await.unwrap_err(), refused);
    assert_eq!(world.kept("深", deep).await.unwrap_err(), refused);
    let long = Filter::Text { text: "长".repeat(1 << 20) };
    let refused = AppError::invalid("filter", Problem::TooLong);
    assert_eq!(world.checked(long).await.unwrap_err(), refused);
    let gone = world.odd(all_of(vec![Filter::InList { list: 9 }])).await;
    assert_eq!(gone, (None, vec![FilterFlaw::ListGone]), "it has no number, and says why");

    let refused = world.pasted(" ，；\n\t".to_owned()).await.unwrap_err();
    assert_eq!(refused, AppError::invalid("text", Problem::Empty));
    let refused = world.pasted("o ".repeat(200_001)).await.unwrap_err();
    assert_eq!(refused, AppError::invalid("text", Problem::TooLong));
    let refused = world.kept("  ", Filter::Following).await.unwrap_err();
    assert_eq!(refused, AppError::invalid("name", Problem::Empty));
    assert!(segments(world.desk(), world.account_input()).await.unwrap().is_empty());
    world.ends().await;
}
