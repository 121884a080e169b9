use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::AddressKey;

/// How often one address may do something. Thousands of people can share an address of a mobile
/// network, so the defaults are generous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// So many at once.
    pub burst: u32,
    /// So many an hour in the long run.
    pub per_hour: u32,
}

/// What is budgeted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Spending {
    Check,
    Report,
    Contest,
    LookUp,
    SignIn,
    ApiCall,
    UnknownToken,
}

/// What each address has left. Bounded memory; addresses only as keyed hashes.
pub(crate) struct Budgets {
    buckets: Mutex<FxHashMap<(Spending, AddressKey), Bucket>>,
    most: usize,
}

struct Bucket {
    left: f64,
    at_ms: i64,
    budget: Budget,
}

impl Budgets {
    pub(crate) fn new(most: usize) -> Self {
        Self { buckets: Mutex::default(), most }
    }

    /// Takes one from the budget, or says in how many seconds there is one again.
    pub(crate) fn spend(
        &self,
        spending: Spending,
        address: AddressKey,
        budget: Budget,
        now: Timestamp,
    ) -> Result<(), u64> {
        let now_ms = now.as_millisecond();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= self.most && !buckets.contains_key(&(spending, address)) {
            make_room(&mut buckets, now_ms, self.most);
        }
        let bucket = buckets.entry((spending, address)).or_insert(Bucket {
            left: f64::from(budget.burst),
            at_ms: now_ms,
            budget,
        });
        bucket.refill(now_ms);
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        let per_second = f64::from(budget.per_hour.max(1)) / 3600.0;
        Err(((1.0 - bucket.left) / per_second).ceil().max(1.0) as u64)
    }
}

impl Bucket {
    fn refill(&mut self, now_ms: i64) {
        let passed_ms = (now_ms - self.at_ms).max(0) as f64;
        let refilled = self.left + passed_ms * f64::from(self.budget.per_hour) / 3_600_000.0;
        self.left = refilled.min(f64::from(self.budget.burst));
        self.at_ms = self.at_ms.max(now_ms);
    }
}

/// Full buckets say nothing and go first. Where that frees nothing, every second goes: letting
/// a few people begin anew is better than refusing all.
fn make_room(buckets: &mut FxHashMap<(Spending, AddressKey), Bucket>, now_ms: i64, most: usize) {
    buckets.retain(|_, bucket| {
        bucket.refill(now_ms);
        bucket.left < f64::from(bucket.budget.burst)
    });
    if buckets.len() * 2 > most {
        let mut keeps = false;
        buckets.retain(|_, _| {
            keeps = !keeps;
            keeps
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Addresses, SecretKey};
    use super::*;

    const BUDGET: Budget = Budget { burst: 2, per_hour: 3600 };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn address(number: u8) -> AddressKey {
        let mut parts = axum::http::Request::new(()).into_parts().0;
        let connection = std::net::SocketAddr::from(([192, 0, 2, number], 1));
        parts.extensions.insert(axum::extract::ConnectInfo(connection));
        Addresses::new(&SecretKey::new([1; 32]), None).of_request(&parts)
    }

    #[test]
    fn a_budget_is_spent_and_comes_back() {
        let budgets = Budgets::new(10);
        let spend = |second| budgets.spend(Spending::Check, address(1), BUDGET, at(second));
        assert_eq!([spend(0), spend(0), spend(0)], [Ok(()), Ok(()), Err(1)]);
        assert_eq!([spend(1), spend(1)], [Ok(()), Err(1)]);
    }

    #[test]
    fn neither_another_address_nor_another_act_pays_for_it() {
        let budgets = Budgets::new(10);
        let one = Budget { burst: 1, per_hour: 60 };
        assert_eq!(budgets.spend(Spending::Check, address(1), one, at(0)), Ok(()));
        assert_eq!(budgets.spend(Spending::Check, address(1), one, at(0)), Err(60));
        assert_eq!(budgets.spend(Spending::Check, address(2), one, at(0)), Ok(()));
        assert_eq!(budgets.spend(Spending::Report, address(1), one, at(0)), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let budgets = Budgets::new(16);
        for number in 0..=255 {
            assert_eq!(budgets.spend(Spending::Check, address(number), BUDGET, at(0)), Ok(()));
        }
        let kept = budgets.buckets.lock().map(|buckets| buckets.len()).ok();
        assert!(kept.is_some_and(|kept| kept <= 16), "{kept:?}");
    }
}
