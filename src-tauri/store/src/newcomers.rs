//! OpenIDs of people who are new, packed: a first sync has millions of them at once, and so many
//! small texts would stay in the program's memory long after they were needed.

/// OpenIDs in one text. Sorted, so that their unique index in the file grows at one end, and each
/// once, as soon as [`Newcomers::sort`] was called.
#[derive(Default)]
pub(crate) struct Newcomers {
    packed: String,
    /// Where each begins and ends in `packed`.
    places: Vec<(u32, u32)>,
}

impl Newcomers {
    pub(crate) fn push(&mut self, openid: &str) {
        let place = |at: usize| u32::try_from(at).expect("all OpenIDs together stay below 4 GiB");
        let start = place(self.packed.len());
        self.packed.push_str(openid);
        self.places.push((start, place(self.packed.len())));
    }

    pub(crate) fn sort(&mut self) {
        let Self { packed, places } = self;
        places.sort_unstable_by(|&one, &other| text(packed, one).cmp(text(packed, other)));
        places.dedup_by(|one, other| text(packed, *one) == text(packed, *other));
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|&place| text(&self.packed, place))
    }
}

fn text(packed: &str, (start, end): (u32, u32)) -> &str {
    &packed[start as usize..end as usize]
}

#[cfg(test)]
mod tests {
    use super::Newcomers;

    #[test]
    fn newcomers_come_in_order_and_each_once() {
        let mut newcomers = Newcomers::default();
        for openid in ["oB", "oA2", "oB", "oA", "oC"] {
            newcomers.push(openid);
        }
        newcomers.sort();
        assert_eq!(newcomers.iter().collect::<Vec<_>>(), ["oA", "oA2", "oB", "oC"]);
        assert_eq!(newcomers.len(), 4);
    }
}
