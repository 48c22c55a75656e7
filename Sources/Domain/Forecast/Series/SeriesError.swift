/// Why there is no forecast of a series.
public enum SeriesError: Error, Hashable, CustomStringConvertible {
    /// There is no period to forecast from; the first thing that is wrong with its rows, if they have any.
    case empty(String, SeriesProblem?)
    /// There are more periods than a series has: one of the dates is wrong.
    case long(String, first: String, last: String, most: Int)
    /// The text is not a table with the columns that it must have.
    case columns(String)

    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .empty(let name, let problem):
            "\(name) has no day that could be counted. "
                + (problem.map { "The first row: \($0)" }
                    ?? "Give it at least one row with a date and a count.")
        case .long(let name, let first, let last, let most):
            "\(name) goes from \(first) to \(last), which is more than \(most) periods. Mend the date that is wrong."
        case .columns(let name):
            "\(name) has no columns `date` and `count` in its first line. Begin it with the line date,count."
        }
    }
}
