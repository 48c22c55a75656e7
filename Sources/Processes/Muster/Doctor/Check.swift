import JSON

/// One thing that the doctor looked at.
struct Check: Sendable, Equatable {
    let name: String
    let isWell: Bool
    let detail: String
    /// What to do when it is not well.
    let fix: String?

    static func well(_ name: String, _ detail: String) -> Check {
        Check(name: name, isWell: true, detail: detail, fix: nil)
    }

    static func wrong(_ name: String, _ detail: String, fix: String) -> Check {
        Check(name: name, isWell: false, detail: detail, fix: fix)
    }

    var json: JSON {
        [
            "name": .string(name), "ok": .bool(isWell), "detail": .string(detail),
            "fix": fix.map(JSON.string) ?? .null,
        ]
    }
}
