//! What opens a door: passwords, PINs and codes by the word before them, keys and tokens by how they look.
//!
//! `label.rs` reads `password: …` and its like, `token.rs` knows keys by their makers' prefixes and by chance alone.
//! Words about a password ("my password is not working") are no password.

mod label;
mod token;

use super::text::Text;
use super::{Match, Redaction, When};

pub const CREDENTIAL: Redaction = Redaction {
    name: "credential",
    doc: "A password, PIN, one-time code, API key, token or private key, by its label or its form.",
    when: When::Always,
    find,
};

fn find(text: &Text<'_>, found: &mut Vec<Match>) {
    token::find(text, found);
    label::find(text, found);
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn what_opens_a_door_is_found() {
        for (text, secret) in [
            ("password: hunter2", "hunter2"),
            ("My password is Tr0ub4dor&3, can you check?", "Tr0ub4dor&3"),
            ("my password is sunshine", "sunshine"),
            ("Passwort: Sommer2024!", "Sommer2024!"),
            ("mi contraseña es Gato_99", "Gato_99"),
            ("mot de passe : azerty123", "azerty123"),
            ("user bob, pwd=letmein", "letmein"),
            ("{\"password\": \"correct horse battery\"}", "correct horse battery"),
            ("password for my account is qwerty12", "qwerty12"),
            ("DB_PASSWORD=s3cr3t", "s3cr3t"),
            ("login with password hunter22 fails", "hunter22"),
            ("пароль: qwerty77", "qwerty77"),
            ("my pin is 504432", "504432"),
            ("the code? OTP: 123456", "123456"),
            ("your verification code is 882211", "882211"),
            ("api key: 9f8e7d6c5b4a39281706", "9f8e7d6c5b4a39281706"),
            ("X-API-Key: abcd1234efgh5678", "abcd1234efgh5678"),
            ("Authorization: Bearer abcdEFGH1234ijklMNOP", "abcdEFGH1234ijklMNOP"),
            ("Authorization: Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA=="),
            ("https://x.example/reset?token=a8f3k2l9m1n7", "a8f3k2l9m1n7"),
            ("postgres://app:s3cr3t@db.example/x", "s3cr3t"),
        ] {
            assert_eq!(found("credential", text), [secret], "{text}");
        }
    }

    /// Put together here, so that no scanner takes this file for a leak.
    #[test]
    fn keys_are_known_by_their_makers_prefix() {
        let hex = "0123456789abcdef0123456789abcdef";
        let mixed = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        for (prefix, rest) in [
            ("sk_live_", mixed),
            ("sk-proj-", mixed),
            ("sk-ant-api03-", mixed),
            ("ghp_", mixed),
            ("github_pat_", mixed),
            ("glpat-", &mixed[..20]),
            ("xoxb-", "123456789012-abcdefABCDEF"),
            ("AKIA", "IOSFODNN7EXAMPL3"),
            ("AIza", &mixed[..35]),
            ("hf_", mixed),
            ("shpat_", hex),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.", "c2lnbmF0dXJlLXNpZ25hdHVyZQ"),
        ] {
            let key = format!("{prefix}{rest}");
            assert_eq!(found("credential", &format!("it says {key} is bad")), [key.as_str()]);
        }
        let pem = format!("-----BEGIN RSA PRIVATE {}-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----", "KEY");
        assert_eq!(found("credential", &format!("my key:\n{pem}\nthanks")), [pem.as_str()]);
        let random = "wJalrXUtnFEMI7MDENGbPxRfiCYq8ZkL2vT9";
        assert_eq!(found("credential", &format!("what is {random}?")), [random]);
    }

    #[test]
    fn words_about_passwords_and_long_names_are_left_alone() {
        for text in [
            "my password is not working",
            "my password is incorrect",
            "the password is wrong, reset it",
            "I forgot my password: what do I do?",
            "how do I change my password",
            "password reset 3 days ago",
            "Password: forgotten",
            "delivery for pin code 851133",
            "600041 is my pincode",
            "do you deliver to pin 591237",
            "where do I find the api key",
            "the token is expired",
            "my secret santa gift is late",
            "order DK-20441-AB12",
            "https://docs.example/d/1aB2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8/edit",
            "commit 0123456789abcdef0123456789abcdef01234567",
            "550e8400-e29b-41d4-a716-446655440000",
            "id cd4d811e-ab12-322b-8255-EXAMPLEb1bc8",
            "&X-Amz-Date=20131016T233051Z&x=1",
            "charge ch_3MtwBwLkdIwHu7ix28a3tqPa failed",
            "InternationalBusinessMachinesCorporation2024",
            "use code SUMMER2024",
            "sk-what?",
        ] {
            assert!(found("credential", text).is_empty(), "{text}: {:?}", found("credential", text));
        }
    }
}
