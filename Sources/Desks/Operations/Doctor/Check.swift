public import JSON

/// One thing that the doctor looked at.
public struct Check: Sendable, Equatable {
    /// What was looked at, in a word or two: `migrations`.
    public let name: String
    /// Whether it is as it should be.
    public let isWell: Bool
    /// What the doctor saw, in a line.
    public let detail: String
    /// What to do when it is not well, or may not stay so.
    public let fix: String?

    /// What is as it should be.
    public static func well(_ name: String, _ detail: String) -> Check {
        Check(name: name, isWell: true, detail: detail, fix: nil)
    }

    /// What is as it should be and may not stay so, and what to do before.
    public static func warning(_ name: String, _ detail: String, fix: String) -> Check {
        Check(name: name, isWell: true, detail: detail, fix: fix)
    }

    /// What is not, and what to do about it.
    public static func wrong(_ name: String, _ detail: String, fix: String) -> Check {
        Check(name: name, isWell: false, detail: detail, fix: fix)
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "name": .string(name), "ok": .bool(isWell), "detail": .string(detail),
            "fix": fix.map(JSON.string) ?? .null,
        ]
    }
}
