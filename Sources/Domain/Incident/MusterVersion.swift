/// The version of this release: what `--version` prints, and what every process tells broker and database.
public struct MusterVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The version that this was built as.
    public static let current = MusterVersion(major: 0, minor: 1, patch: 0)

    /// Raised when a release breaks what users or other releases rely on.
    public var major: Int
    /// Raised by features; before 1.0 also by what breaks.
    public var minor: Int
    /// Raised by mends alone.
    public var patch: Int

    /// The version of these numbers, each from 0.
    public init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `1.2.3`; `nil` for any other form.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.count <= 9 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        self.init(major: numbers[0], minor: numbers[1], patch: numbers[2])
    }

    /// `1.2.3`.
    public var description: String { "\(major).\(minor).\(patch)" }

    /// What a process calls itself towards broker and database: `muster-notifier/0.1.0`.
    /// - Parameter process: its name, as in `notifier`; the operator's CLI is `cli`.
    public static func applicationName(of process: String) -> String {
        "muster-\(process)/\(current)"
    }

    /// Order by release.
    public static func < (left: MusterVersion, right: MusterVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
