import Foundation

/// The command itself, beside the running tests.
struct TestedProgram {
    var environment: [String: String] = [:]

    func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(
            "muster")
        process.arguments = arguments
        process.environment = environment
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // What is said here fits into the pipes.
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(bytes: pipe.fileHandleForReading.readDataToEndOfFile(), encoding: .utf8) ?? ""
        }
        return (process.terminationStatus, text(output), text(errors))
    }
}
