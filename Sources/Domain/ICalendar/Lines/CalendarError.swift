/// Why an iCalendar object cannot be read: what is wrong, and where.
public struct CalendarError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line of the text, unfolded lines counted as they were written, from 1; `nil` when it is about the whole.
    public var line: Int?
    /// The UID of the event that it is about.
    public var uid: String?
    /// What is wrong, and what to do.
    public var problem: String

    /// - Parameters:
    ///   - problem: what is wrong, and what to do.
    ///   - line: the line of the text, from 1.
    ///   - uid: the event that it is about.
    init(_ problem: String, line: Int? = nil, uid: String? = nil) {
        self.problem = problem
        self.line = line
        self.uid = uid
    }

    /// `line 12 (event 1@example.org): …`.
    public var description: String {
        let event = uid.map { "event \(String($0.prefix(100)))" }
        switch (line, event) {
        case (let line?, let event?): return "line \(line) (\(event)): \(problem)"
        case (let line?, nil): return "line \(line): \(problem)"
        case (nil, let event?): return "\(event): \(problem)"
        case (nil, nil): return problem
        }
    }
}
