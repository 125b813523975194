//! How news reach the chat: a socket where one opens, long polling where none does, and what to do after each failure.

use shared::wire::Have;

/// The first pause after a failure, in milliseconds; it doubles up to [`LONGEST`].
const FIRST: u32 = 500;
const LONGEST: u32 = 15_000;
/// Sockets that must fail in a row before polling is tried: one failure is often just the Worker starting again.
const SOCKETS: u32 = 2;

/// The connection for news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub state: State,
    /// Sockets in a row that closed before the first message
    sockets: u32,
    /// Failures in a row of any kind
    fails: u32,
    /// Polls in a row that were answered
    polls: u32,
    /// Number of the running pause: the end of any other one is old news
    pause: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing to listen to yet
    #[default]
    Off,
    Opening,
    /// The socket has said something
    Live,
    Polling,
    /// A pause after a failure
    Waiting,
    /// The page is in the back/forward cache
    Frozen,
}

/// What happened to the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// There is a conversation to listen to
    Wanted,
    /// The socket's first message
    Heard,
    /// The socket closed, or was silent for too long
    Lost,
    /// A poll was answered
    Polled,
    /// A poll came to nothing
    PollLost,
    /// This pause is over
    Rested(u32),
    /// The network is back, or the page is looked at again
    Wake,
    /// Into and out of the back/forward cache
    Freeze,
    Thaw,
    /// There is a hole in what was received
    Gap,
    /// The conversation is gone
    Gone,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// Open a socket; news after this position
    Open(u64),
    Close,
    /// Is the socket still there?
    Check,
    Poll(u64, Option<Have>),
    /// Say [`News::Rested`] with this number after this many milliseconds, more or less
    Pause(u32, u32),
}

impl Link {
    /// News are arriving, as far as one can know.
    pub fn live(&self) -> bool {
        matches!(self.state, State::Live) || (self.state == State::Polling && self.polls > 0)
    }

    /// Long enough without news that the visitor should be told.
    pub fn troubled(&self) -> bool {
        self.fails > 1 && !self.live()
    }

    pub fn update(&mut self, news: News, after: u64, have: Option<Have>) -> Vec<Do> {
        match (self.state, news) {
            (State::Off, News::Wanted) => self.go(after, have),
            (State::Frozen, News::Thaw) => self.go(after, have),
            (State::Waiting, News::Wake | News::Wanted) => self.go(after, have),
            (State::Waiting, News::Rested(n)) if n == self.pause => self.go(after, have),
            (State::Opening | State::Live, News::Heard) => {
                (self.state, self.sockets, self.fails, self.polls) = (State::Live, 0, 0, 0);
                Vec::new()
            }
            (State::Live, News::Wake) => vec![Do::Check],
            (State::Live, News::Lost) => self.wait(),
            (State::Opening, News::Lost) => {
                self.sockets += 1;
                if self.sockets == SOCKETS || self.polls > 0 { self.poll(after, have) } else { self.wait() }
            }
            (State::Live, News::Gap) => {
                self.state = State::Opening;
                vec![Do::Close, Do::Open(after)]
            }
            (State::Polling, News::Polled) => {
                (self.polls, self.fails) = (self.polls + 1, 0);
                // A socket is better; it is tried after 1, 2, 4, 8 … polls.
                if self.polls.is_power_of_two() {
                    self.state = State::Opening;
                    vec![Do::Open(after)]
                } else {
                    self.poll(after, have)
                }
            }
            (State::Polling, News::PollLost) => {
                // Then it was not the sockets that are forbidden.
                (self.sockets, self.polls) = (0, 0);
                self.wait()
            }
            (State::Off | State::Frozen, News::Freeze) => Vec::new(),
            (_, News::Freeze) => {
                self.state = State::Frozen;
                vec![Do::Close]
            }
            (State::Off | State::Frozen, News::Gone) => Vec::new(),
            (_, News::Gone) => {
                self.state = State::Off;
                vec![Do::Close]
            }
            _ => Vec::new(),
        }
    }

    fn go(&mut self, after: u64, have: Option<Have>) -> Vec<Do> {
        if self.sockets >= SOCKETS {
            return self.poll(after, have);
        }
        self.state = State::Opening;
        vec![Do::Open(after)]
    }

    fn poll(&mut self, after: u64, have: Option<Have>) -> Vec<Do> {
        self.state = State::Polling;
        vec![Do::Poll(after, have)]
    }

    fn wait(&mut self) -> Vec<Do> {
        let ms = pause(self.fails);
        self.state = State::Waiting;
        self.fails += 1;
        self.pause += 1;
        vec![Do::Pause(ms, self.pause)]
    }
}

/// The pause after this many failures in a row.
pub fn pause(fails: u32) -> u32 {
    (FIRST << fails.min(5)).min(LONGEST)
}
