//! Identifiers made from content: UUIDs of version 5 (RFC 9562, section 5.5), which is SHA-1 over a namespace and a name.
//!
//! OSCAL wants versions 4 or 5 and a new identifier where the content is new; version 4 is a random number and would make every
//! export a different file.

use sha1::{Digest, Sha1};

/// The namespace for URLs (RFC 9562, section 6.6).
const URL: [u8; 16] = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// The identifier of `content` in Yagura's namespace.
pub(super) fn of_content(content: &str) -> String {
    spelled(version_5(&version_5(&URL, super::NAMESPACE), content))
}

fn version_5(namespace: &[u8; 16], name: &str) -> [u8; 16] {
    let hash = Sha1::new().chain_update(namespace).chain_update(name.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    bytes
}

fn spelled(bytes: [u8; 16]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identifier_is_the_published_one() {
        // RFC 9562, appendix A.4: www.example.com in the namespace of domain names.
        let mut names = URL;
        names[3] = 0x10;
        assert_eq!(spelled(version_5(&names, "www.example.com")), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn other_content_is_another_identifier() {
        assert_eq!(of_content("a"), of_content("a"));
        assert_ne!(of_content("a"), of_content("b"));
    }
}
