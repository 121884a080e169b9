//! A desk that forgets everything when it stops: for tests and for looking at the pages.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use suar_app::{
    ContestProgress, DeskError, DeskFuture, Entropy, NewContest, NewReport, Progress, PublicDesk, ReportProgress,
    ReturnCode,
};

/// Keeps reports and contests by their code.
pub(crate) struct MemoryDesk {
    entropy: Arc<dyn Entropy>,
    pub(crate) reports: Mutex<BTreeMap<ReturnCode, NewReport>>,
    pub(crate) contests: Mutex<BTreeMap<ReturnCode, NewContest>>,
}

impl MemoryDesk {
    pub(crate) fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self { entropy, reports: Mutex::default(), contests: Mutex::default() }
    }

    fn code_or_draw(&self, code: Option<&ReturnCode>) -> Result<ReturnCode, DeskError> {
        let drawn = || ReturnCode::draw(self.entropy.as_ref());
        code.cloned().map_or_else(drawn, Ok).map_err(|error| DeskError::Unavailable(error.to_string()))
    }
}

impl PublicDesk for MemoryDesk {
    fn report(&self, report: NewReport) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async move {
            let code = self.code_or_draw(report.code.as_ref())?;
            self.reports.lock().unwrap_or_else(PoisonError::into_inner).insert(code.clone(), report);
            Ok(code)
        })
    }

    fn find_report(&self, code: ReturnCode) -> DeskFuture<'_, Option<ReportProgress>> {
        Box::pin(async move {
            let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
            let found = reports.get(&code);
            Ok(found.map(|report| ReportProgress {
                received: report.received,
                progress: Progress::Waiting,
                answer: None,
            }))
        })
    }

    fn contest(&self, contest: NewContest) -> DeskFuture<'_, ReturnCode> {
        Box::pin(async move {
            let code = self.code_or_draw(contest.code.as_ref())?;
            self.contests.lock().unwrap_or_else(PoisonError::into_inner).insert(code.clone(), contest);
            Ok(code)
        })
    }

    fn find_contest(&self, code: ReturnCode) -> DeskFuture<'_, Option<ContestProgress>> {
        Box::pin(async move {
            let contests = self.contests.lock().unwrap_or_else(PoisonError::into_inner);
            let found = contests.get(&code);
            Ok(found.map(|contest| ContestProgress {
                received: contest.received,
                due: contest.due,
                progress: Progress::Done,
                answer: Some("Kami sudah memeriksanya.".to_owned()),
            }))
        })
    }
}
