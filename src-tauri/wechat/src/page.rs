//! Pages of openids: one page, and all of them as a stream that can be taken up where it ended.

use bytes::Bytes;
use futures::Stream;
use futures::stream;
use serde::Deserialize;

use crate::endpoint::Endpoint;
use crate::error::{Error, Malformed, MalformedReason};
use crate::field;
use crate::id::OpenId;

/// One page of followers, tag members or blocked people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The people on the page, in WeChat's order, which is no promise. People come and go
    /// between pages, so the same one may turn up twice.
    pub openids: Vec<OpenId>,
    /// How many there are in all, where WeChat says so (never for tag members). It moves while one reads.
    pub total: Option<u64>,
    /// Where the next page begins: save it, and a later stream can begin there.
    /// `None` on the last page.
    pub next: Option<OpenId>,
}

/// A page as it arrives, once it is sure that no rows were lost on the way.
#[derive(Deserialize)]
#[serde(try_from = "RawPage")]
pub(crate) struct PageAnswer {
    total: Option<u64>,
    openids: Vec<OpenId>,
    next: Option<OpenId>,
}

/// `data` is missing after the last row.
#[derive(Deserialize)]
struct RawPage {
    #[serde(default, deserialize_with = "field::number")]
    total: Option<u64>,
    #[serde(default, deserialize_with = "field::number")]
    count: Option<u64>,
    #[serde(default)]
    data: Option<Data>,
    #[serde(default, deserialize_with = "field::id")]
    next_openid: Option<OpenId>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(default, deserialize_with = "field::openids")]
    openid: Option<Vec<OpenId>>,
}

impl TryFrom<RawPage> for PageAnswer {
    type Error = &'static str;

    fn try_from(raw: RawPage) -> Result<Self, Self::Error> {
        if raw.total.is_none() && raw.count.is_none() && raw.data.is_none() {
            return Err("not a page at all");
        }
        let openids = raw.data.and_then(|data| data.openid).unwrap_or_default();
        if openids.is_empty() && raw.count.is_some_and(|count| count > 0) {
            return Err("a count without its rows");
        }
        Ok(Self { total: raw.total, openids, next: raw.next_openid })
    }
}

impl PageAnswer {
    /// Applies the stop rule: the end is reached when there are no rows, or no cursor, or the cursor just sent.
    ///
    /// Counting to `total` would be wrong: people come and go during a sync.
    pub(crate) fn into_page(self, sent: Option<&OpenId>) -> Page {
        let is_last = self.openids.is_empty() || self.next.as_ref() == sent;
        Page { next: self.next.filter(|_| !is_last), openids: self.openids, total: self.total }
    }
}

/// Pages from `from` on: the first one even if it is empty, then all that have rows.
/// After an error the stream ends; a new one may begin at the last page's `next`.
pub(crate) fn pages<F, Fut>(
    endpoint: Endpoint,
    from: Option<OpenId>,
    read: F,
) -> impl Stream<Item = Result<Page, Error>> + Send
where
    F: Fn(Option<OpenId>) -> Fut + Send,
    Fut: Future<Output = Result<Page, Error>> + Send,
{
    struct Position {
        cursor: Option<OpenId>,
        seen: Vec<OpenId>,
        first: bool,
    }

    let start = Position { cursor: from, seen: Vec::new(), first: true };
    stream::unfold((Some(start), read), move |(position, read)| async move {
        let mut position = position?;
        match read(position.cursor.clone()).await {
            Err(error) => Some((Err(error), (None, read))),
            Ok(page) if page.openids.is_empty() && !position.first => None,
            Ok(page) => {
                let Some(next) = page.next.clone() else {
                    return Some((Ok(page), (None, read)));
                };
                if position.seen.contains(&next) {
                    let circle =
                        Malformed::new(endpoint, MalformedReason::CircularPages, Bytes::new());
                    return Some((Err(Error::Malformed(Box::new(circle))), (None, read)));
                }
                position.seen.extend(position.cursor.replace(next));
                position.first = false;
                Some((Ok(page), (Some(position), read)))
            }
        }
    })
}
