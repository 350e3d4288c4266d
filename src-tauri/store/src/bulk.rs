//! Writing many rows with few statements.

use std::rc::Rc;

use rusqlite::types::Value;
use rusqlite::vtab::array::Array;
use rusqlite::{Connection, Statement, ToSql};

use crate::error::Result;

/// Rows per statement; more gains nothing, and the statement stays small enough to cache.
const ROWS_PER_STATEMENT: usize = 64;

/// Ids as a table-valued parameter: `rarray(:ids)`.
pub(crate) fn id_array(ids: impl IntoIterator<Item = u32>) -> Array {
    Rc::new(ids.into_iter().map(|id| Value::Integer(id.into())).collect())
}

/// Texts as a table-valued parameter: `rarray(:texts)`.
pub(crate) fn text_array<'a>(texts: impl IntoIterator<Item = &'a str>) -> Array {
    Rc::new(texts.into_iter().map(|text| Value::Text(text.to_owned())).collect())
}

/// `(?, ?, ?), (?, ?, ?), …` between the fixed parts of a statement.
pub(crate) struct RowsStatement {
    /// Up to and including `VALUES`.
    pub(crate) head: &'static str,
    /// Placeholders of one row, without the parentheses' neighbours: `(?, ?, 1)`.
    pub(crate) row: &'static str,
    /// After the rows.
    pub(crate) tail: &'static str,
    /// Parameters per row.
    pub(crate) parameters: usize,
}

impl RowsStatement {
    /// Runs the statement over all rows; `bind` hands each parameter of one row to `Binder::put`.
    pub(crate) fn run<R>(
        &self,
        connection: &Connection,
        rows: impl IntoIterator<Item = R>,
        mut bind: impl FnMut(&R, &mut Binder<'_, '_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let mut rows = rows.into_iter();
        let mut chunk = Vec::with_capacity(ROWS_PER_STATEMENT);
        loop {
            chunk.clear();
            chunk.extend(rows.by_ref().take(ROWS_PER_STATEMENT));
            if chunk.is_empty() {
                return Ok(());
            }
            let mut statement = connection.prepare_cached(&self.sql(chunk.len()))?;
            let mut binder = Binder { statement: &mut statement, position: 0 };
            for row in &chunk {
                bind(row, &mut binder)?;
            }
            debug_assert_eq!(binder.position, chunk.len() * self.parameters);
            statement.raw_execute()?;
        }
    }

    fn sql(&self, rows: usize) -> String {
        let Self { head, row, tail, .. } = self;
        let mut sql = String::with_capacity(head.len() + tail.len() + rows * (row.len() + 2) + 2);
        sql.push_str(head);
        for n in 0..rows {
            sql.push_str(if n == 0 { " " } else { ", " });
            sql.push_str(row);
        }
        sql.push(' ');
        sql.push_str(tail);
        sql
    }
}

/// Hands out the parameters of a statement in order.
pub(crate) struct Binder<'s, 'c> {
    statement: &'s mut Statement<'c>,
    position: usize,
}

impl Binder<'_, '_> {
    /// Binds the next parameter.
    pub(crate) fn put(&mut self, value: impl ToSql) -> rusqlite::Result<&mut Self> {
        self.position += 1;
        self.statement.raw_bind_parameter(self.position, value)?;
        Ok(self)
    }
}
