//! Segments: questions with a name, on this computer only. Who belongs to one is asked anew each time.

use fandesk_store::{Segment, SegmentDraft};

use crate::account::Account;
use crate::accounts::validate;
use crate::desk::Desk;
use crate::error::Result;
use crate::event::Topic;
use crate::input::{
    AccountInput, ChangeSegmentInput, CopySegmentInput, NewSegmentInput, OrderSegmentsInput,
    SegmentInput,
};
use crate::tags::{sound_hue, sound_note};

/// The segments in their order, with their numbers as they are now.
pub async fn segments(desk: &Desk, input: AccountInput) -> Result<Vec<Segment>> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    account.ask(move |store| store.segments(now)).await
}

/// Makes a segment, after all others.
///
/// # Errors
/// `invalid` for a name, colour, note or filter that cannot be kept; `keptLimit`; `notFound` for a
/// filter that names a list, segment or sync that is not kept.
pub async fn add_segment(desk: &Desk, input: NewSegmentInput) -> Result<Segment> {
    let draft = sound(input.segment)?;
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let segment = account.ask(move |store| store.add_segment(&draft, now)).await?;
    Ok(told(&account, segment))
}

/// Changes a segment; without a filter it keeps its own, also one that a newer program wrote.
///
/// # Errors
/// As [`add_segment`]; `notFound` for a segment that is not kept.
pub async fn change_segment(desk: &Desk, input: ChangeSegmentInput) -> Result<Segment> {
    let draft = sound(input.segment)?;
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let segment = account.ask(move |store| store.change_segment(input.id, &draft, now)).await?;
    Ok(told(&account, segment))
}

/// Makes another segment with the same filter.
///
/// # Errors
/// `invalid` for a name that is empty or longer than 60 characters; `notFound`; `keptLimit`.
pub async fn copy_segment(desk: &Desk, input: CopySegmentInput) -> Result<Segment> {
    let name = validate::name(&input.name)?;
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let segment = account.ask(move |store| store.copy_segment(input.id, &name, now)).await?;
    Ok(told(&account, segment))
}

/// Forgets a segment; one that is not kept is as good.
pub async fn delete_segment(desk: &Desk, input: SegmentInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.delete_segment(input.id)).await?;
    account.changed(&[Topic::Segments]);
    Ok(())
}

/// Puts the segments in another order.
pub async fn order_segments(desk: &Desk, input: OrderSegmentsInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    account.ask(move |store| store.order_segments(&input.ids)).await?;
    account.changed(&[Topic::Segments]);
    Ok(())
}

fn sound(draft: SegmentDraft) -> Result<SegmentDraft> {
    sound_hue(draft.hue)?;
    let (name, note) = (validate::name(&draft.name)?, sound_note(&draft.note)?);
    Ok(SegmentDraft { name, note, ..draft })
}

fn told(account: &Account, segment: Segment) -> Segment {
    account.changed(&[Topic::Segments]);
    segment
}
