import ArgumentParser
import Foundation
import JSON
import StatesLanguage

/// Runs recorded answers of the service against this library and says which it gives too.
@main
struct StatesLanguageConformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "states-language-conformance",
        abstract: "Run recorded cases of the Amazon States Language and report what differs.")

    @Argument(help: "Cases, one JSON object a line.")
    var file: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        guard let file else { throw ValidationError("a file of cases is missing") }
        guard let data = FileManager.default.contents(atPath: file), let report = Self.report(Array(data)) else {
            FileHandle.standardError.write(Data("\(file) is not a file of cases\n".utf8))
            throw ExitCode(2)
        }
        print(json ? report.json.text() : report.text)
        if report.all.passed != report.all.total { throw ExitCode(1) }
    }

    /// `nil` when a line is no JSON object.
    static func report(_ bytes: [UInt8]) -> Report? {
        let start = ContinuousClock.now
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        var report = Report()
        for line in bytes.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            guard let json = try? JSON.parse(line), json.objectValue != nil else { return nil }
            let item = ConformanceCase(json)
            report.add(item, CaseRunner(case: item).run(at: now))
        }
        let elapsed = start.duration(to: .now)
        report.seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return report
    }
}
