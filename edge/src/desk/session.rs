//! The session cookie: not readable by scripts, not sent from other sites, for the desk's addresses only.

const NAME: &str = "baton_desk";

/// The value of `set-cookie`. Lasting 0 seconds deletes it.
pub fn cookie(token: &str, seconds: u64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{NAME}={token}; Path=/desk; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

/// The token among the cookies of a request.
pub fn token(cookies: &str) -> Option<&str> {
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, v)| v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        assert_eq!(token("a=b; baton_desk=t0k; c=d"), Some("t0k"));
        assert_eq!(token("xbaton_desk=t0k"), None);
        assert_eq!(token(""), None);
    }
}
