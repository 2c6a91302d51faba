//! Label selectors: legal texts with what is printed, and illegal ones with the reason.

/// What is written, and what Kubernetes prints.
pub(crate) const ACCEPTED: &[(&str, &str)] = &[
    ("", ""),
    (" \t\r\n", ""),
    ("app", "app"),
    ("!app", "!app"),
    ("! app ", "!app"),
    ("app=ai-dc-web", "app=ai-dc-web"),
    ("app==ai-dc-web", "app==ai-dc-web"),
    ("app!=ai-dc-web", "app!=ai-dc-web"),
    (" app = ai-dc-web ", "app=ai-dc-web"),
    ("app=", "app="),
    ("app=,tier", "app=,tier"),
    ("app!=", "app!="),
    ("app.kubernetes.io/name=ai-dc-web", "app.kubernetes.io/name=ai-dc-web"),
    ("tier in (web,api)", "tier in (api,web)"),
    ("tier in(web)", "tier in (web)"),
    ("tier notin ( web , api , web )", "tier notin (api,web)"),
    ("tier in ()", "tier in ()"),
    ("tier in (,)", "tier in ()"),
    ("tier in (,web)", "tier in (,web)"),
    ("tier in (web,)", "tier in (,web)"),
    ("tier in (web,,api)", "tier in (,api,web)"),
    ("tier in (web,,,)", "tier in (,web)"),
    ("build>20", "build>20"),
    ("build < 020", "build<020"),
    ("build>9223372036854775807", "build>9223372036854775807"),
    // The words are words only where an operator stands.
    ("in", "in"),
    ("in in (in,notin)", "in in (in,notin)"),
    ("notin=in", "notin=in"),
    ("!in,notin notin (in)", "!in,notin notin (in)"),
    // Sorted by key, bytewise; one key's requirements stay in their order.
    ("tier=web,app=ai-dc-web,App", "App,app=ai-dc-web,tier=web"),
    ("app!=b,app!=a,app", "app!=b,app!=a,app"),
    ("v1=1,v=1,v-a=1", "v=1,v-a=1,v1=1"),
    // A NUL ends the text where a token could begin, and is passed over after one.
    ("app \0 what ever", "app"),
    ("app=\0ai-dc-web", "app=ai-dc-web"),
];

/// What is written, and why it is refused.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    (",", "found \",\" at byte 0, expected a label key or '!'"),
    ("app,", "found the end at byte 4, expected a label key or '!' after ','"),
    ("app,,tier", "found \",\" at byte 4, expected a label key or '!' after ','"),
    ("!", "found the end at byte 1, expected a label key after '!'"),
    ("!!app", "found \"!\" at byte 1, expected a label key after '!'"),
    ("!app=ai-dc-web", "found \"=\" at byte 4, expected ',' or the end"),
    ("=web", "found \"=\" at byte 0, expected a label key or '!'"),
    ("app web", "found \"web\" at byte 4, expected one of '=', '==', '!=', '>', '<', \"in\", \"notin\", or ','"),
    ("app===web", "found \"=\" at byte 5, expected a label value"),
    ("app=!web", "found \"!\" at byte 4, expected a label value"),
    ("app=(web)", "found \"(\" at byte 4, expected a label value"),
    ("app=web tier=api", "found \"tier\" at byte 8, expected ',' or the end; did you mean \"app=web,tier=api\"?"),
    ("tier in", "found the end at byte 7, expected '(' after \"in\" or \"notin\""),
    ("tier in web", "found \"web\" at byte 8, expected '(' after \"in\" or \"notin\"; did you mean \"tier in (web)\"?"),
    ("tier in (web", "found the end at byte 12, expected ',' or ')'"),
    ("tier in (web api)", "found \"api\" at byte 13, expected ',' or ')'"),
    ("tier in (web,", "found the end at byte 13, expected a label value or ','"),
    ("tier in (=)", "found \"=\" at byte 9, expected a label value or ','"),
    // Accepted from Kubernetes 1.35 on.
    ("tier in (web,,)", "found \")\" at byte 14, expected a label value or ','"),
    ("tier in (web))", "found \")\" at byte 13, expected ',' or the end"),
    ("build>v20", "found \"v20\" at byte 6, expected an integer of at most 9223372036854775807"),
    ("build>", "found \"\" at byte 6, expected an integer of at most 9223372036854775807"),
    (
        "build>9223372036854775808",
        "found \"9223372036854775808\" at byte 6, expected an integer of at most 9223372036854775807",
    ),
    ("build>-1", "found '-' at byte 6, expected a letter or a digit in a label value; did you mean \"build>1\"?"),
    (
        "app:web",
        "found ':' at byte 3, expected a letter, a digit, '-', '_' or '.' in a label key; did you mean \"app=web\"?",
    ),
    (
        "app=web,tier=a+b",
        "found '+' at byte 14, expected a letter, a digit, '-', '_' or '.' in a label value; did you mean \
         \"app=web,tier=a-b\"?",
    ),
    ("/app", "found '/' at byte 0, expected a prefix before '/' in a label key; did you mean \"app\"?"),
    ("app/", "found the end at byte 4, expected a name of 1 to 63 bytes after '/' in a label key"),
    ("app, \0tier ", "found '\\0' at byte 5, expected a label key or '!' after ','"),
];
