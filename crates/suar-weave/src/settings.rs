//! The few numbers that steer the weaving. One setting serves every corpus.

/// Thresholds of the weaving. The defaults are meant to be left alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Similarity with another text at which the two found a cluster.
    pub found_similarity: f32,
    /// Similarity with the common wording of a cluster at which a text joins it.
    pub join_similarity: f32,
    /// Share of the similarity with the third-best cluster that is asked on top:
    /// where everything resembles everything, more is asked.
    pub caution: f32,
    /// Similarity of two common wordings at which their clusters are one.
    pub merge_similarity: f32,
    /// Shared weight below which a resemblance is chance ("good morning all").
    pub least_evidence: f32,
    /// Members of a template that are aligned for its consensus and slots: all, or an
    /// even sample of so many.
    pub aligned_members: usize,
    /// Values that are listed for each slot of a template.
    pub listed_values: usize,
    /// Weight of an identifier or template at which it ties documents.
    pub tie_weight: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            found_similarity: 0.33,
            join_similarity: 0.30,
            caution: 0.55,
            merge_similarity: 0.45,
            least_evidence: 25.0,
            aligned_members: 300,
            listed_values: 10,
            tie_weight: 0.25,
        }
    }
}
