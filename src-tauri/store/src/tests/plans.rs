//! Statements that can meet a million rows take the way they were written for.

use super::world::World;
use crate::activity::{JOBS_CONDITION, SYNCS_SQL, TAG_RECORDS_CONDITION};
use crate::blocked::FACTS_SQL;
use crate::jobs::{DUE_SQL, HISTORIES_SQL, PEOPLE_SQL, SELECT_JOB};
use crate::tag_records::SELECT_TAG_RECORD;

/// SQLite's plan, one step a line, parameters left open.
fn plan(sql: &str) -> Vec<String> {
    let world = World::with_people(5);
    let plan = world.store.read(|connection| {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get(3)?);
        }
        Ok(steps)
    });
    plan.unwrap()
}

/// Nothing is scanned but the parameter, nothing is sorted.
fn assert_only_seeks(sql: &str) {
    for step in plan(sql) {
        let scans = step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE");
        assert!(!scans && !step.contains("TEMP B-TREE"), "{step} in {sql}");
    }
}

#[test]
fn what_is_known_of_blocked_people_is_looked_up_for_each_by_number() {
    assert_only_seeks(FACTS_SQL);
}

#[test]
fn the_histories_of_people_to_be_put_back_are_sought_for_each() {
    let steps = plan(HISTORIES_SQL);
    let sought = "SEARCH events USING PRIMARY KEY (follower_id=?)";
    assert!(steps.iter().any(|step| step == sought), "{steps:#?}");
}

#[test]
fn people_due_in_a_job_are_read_in_order_from_where_the_last_ones_ended() {
    let expected = [
        "SEARCH job_items USING PRIMARY KEY (job_id=? AND follower_id>?)",
        "SEARCH followers USING INTEGER PRIMARY KEY (rowid=?)",
    ];
    assert_eq!(plan(DUE_SQL), expected);
}

#[test]
fn a_window_of_a_jobs_people_walks_one_job_and_looks_up_only_its_own_rows() {
    let steps = plan(PEOPLE_SQL);
    assert!(
        steps.iter().any(|step| step.starts_with("SEARCH job_items USING PRIMARY KEY (job_id=?)")),
        "{steps:#?}"
    );
    assert!(steps.iter().all(|step| !step.contains("SCAN job_items")), "{steps:#?}");
    assert!(steps.iter().all(|step| !step.contains("TEMP B-TREE")), "{steps:#?}");
}

#[test]
fn a_page_of_activity_is_read_in_order_from_where_the_last_one_ended() {
    let jobs = plan(&format!("{SELECT_JOB} {JOBS_CONDITION}"));
    assert!(jobs[0].starts_with("SEARCH jobs USING INDEX jobs_by_start"), "{jobs:#?}");
    let syncs = plan(SYNCS_SQL);
    assert!(syncs[0].starts_with("SEARCH syncs USING INDEX syncs_by_end"), "{syncs:#?}");
    let tags = plan(&format!("{SELECT_TAG_RECORD} {TAG_RECORDS_CONDITION}"));
    let sought = "SEARCH tag_records USING INDEX tag_records_by_time";
    assert!(tags[0].starts_with(sought), "{tags:#?}");
    for step in jobs.iter().chain(&syncs).chain(&tags) {
        assert!(!step.contains("TEMP B-TREE") && !step.starts_with("SCAN"), "{step}");
    }
}

#[test]
fn writes_to_given_people_seek_them() {
    for sql in [
        "UPDATE followers SET following = 0 WHERE id IN rarray(?1)",
        "UPDATE details SET read_at = NULL WHERE follower_id IN rarray(?1)",
        "DELETE FROM follower_tags WHERE tag_id = ?1 AND follower_id IN rarray(?2)",
        "UPDATE job_items SET done = 1 WHERE job_id = ?1 AND follower_id IN rarray(?2)",
        "SELECT at FROM events WHERE follower_id = ?1 ORDER BY number DESC",
    ] {
        assert_only_seeks(sql);
    }
}
