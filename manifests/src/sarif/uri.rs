//! The name of a file as a URI.

use std::fmt::Write;

/// The name of a file as a URI reference (RFC 3986): `apps/web.yaml`, `file:///home/me/app.yaml`,
/// `file:///C:/apps/web.yaml`. `\` separates folders as `/` does, since a text does not tell which system wrote it.
pub(super) fn uri(file: &str) -> String {
    let file = file.replace('\\', "/");
    let drive = |name: &str| matches!(name.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let mut uri = String::with_capacity(file.len() + "file:///".len());
    let rest = match file.strip_prefix("//") {
        // What Windows calls a share: the first name is a host. More slashes are one.
        Some(share) if !share.starts_with('/') => {
            uri.push_str("file://");
            share
        }
        _ if file.starts_with('/') => {
            uri.push_str("file:///");
            file.trim_start_matches('/')
        }
        _ if drive(&file) => {
            uri.push_str("file:///");
            // The one colon that stays: behind the letter of a drive.
            let (letter, rest) = file.split_at(1);
            uri.push_str(letter);
            uri.push(':');
            rest.trim_start_matches(':')
        }
        _ => &file,
    };
    // `./app.yaml` is `app.yaml` for who opens a file, and another name for who compares texts.
    let parts: Vec<&str> = rest.split('/').filter(|part| *part != ".").collect();
    for byte in parts.join("/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => uri.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'@' | b'+' | b',' | b'=' => uri.push(char::from(byte)),
            // Writing to a String cannot fail. A colon too: the first part of a relative one would be a scheme.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_file_is_a_uri_reference() {
        for (file, expected) in [
            ("app.yaml", "app.yaml"),
            ("examples/apps/ai-dc-web.yaml", "examples/apps/ai-dc-web.yaml"),
            ("./apps/./web.yaml", "apps/web.yaml"),
            ("../apps/web.yaml", "../apps/web.yaml"),
            ("my apps/100% [new]#1?.yaml", "my%20apps/100%25%20%5Bnew%5D%231%3F.yaml"),
            ("数据/app.yaml", "%E6%95%B0%E6%8D%AE/app.yaml"),
            ("http:app.yaml", "http%3Aapp.yaml"),
            ("apps\\web.yaml", "apps/web.yaml"),
            (".\\apps\\web.yaml", "apps/web.yaml"),
            ("C:\\apps\\my web.yaml", "file:///C:/apps/my%20web.yaml"),
            ("c:/apps/a:b.yaml", "file:///c:/apps/a%3Ab.yaml"),
            ("C:app.yaml", "C%3Aapp.yaml"),
            ("\\\\server\\share\\app.yaml", "file://server/share/app.yaml"),
            ("/home/me/app.yaml", "file:///home/me/app.yaml"),
            ("///home/me/app.yaml", "file:///home/me/app.yaml"),
            ("<standard input>", "%3Cstandard%20input%3E"),
            ("", ""),
        ] {
            assert_eq!(uri(file), expected, "{file:?}");
        }
    }
}
