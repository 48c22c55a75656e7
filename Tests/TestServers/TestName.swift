import Foundation

/// Names of databases and virtual hosts that no two tests share, sorted by time in a listing.
enum TestName {
    static func make() -> String {
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1000)
        return "test_\(milliseconds)_\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
    }
}
