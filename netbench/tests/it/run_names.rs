//! The names of files, and indices of folders.

use pavedroad_netbench::{RunName, read_index};

#[test]
fn a_file_name_tells_path_and_round() {
    for (file, path, round) in [
        ("r00_host_qperf_lat.txt", "host", Some(0)),
        ("rounds/r11_flannel-vxlan_iperf3.txt", "flannel-vxlan", Some(11)),
        ("3_calico-bgp_ping.txt", "calico-bgp", Some(3)),
        ("r03_flannel_host-gw_sockperf.txt", "flannel_host-gw", Some(3)),
        ("host_12.json", "host", Some(12)),
        ("host_r12_iperf3.json", "host", Some(12)),
        ("calico-bgp.txt", "calico-bgp", None),
        ("calico-bgp_ping", "calico-bgp", None),
        ("calico-bgp/ping.txt", "calico-bgp", None),
        ("a/b/calico-bgp/r2_ping.txt", "calico-bgp", Some(2)),
        ("cilium.v1.16_ping.txt", "cilium.v1.16", None),
        ("r99999999999_host_ping.txt", "r99999999999_host", None),
        ("Ping.txt", "", None),
        ("", "", None),
    ] {
        let name = RunName::of(file);
        assert_eq!((name.path.as_str(), name.round), (path, round), "{file:?}");
    }
}

#[test]
fn an_index_is_read_whoever_wrote_more_into_it() {
    let text = "\u{feff}{\"file\": \"a.txt\", \"path\": \"host\", \"round\": 3, \"pos\": 1, \"rc\": 0, \"busy_frac\": 0.25, \
                \"load1\": 2.5, \"cmd\": \"ping\", \"scenario\": \"wire\"}\r\n\n\
                {\"file\": \"b.txt\", \"path\": \"host\", \"round\": 4, \"exitCode\": 1, \"position\": null}\n";
    let entries = read_index(text).unwrap();
    assert_eq!(entries.len(), 2);
    let [first, second] = &entries[..] else { panic!() };
    assert_eq!((first.position, first.exit_code, first.busy, first.load1), (Some(1), Some(0), Some(0.25), Some(2.5)));
    assert_eq!(first.command.as_deref(), Some("ping"));
    assert_eq!((second.round, second.exit_code, second.position), (4, Some(1), None));
}

#[test]
fn every_line_of_an_index_that_cannot_be_read_is_told() {
    let text = "{\"file\": \"a.txt\", \"path\": \"host\", \"round\": 0}\n\
                ping\n\
                {\"file\": \"b.txt\", \"path\": \"host\"}\n\
                {\"file\": \"a.txt\", \"path\": \"host\", \"round\": 1}\n\
                {\"file\": \"c.txt\", \"path\": \"host\", \"round\": -1}\n\
                {\"file\": \"d.txt\", \"path\": \"host\", \"round\": 1, \"busy\": 40}\n";
    assert_eq!(
        read_index(text).unwrap_err().to_string(),
        "line 2: expected value at column 1\n\
         line 3: missing field `round` at column 33\n\
         line 4: found \"a.txt\" again, as in line 1\n\
         line 5: invalid value: integer `-1`, expected u32 at column 45\n\
         line 6: found `busy` outside 0 to 1"
    );
}
