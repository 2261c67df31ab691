//! Who asks, if a proxy stands before the collector.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word for a client's address is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Proxies(Vec<IpAddr>);

impl Proxies {
    pub(super) fn new(addresses: Vec<IpAddr>) -> Self {
        Self(addresses.into_iter().map(|address| address.to_canonical()).collect())
    }

    /// Whether this is one of them.
    pub(super) fn trusts(&self, peer: IpAddr) -> bool {
        self.0.contains(&peer.to_canonical())
    }

    /// The client's address: the last one in `X-Forwarded-For` that is none of the proxies. What stands before it was
    /// written by the client itself. From anybody else the header counts for nothing.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.0.contains(&peer) {
            return peer;
        }
        let mut client = peer;
        for value in headers.get_all(FORWARDED_FOR).iter().rev() {
            for said in value.to_str().unwrap_or_default().rsplit(',') {
                // An entry that is no address: its neighbour that vouched for it is the last one known.
                let Ok(address) = said.trim().parse::<IpAddr>() else { return client };
                client = address.to_canonical();
                if !self.0.contains(&client) {
                    return client;
                }
            }
        }
        client
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::new(vec!["10.0.0.1".parse().unwrap(), "::1".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_known_proxy_says_who_asks() {
        assert_eq!(client("10.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(client("::ffff:10.0.0.1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(client("::1", &["203.0.113.7, 10.0.0.1"]), "203.0.113.7");
    }

    #[test]
    fn nobody_else_says_who_asks() {
        assert_eq!(client("198.51.100.4", &["203.0.113.7"]), "198.51.100.4");
    }

    #[test]
    fn what_the_client_wrote_itself_does_not_count() {
        assert_eq!(client("10.0.0.1", &["127.0.0.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(client("10.0.0.1", &["127.0.0.1", "203.0.113.7"]), "203.0.113.7");
    }

    #[test]
    fn nonsense_leaves_the_last_address_that_is_known() {
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["unknown"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["203.0.113.7,"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["203.0.113.7, <script>, ::1"]), "::1");
    }
}
