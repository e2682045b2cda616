//! Who sends slowly or never reads holds nobody up.

use super::*;

#[test]
fn a_slow_sender_is_cut_off_and_the_others_are_served() {
    let soon = Duration::from_millis(300);
    let workshop = Workshop::begin_with(&[], Patience { head: soon, body: soon, reader: soon });
    let host = format!("Host: {}\r\nConnection: close\r\n", workshop.address);
    let body =
        format!("POST /api/teams HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{{\"na");
    // Nothing at all, half a head, half a body: each would wait for ever.
    for (sent, answer) in [("", ""), ("GET / HTTP/1.1\r\nHo", ""), (body.as_str(), "HTTP/1.1 408")] {
        let slow = std::thread::scope(|scope| {
            let slow = scope.spawn(|| workshop.raw(sent.as_bytes()));
            assert_eq!(workshop.get("/api/state", "").0, 200);
            slow.join().expect("it ends")
        });
        assert!(slow.starts_with(answer) && slow.is_empty() == answer.is_empty(), "{sent:?}: {slow}");
    }
    // A letter now and then is no better.
    let mut stream = TcpStream::connect(workshop.address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_millis(20))).expect("a timeout");
    let gone = (0..1000).any(|_| {
        let sent = stream.write_all(b"G");
        let mut answer = [0; 64];
        // Nothing to read yet is what a patient server gives.
        let waits = |error: &std::io::Error| {
            matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
        };
        sent.is_err() || stream.read(&mut answer).map_or_else(|error| !waits(&error), |read| read == 0)
    });
    assert!(gone, "a head that never ends is not waited for");
}

#[test]
fn a_listener_who_never_reads_holds_nobody_up() {
    let workshop = Workshop::begin(&[]);
    let listen = format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n", workshop.address);
    let stalled: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(workshop.address).expect("the server listens");
            stream.write_all(listen.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let mut reading = TcpStream::connect(workshop.address).expect("the server listens");
    reading.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    reading.write_all(listen.as_bytes()).expect("sent");
    // Each change is told to all of them.
    for round in 0..60 {
        workshop.phase(if round % 2 == 0 { "scenario" } else { "choose" });
    }
    workshop.phase("predict");
    let mut heard = String::new();
    let mut bytes = [0; 4096];
    while !heard.contains("\"phase\":\"predict\"") {
        let read = reading.read(&mut bytes).expect("the newest state comes");
        assert!(read > 0, "the stream goes on");
        heard.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    assert_eq!(workshop.get("/api/state", "").1["phase"], "predict");
    drop(stalled);
}
