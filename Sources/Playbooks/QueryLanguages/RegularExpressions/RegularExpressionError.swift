/// Why a text is not a regular expression, and where.
struct RegularExpressionError: Error, Hashable, Sendable {
    /// The place of the fault, from 0, counted in Unicode scalars.
    let offset: Int
    /// The fault: "a group does not end".
    let reason: String
}
