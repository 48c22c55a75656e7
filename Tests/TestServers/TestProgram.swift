import Foundation

/// A program to run beside a test.
public struct TestProgram: Sendable {
    /// What it left behind.
    public struct Result: Sendable {
        /// Its exit status, or the number of the signal that ended it.
        public let status: Int32
        /// Whether a signal ended it.
        public let wasKilled: Bool
        /// Its standard output.
        public let output: String
        /// Its standard error.
        public let errors: String
    }

    let path: String
    let arguments: [String]
    let environment: [String: String]

    /// - Parameter environment: The whole of it: nothing is inherited. A program that crashes does so without a backtrace,
    ///   which takes longer than many a test.
    public init(_ path: String, _ arguments: [String] = [], environment: [String: String] = [:]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { own, _ in own }
    }

    /// The path of a product of this package, for example `muster-intake`, beside the running tests.
    public static func product(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// The path of a program of this machine, as a shell would find it; `nil` when it is not installed.
    public static func installed(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts it. It is the caller's to end.
    public func start(input: String = "") throws -> RunningProgram {
        try RunningProgram(self, input: input)
    }

    /// Starts it and waits for its end.
    public func run(input: String = "") async throws -> Result {
        try await start(input: input).end()
    }
}
