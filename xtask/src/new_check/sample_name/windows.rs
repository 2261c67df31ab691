//! Windows: not read yet, and the check says so.

use porchlight_contract::UnknownCause;

use crate::asker::Asker;
use crate::check::Obstacle;

pub(super) fn is_on(_: &Asker<'_>) -> Result<bool, Obstacle> {
    Err(Obstacle::new(UnknownCause::UnsupportedSystem))
}
