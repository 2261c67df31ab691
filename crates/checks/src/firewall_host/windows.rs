//! Windows: products in the Security Center, and the profiles of Windows' own firewall. Both speak in numbers, so the
//! language of the system does not matter.

use porchlight_host::{FirewallProfile, ProductState, Provider, SecurityProduct};

use super::Evidence;
use crate::asker::Asker;
use crate::check::Obstacle;

/// Domain, private, public.
const PROFILES: [u32; 3] = [1, 2, 4];

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let products = asker.security_products(Provider::Firewall);
    if products.as_ref().is_ok_and(|products| products.iter().any(works_alone)) {
        return Ok(Evidence::ThirdParty);
    }
    let profiles = profiles(asker)?;
    if profiles.iter().all(|profile| profile.enabled) {
        return Ok(Evidence::Windows { profiles, other: None });
    }
    // Only here does it matter whether another product does the work, so only here may its silence stand in the way.
    let products = products?;
    if products.iter().any(|product| product.state == ProductState::On) {
        return Err(Obstacle::INCONCLUSIVE);
    }
    let snoozed = products.iter().any(|product| product.state == ProductState::Snoozed);
    Ok(Evidence::Windows { profiles, other: snoozed.then_some(ProductState::Snoozed) })
}

/// Whether a product that is switched on is another one than Windows' own, whose brand stays in every translation of
/// its name. An upgrade may leave a product listed twice: the best state counts.
fn works_alone(product: &SecurityProduct) -> bool {
    let is_windows_own = ["Windows", "Microsoft"].iter().any(|brand| product.name.contains(brand));
    product.state == ProductState::On && !is_windows_own
}

/// All three profiles. With one missing the answer is none: nothing is "all on".
fn profiles(asker: &Asker<'_>) -> Result<Vec<FirewallProfile>, Obstacle> {
    let profiles = asker.firewall_profiles()?;
    let is_there = |number: &u32| profiles.iter().filter(|profile| profile.profile == *number).count() == 1;
    let complete = profiles.len() == PROFILES.len() && PROFILES.iter().all(is_there);
    if complete { Ok(profiles) } else { Err(Obstacle::PARSE) }
}
