//! The figures of a run: medians, and ratios to the first row.

use std::fmt::Write;

use serde::Serialize;

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Table {
    pub(crate) title: &'static str,
    /// What each column holds, with its unit.
    pub(crate) columns: Vec<&'static str>,
    /// The first row is what the others are compared with.
    pub(crate) rows: Vec<Row>,
}

/// One program.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// How often it was run.
    pub(crate) rounds: usize,
    /// The median of each column.
    pub(crate) medians: Vec<f64>,
    /// The median by the first row's.
    pub(crate) ratios: Vec<f64>,
}

impl Table {
    /// A table of runs: for each program, for each run, a value for each column.
    pub(crate) fn new(
        title: &'static str,
        columns: Vec<&'static str>,
        measured: Vec<(&'static str, Vec<Vec<f64>>)>,
    ) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for (name, runs) in measured {
            let medians: Vec<f64> = (0..columns.len())
                .map(|column| median(runs.iter().filter_map(|run| run.get(column).copied()).collect()))
                .collect();
            let base = rows.first().map_or_else(|| medians.clone(), |first| first.medians.clone());
            let ratios = medians.iter().zip(&base).map(|(median, base)| median / base).collect();
            rows.push(Row { name, rounds: runs.len(), medians, ratios });
        }
        Self { title, columns, rows }
    }

    /// The table as people read it.
    pub(crate) fn markdown(&self) -> String {
        let mut text = format!("{}\n\n| program | runs |", self.title);
        for column in &self.columns {
            let _ = write!(text, " {column} | ratio |");
        }
        text.push_str("\n|---|---|");
        text.push_str(&"---|---|".repeat(self.columns.len()));
        for row in &self.rows {
            let _ = write!(text, "\n| {} | {} |", row.name, row.rounds);
            for (median, ratio) in row.medians.iter().zip(&row.ratios) {
                let _ = write!(text, " {median:.3} | {ratio:.2} |");
            }
        }
        text
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.len() % 2, values.get(middle), middle.checked_sub(1).and_then(|below| values.get(below))) {
        (0, Some(above), Some(below)) => f64::midpoint(*above, *below),
        (_, Some(value), _) => *value,
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_compared_with_the_first_by_their_medians() {
        let table = Table::new(
            "t",
            vec!["wall s"],
            vec![("floor", vec![vec![3.0], vec![1.0], vec![2.0]]), ("ours", vec![vec![4.0], vec![8.0]])],
        );
        assert_eq!(table.rows[0].medians, [2.0]);
        assert_eq!((table.rows[1].medians[0], table.rows[1].ratios[0]), (6.0, 3.0));
        assert!(table.markdown().ends_with("| ours | 2 | 6.000 | 3.00 |"));
    }
}
