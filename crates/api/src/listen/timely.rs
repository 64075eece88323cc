//! Bodies that come too slowly: whoever sends one byte a second would hold a connection for ever. The answer is 408 with a
//! problem, whatever the route would have made of half a body, and the connection ends.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::rt::time::{Instant, Sleep, sleep_until};
use actix_web::web::{self, Bytes};
use actix_web::{Error, HttpMessage, ResponseError};
use futures_core::Stream;

use crate::listen::limits::Limits;
use crate::problem::{ApiError, REQUEST_TIMEOUT};
use crate::settings::Settings;

/// The middleware.
pub(crate) async fn timely(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request
        .app_data::<web::Data<Settings>>()
        .map_or_else(Limits::default, |settings| settings.limits);
    let late = Rc::new(Cell::new(false));
    match request.take_payload() {
        Payload::None => {}
        body => {
            let payload = Box::pin(Timely::new(body, limits, Rc::clone(&late)));
            request.set_payload(Payload::Stream { payload });
        }
    }
    let response = next.call(request).await?.map_into_boxed_body();
    if late.get() {
        return Ok(response.into_response(ApiError::of(&REQUEST_TIMEOUT).error_response()));
    }
    Ok(response)
}

/// A body that must come in time.
struct Timely {
    body: Payload,
    limits: Limits,
    began: Instant,
    received: u64,
    timer: Pin<Box<Sleep>>,
    /// Whether it did not, for the middleware.
    late: Rc<Cell<bool>>,
}

impl Timely {
    fn new(body: Payload, limits: Limits, late: Rc<Cell<bool>>) -> Self {
        let began = Instant::now();
        Self {
            body,
            limits,
            began,
            received: 0,
            timer: Box::pin(sleep_until(began + limits.time_for(0))),
            late,
        }
    }

    /// Ready when the time is over that what has come so far may take.
    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while self.timer.as_mut().poll(cx).is_ready() {
            let end = self.began + self.limits.time_for(self.received);
            if Instant::now() >= end {
                return Poll::Ready(());
            }
            self.timer.as_mut().reset(end);
        }
        Poll::Pending
    }
}

impl Stream for Timely {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(next) = Pin::new(&mut self.body).poll_next(cx) {
            if let Some(Ok(bytes)) = &next {
                self.received += bytes.len() as u64;
            }
            return Poll::Ready(next);
        }
        self.poll_late(cx).map(|()| {
            self.late.set(true);
            Some(Err(PayloadError::Io(std::io::ErrorKind::TimedOut.into())))
        })
    }
}
