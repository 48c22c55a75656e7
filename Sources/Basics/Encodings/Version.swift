/// A version of three numbers, in the order of releases: `4.3.0`.
public struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 4 of 4.3.0.
    public var major: Int
    /// The 3 of 4.3.0.
    public var minor: Int
    /// The 0 of 4.3.0.
    public var patch: Int

    /// A version by its numbers, each from 0.
    public init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads `1.2.3`, each number of at most nine digits; `nil` for any other form.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.count <= 9 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        self.init(major: numbers[0], minor: numbers[1], patch: numbers[2])
    }

    /// `4.3.0`.
    public var description: String { "\(major).\(minor).\(patch)" }

    /// Order by release.
    public static func < (left: Version, right: Version) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
