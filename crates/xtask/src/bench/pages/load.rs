//! Requests at an even rate, whatever the server does, and how long each took.
//!
//! A request has its time by a schedule, and what it took is counted from that time on. A server
//! that stops for a second thus makes fifty requests late and not only the one that was under way.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::environment::Stopwatch;
use crate::http::{Client, Request};

/// How many requests can be under way: enough for half a second of silence at 50 a second.
const CONNECTIONS: usize = 32;

/// How long an answer took from the time at which its request was due, and how large it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) milliseconds: f64,
    pub(super) size_bytes: usize,
}

/// Sends each request at its time; the answers in the order in which they came.
pub(super) fn send_all(base_url: &str, requests: &[Request], per_second: f64) -> Result<Vec<Answer>> {
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(Vec::with_capacity(requests.len()));
    let clock = Stopwatch::start();
    let work = || -> Result<()> {
        let mut client = Client::new(base_url)?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(request) = requests.get(number) else { return Ok(()) };
            let due = Duration::from_secs_f64(number as f64 / per_second);
            thread::sleep(due.saturating_sub(clock.elapsed()));
            let response = client.send(request)?;
            let milliseconds = clock.elapsed().saturating_sub(due).as_secs_f64() * 1000.0;
            if response.status != 200 {
                bail!("{} answered {}{}", request.path, response.status, advice(response.status));
            }
            let answer = Answer { milliseconds, size_bytes: response.body.len() };
            answers.lock().ok().context("another connection failed")?.push(answer);
        }
    };
    let outcomes: Vec<Result<()>> = thread::scope(|scope| {
        let connections: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(work)).collect();
        connections.into_iter().map(|it| it.join().unwrap_or_else(|_| bail!("a connection failed"))).collect()
    });
    outcomes.into_iter().collect::<Result<Vec<()>>>()?;
    answers.into_inner().ok().context("a connection failed")
}

fn advice(status: u16) -> &'static str {
    if status == 429 { ": start the server so that it takes the visitor's address from X-Forwarded-For" } else { "" }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    /// Answers one request at a time, the first one late.
    fn serve(answer: &'static [u8], first_delay: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            let mut delay = first_delay;
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
                thread::sleep(std::mem::take(&mut delay));
                stream.write_all(answer).unwrap();
            }
        });
        base_url
    }

    #[test]
    fn a_silence_makes_all_requests_late_that_fall_into_it() {
        let base_url =
            serve(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", Duration::from_millis(500));
        let requests = vec![Request { path: "/".to_owned(), ..Request::default() }; 6];
        let answers = send_all(&base_url, &requests, 100.0).unwrap();
        // The last of them is due 50 ms after the first, in the midst of the silence.
        assert!(answers.len() == 6 && answers.iter().all(|answer| answer.milliseconds > 300.0), "{answers:?}");
    }

    #[test]
    fn an_answer_that_is_no_page_ends_the_measurement() {
        let base_url = serve(b"HTTP/1.1 429 x\r\ncontent-length: 0\r\n\r\n", Duration::ZERO);
        let error = send_all(&base_url, &[Request { path: "/".to_owned(), ..Request::default() }], 100.0);
        assert!(error.unwrap_err().to_string().contains("X-Forwarded-For"));
    }
}
