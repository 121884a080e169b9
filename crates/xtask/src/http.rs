//! As much of HTTP/1.1 as checks and measurements need: one connection that is kept, one request at a time.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

const LONGEST_WAIT: Duration = Duration::from_secs(30);
const MOST_BODY_BYTES: usize = 16 << 20;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) path: String,
    /// The cookies of a session; none where empty.
    pub(crate) cookie: String,
    /// Whose request it is, for a server behind a proxy.
    pub(crate) visitor: String,
    pub(crate) is_compressed: bool,
    /// A form to post; without one, and without anything else to send, the page is fetched.
    pub(crate) form: Option<String>,
    /// The token of a program; none where empty.
    pub(crate) token: String,
    /// Something else to post, and what it is.
    pub(crate) content: Option<(&'static str, String)>,
}

impl Request {
    /// Fetches a page.
    pub(crate) fn get(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// What is sent, and what it is.
    fn sent(&self) -> Option<(&str, &str)> {
        let form = self.form.as_deref().map(|form| ("application/x-www-form-urlencoded", form));
        form.or_else(|| self.content.as_ref().map(|(kind, content)| (*kind, content.as_str())))
    }
}

/// What was answered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// The name and value of each cookie that was set.
    pub(crate) cookies: Vec<String>,
    /// As it came, compressed or not.
    pub(crate) body: Vec<u8>,
}

/// A connection to one server.
pub(crate) struct Client {
    host: String,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    pub(crate) fn new(base_url: &str) -> Result<Self> {
        let Some(host) = base_url.strip_prefix("http://") else {
            bail!("`{base_url}` does not begin with http://");
        };
        Ok(Self { host: host.to_owned(), connection: None })
    }

    /// Asks and waits for the whole answer. A kept connection that the server has closed meanwhile
    /// is opened anew once.
    pub(crate) fn send(&mut self, request: &Request) -> Result<Response> {
        let bytes = self.write_out(request);
        if let Some(connection) = self.connection.as_mut()
            && let Some(response) = ask(connection, bytes.as_bytes())?
        {
            return Ok(response);
        }
        let stream = TcpStream::connect(&self.host).with_context(|| format!("could not reach {}", self.host))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LONGEST_WAIT))?;
        let connection = self.connection.insert(BufReader::new(stream));
        ask(connection, bytes.as_bytes())?.context("the server closed the connection without an answer")
    }

    fn write_out(&self, request: &Request) -> String {
        let method = if request.sent().is_some() { "POST" } else { "GET" };
        let mut lines = vec![format!("{method} {} HTTP/1.1", request.path), format!("host: {}", self.host)];
        if !request.visitor.is_empty() {
            lines.push(format!("x-forwarded-for: {}", request.visitor));
        }
        if !request.cookie.is_empty() {
            lines.push(format!("cookie: {}", request.cookie));
        }
        if request.is_compressed {
            lines.push("accept-encoding: gzip".to_owned());
        }
        if !request.token.is_empty() {
            lines.push(format!("authorization: Bearer {}", request.token));
        }
        let (kind, content) = request.sent().unwrap_or_default();
        if request.sent().is_some() {
            lines.push(format!("content-type: {kind}"));
            lines.push(format!("content-length: {}", content.len()));
        }
        format!("{}\r\n\r\n{content}", lines.join("\r\n"))
    }
}

/// None where the connection turns out to be closed already.
fn ask(connection: &mut BufReader<TcpStream>, bytes: &[u8]) -> Result<Option<Response>> {
    let written = connection.get_mut().write_all(bytes);
    match written.and_then(|()| read_line(connection)) {
        Ok(line) if line.is_empty() => Ok(None),
        Ok(line) => read_response(connection, &line).map(Some),
        Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => Ok(None),
        Err(error) => Err(error).context("the server did not answer"),
    }
}

fn read_response(reader: &mut impl BufRead, first_line: &str) -> Result<Response> {
    let status = first_line.split(' ').nth(1).and_then(|number| number.parse().ok());
    let status = status.with_context(|| format!("`{first_line}` is no answer"))?;
    let mut cookies = Vec::new();
    let (mut length, mut is_chunked) = (0_usize, false);
    loop {
        let line = read_line(reader)?;
        let Some((name, value)) = line.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().context("a length that is no number")?,
            "transfer-encoding" => is_chunked = value.eq_ignore_ascii_case("chunked"),
            "set-cookie" => cookies.extend(value.split(';').next().map(str::to_owned)),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if is_chunked {
        read_chunks(reader, &mut body)?;
    } else {
        read_bytes(reader, length, &mut body)?;
    }
    Ok(Response { status, cookies, body })
}

fn read_chunks(reader: &mut impl BufRead, body: &mut Vec<u8>) -> Result<()> {
    loop {
        let line = read_line(reader)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).with_context(|| format!("`{line}` is no size of a chunk"))?;
        read_bytes(reader, size, body)?;
        read_line(reader)?;
        if size == 0 {
            return Ok(());
        }
    }
}

fn read_bytes(reader: &mut impl BufRead, length: usize, body: &mut Vec<u8>) -> Result<()> {
    if body.len() + length > MOST_BODY_BYTES {
        bail!("the answer is larger than {MOST_BODY_BYTES} bytes");
    }
    let read = reader.take(length as u64).read_to_end(body)?;
    if read < length {
        bail!("the answer was cut off");
    }
    Ok(())
}

/// A line without its end; empty at the end of the stream, too.
fn read_line(reader: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// Fields as a form posts them.
pub(crate) fn form_of(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

fn escape(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use std::net::TcpListener;
    use std::thread;

    use super::*;

    fn read(answer: &str) -> Result<Response> {
        let mut reader = answer.as_bytes();
        let first_line = read_line(&mut reader)?;
        read_response(&mut reader, &first_line)
    }

    #[test]
    fn answers_of_known_and_unknown_length_are_read() {
        let known = read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nset-cookie: a=b; Path=/\r\n\r\nabcd").unwrap();
        assert_eq!(known, Response { status: 200, cookies: vec!["a=b".to_owned()], body: b"abc".to_vec() });
        let chunked =
            read("HTTP/1.1 404 x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n").unwrap();
        assert_eq!((chunked.status, chunked.body.as_slice()), (404, b"abc".as_slice()));
    }

    #[test]
    fn broken_answers_are_errors() {
        for answer in ["", "HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", "SSH-2.0\r\n\r\n"] {
            assert!(read(answer).is_err(), "{answer}");
        }
        assert!(read("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n").is_err());
    }

    #[test]
    fn forms_hold_any_text() {
        assert_eq!(form_of(&[("text", "a b&é\n"), ("token", "x1")]), "text=a%20b%26%C3%A9%0A&token=x1");
    }

    #[test]
    fn a_connection_is_kept_and_opened_anew_when_it_was_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            for answers in [2, 1] {
                let mut stream = BufReader::new(listener.accept().unwrap().0);
                for _ in 0..answers {
                    while !read_line(&mut stream).unwrap().is_empty() {}
                    stream.get_mut().write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
                }
            }
        });
        let mut client = Client::new(&base_url).unwrap();
        for _ in 0..3 {
            assert_eq!(client.send(&Request { path: "/".to_owned(), ..Request::default() }).unwrap().status, 204);
        }
        server.join().unwrap();
    }
}
