//! What a browser calls itself, as a person would say it.

use crate::texts::Words;

/// "Chrome di Android". What a browser calls itself is long, and most of it is untrue.
pub(super) fn say(device: &str, words: &Words) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| device.contains(sign)).map(|(_, name)| *name);
    // In this order: most call themselves by the names of others as well.
    let browser = find(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => words.fill_all("device-both", &[("browser", browser), ("system", system)]),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => words.say("device-other"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

    use suar_app::Locale;

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn devices_are_said_plainly() {
        let words = Texts::load().unwrap().of(Locale::Indonesian);
        let android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 \
                       Mobile Safari/537.36";
        assert_eq!(say(android, &words), "Chrome di Android");
        assert_eq!(say("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", &words), "Firefox di Linux");
        assert_eq!(say("curl/8.1", &words), "curl");
        assert_eq!(say("<script>", &words), "perangkat lain");
    }
}
