import Foundation
import TestServers

/// A Python with a package, to compare with what others read.
struct PythonPeer: Sendable {
    let interpreter: String

    /// The first of these that can import a module; `MUSTER_TEST_PYTHON` names one more.
    static func find(with module: String) async throws -> PythonPeer? {
        let named = ProcessInfo.processInfo.environment["MUSTER_TEST_PYTHON"]
        for place in [named, "/usr/bin/python3", TestProgram.installed("python3")].compactMap(\.self)
        where FileManager.default.isExecutableFile(atPath: place) {
            let peer = PythonPeer(interpreter: place)
            if try await peer.run("import \(module)").status == 0 { return peer }
        }
        return nil
    }

    /// Runs a program with something on its standard input.
    func run(_ program: String, input: String = "") async throws -> TestProgram.Result {
        try await TestProgram(
            interpreter, ["-c", program], environment: ["PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"]
        ).run(input: input)
    }

    /// The lines that a program answers.
    func answers(_ program: String, input: [String]) async throws -> [String] {
        let result = try await run(program, input: input.joined(separator: "\n"))
        guard result.status == 0 else { throw PeerFailure(text: result.errors) }
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}

struct PeerFailure: Error {
    var text: String
}

/// The same numbers again in every run (Steele, Lea, Flood: SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Some of these, in their order.
    mutating func some<Element>(_ all: [Element], upTo count: Int) -> [Element] {
        let chosen = Set(
            (0..<Int.random(in: 1...count, using: &self)).map { _ in Int.random(in: all.indices, using: &self) })
        return chosen.sorted().map { all[$0] }
    }

    mutating func one<Element>(_ all: [Element]) -> Element { all[Int.random(in: all.indices, using: &self)] }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
