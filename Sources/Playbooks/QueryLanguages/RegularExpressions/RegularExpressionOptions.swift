/// How characters and lines are compared.
struct RegularExpressionOptions: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    /// Letters of both cases are alike (flag `i`).
    static let ignoresCase = RegularExpressionOptions(rawValue: 1)
    /// `^` and `$` also match at the beginnings and ends of lines (flag `m`).
    static let multiline = RegularExpressionOptions(rawValue: 2)
}
