//! What goes back over the wire: whole bodies, bodies that break off, a gateway's page.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

/// What the server calls its JSON.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json; encoding=utf-8");

/// The connection ends here, on purpose.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ended on purpose")]
pub(crate) struct Ended;

/// A gateway's page instead of an answer.
pub(crate) fn page(status: StatusCode) -> Response<Payload> {
    let reason = status.canonical_reason().unwrap_or("Error");
    let text = format!(
        "<html>\r\n<head><title>{0} {reason}</title></head>\r\n<body>\r\n<center><h1>{0} {reason}\
         </h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        status.as_u16()
    );
    reply(status, HeaderValue::from_static("text/html"), text.into_bytes(), None)
}

/// An answer; with `keep`, only so many bytes of it before the connection breaks.
pub(crate) fn reply(
    status: StatusCode,
    content_type: HeaderValue,
    body: Vec<u8>,
    keep: Option<usize>,
) -> Response<Payload> {
    let length = body.len();
    let mut bytes = Bytes::from(body);
    if let Some(keep) = keep {
        bytes.truncate(keep);
    }
    let stage = if keep.is_some() { Stage::ToBreak(bytes) } else { Stage::Whole(bytes) };
    let mut response = Response::new(Payload(stage));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// A body that arrives whole, or that breaks off although its length was announced.
pub(crate) struct Payload(Stage);

enum Stage {
    Whole(Bytes),
    ToBreak(Bytes),
    /// One turn of waiting, in which the bytes so far go out.
    Flushing,
    Broken,
    Done,
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Ended;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Ended>>> {
        match std::mem::replace(&mut self.0, Stage::Done) {
            Stage::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Stage::ToBreak(bytes) => {
                self.0 = Stage::Flushing;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Stage::Flushing => {
                self.0 = Stage::Broken;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Stage::Broken => Poll::Ready(Some(Err(Ended))),
            Stage::Done => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Stage::Whole(bytes) => bytes.is_empty(),
            Stage::Done => true,
            Stage::ToBreak(_) | Stage::Flushing | Stage::Broken => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Stage::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            _ => SizeHint::default(),
        }
    }
}
