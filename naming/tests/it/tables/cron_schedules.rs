//! Cron schedules: legal texts, and illegal ones with the reason.

pub(crate) const ACCEPTED: &[&str] = &[
    "* * * * *",
    "30 2 * * 1-5",
    "*/15 0,12 1-7/2 JAN-jun mon",
    "5/15 * * * *",
    "? ? ? ? ?",
    "  0\t0 \n1 1 * ",
    "0 0 1 1 *\u{2003}",
    "+5 * * * *",
    "0 0 * * sUn-SAT/2",
    "0 0 * * fr\u{130}",
    "0 0 31 2 *",
    "*/100 * * * *",
    "0/9223372036854775807 * * * *",
    // Odd, and accepted by the reference.
    ", * * * *",
    "1,,2, * * * *",
    "*-x * * * *",
    "?-5-7/2 * * * *",
    "007 * * * *",
    "@yearly",
    "@annually",
    "@monthly",
    "@weekly",
    "@daily",
    "@midnight",
    "@hourly",
    "@every 1h30m",
    "@every 1.5h",
    "@every 0",
    "@every -1h",
    "@every 1ns",
    "@every 1\u{b5}s",
    "@every +90s",
    "@every 2562047h47m16.854775807s",
    "0 0 1-1 * *",
];

pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected five fields, or a word such as @daily"),
    (" ", "found 0 fields at byte 1, expected 5: minute, hour, day of the month, month, day of the week"),
    ("0 2 * *", "found 4 fields at byte 7, expected 5: minute, hour, day of the month, month, day of the week"),
    (
        "0 30 2 * * *",
        "found 6 fields at byte 12, expected 5: minute, hour, day of the month, month, day of the week; Kubernetes has \
         no field for seconds",
    ),
    ("60 * * * *", "found \"60\" at byte 0, expected a minute of 0 to 59"),
    ("0 24 * * *", "found \"24\" at byte 2, expected an hour of 0 to 23"),
    ("0 0 0 * *", "found \"0\" at byte 4, expected a day of the month of 1 to 31"),
    ("0 0 1 13 *", "found \"13\" at byte 6, expected a month of 1 to 12, or jan to dec"),
    (
        "0 0 * * 7",
        "found \"7\" at byte 8, expected a day of the week of 0 to 6, or sun to sat; sunday is 0 to Kubernetes",
    ),
    ("0 0 * * MONDAY", "found \"MONDAY\" at byte 8, expected a day of the week of 0 to 6, or sun to sat"),
    ("0 0 L * *", "found \"L\" at byte 4, expected a day of the month of 1 to 31"),
    ("1- * * * *", "found nothing at byte 2, expected a minute of 0 to 59"),
    ("1-2-3 * * * *", "found \"2-3\" at byte 2, expected a minute of 0 to 59"),
    ("0 1,-5 * * *", "found nothing at byte 4, expected an hour of 0 to 23"),
    ("*/0 * * * *", "found \"0\" at byte 2, expected a step of 1 or more after '/'"),
    ("1/2/3 * * * *", "found \"2/3\" at byte 2, expected a step of 1 or more after '/'"),
    ("0 22-2 * * *", "found \"22-2\" at byte 2, expected a range that ascends; two ranges say it: \"22-23,0-2\""),
    (
        "TZ=Asia/Shanghai 0 2 * * *",
        "found \"TZ\" at byte 0, expected no time zone in the schedule; a CronJob has spec.timeZone for it",
    ),
    (
        "CRON_TZ=UTC @daily",
        "found \"TZ\" at byte 5, expected no time zone in the schedule; a CronJob has spec.timeZone for it",
    ),
    (
        "@dayly",
        "found \"@dayly\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; did \
         you mean \"@daily\"?",
    ),
    (
        "@reboot",
        "found \"@reboot\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration",
    ),
    (
        "@every 1d",
        "found \"@every 1d\" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; \
         a duration has the units h, m and s: @every 1h30m",
    ),
    (
        "@daily ",
        "found \"@daily \" at byte 0, expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration; \
         did you mean \"@daily\"?",
    ),
    (" @daily", "found 1 field at byte 7, expected 5: minute, hour, day of the month, month, day of the week"),
];
