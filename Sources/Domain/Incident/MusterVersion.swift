public import Encodings

/// The version of this release: what `--version` prints, and what every process tells broker and database. Its first number
/// is raised when a release breaks what users or other releases rely on, its second by features (before 1.0 also by what
/// breaks), its third by mends alone.
public enum MusterVersion {
    /// The version that this was built as.
    public static let current = Version(major: 0, minor: 1, patch: 0)

    /// What a process calls itself towards broker and database: `muster-notifier/0.1.0`.
    /// - Parameter process: its name, as in `notifier`; the operator's CLI is `cli`.
    public static func applicationName(of process: String) -> String {
        "muster-\(process)/\(current)"
    }
}
