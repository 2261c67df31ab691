//! Files and functions stay short enough to be read at once.

use super::Source;

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 80;

pub(super) fn broken(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(|source| long_file(source).into_iter().chain(long_functions(source))).collect()
}

fn long_file(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > FILE_LINES)
        .then(|| format!("{}: {lines} lines, more than {FILE_LINES}: split by subject", source.place(0)))
}

/// In formatted Rust a function ends at the first closing brace that stands as far in as its first line.
fn long_functions(source: &Source) -> Vec<String> {
    if !source.is("rs") {
        return Vec::new();
    }
    let lines: Vec<&str> = source.text.lines().collect();
    let starts =
        lines.iter().enumerate().filter(|(start, line)| is_function(line) && has_body(&lines[*start..]));
    starts
        .filter_map(|(start, line)| {
            let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
            let length = lines[start..].iter().position(|line| **line == end)? + 1;
            (length > FUNCTION_LINES).then(|| {
                format!("{}: a function of {length} lines, more than {FUNCTION_LINES}", source.place(start))
            })
        })
        .collect()
}

fn is_function(line: &str) -> bool {
    let mut words = line.trim_start().split(' ');
    let qualifiers = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern", "\"system\""];
    words.find(|word| !qualifiers.contains(word)) == Some("fn")
}

/// Whether a function's first lines end in the opening brace of a body; without one, or with a body on the same line,
/// there is nothing to count.
fn has_body(lines: &[&str]) -> bool {
    lines.iter().find_map(|line| line.chars().last().filter(|last| "{};".contains(*last))) == Some('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: String) -> Source {
        Source { path: "x.rs".into(), text }
    }

    #[test]
    fn a_long_function_is_found_at_its_first_line() {
        let body = "        step();\n".repeat(FUNCTION_LINES);
        let long = source(format!("impl X {{\n    pub async fn y() {{\n{body}    }}\n}}\n"));
        assert_eq!(long_functions(&long), ["x.rs:2: a function of 82 lines, more than 80"]);
    }

    #[test]
    fn a_function_without_a_body_of_its_own_lines_is_none() {
        let other = "    fn y() {\n        step();\n    }\n".repeat(FUNCTION_LINES);
        let promised = source(format!(
            "trait X {{\n    fn x(\n        &self,\n    ) -> u8;\n    fn z() {{}}\n{other}}}\n"
        ));
        assert!(long_functions(&promised).is_empty());
    }

    #[test]
    fn a_short_function_and_a_long_file_of_short_ones_are_told_apart() {
        let text = "fn x() {\n    step();\n}\n".repeat(201);
        assert!(long_functions(&source(text.clone())).is_empty());
        assert!(long_file(&source(text)).is_some());
    }
}
