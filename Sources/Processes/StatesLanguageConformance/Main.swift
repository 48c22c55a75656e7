import ArgumentParser
import Foundation
import JSON
import Pacing
import StatesLanguage

/// Runs recorded answers against this library and says which it gives too.
@main
struct StatesLanguageConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "states-language-conformance",
        abstract: "Run recorded cases of the Amazon States Language and of SOCless, and report what differs.",
        discussion: "Exits with 0 when every case passes, 1 when one does not, 2 when a file cannot be read.")

    @Argument(help: "Cases of the Amazon States Language, one JSON object a line.")
    var file: String?

    @Option(help: ArgumentHelp("Playbooks and the state machines that they become.", valueName: "file"))
    var soclessPlaybooks: String?

    @Option(help: ArgumentHelp("Parameters and what they are resolved to.", valueName: "file"))
    var soclessParameters: String?

    @Option(
        help: ArgumentHelp(
            "Run them through a service that speaks AWS Step Functions' protocol, as far as it can by itself.",
            discussion:
                "Its key is in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. State machines and executions stay there.",
            valueName: "url"))
    var runner: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        guard file != nil || soclessPlaybooks != nil || soclessParameters != nil else {
            throw CleanExit.helpRequest(self)
        }
        let start = ContinuousClock.now
        var report = Report()
        if let file, let runner {
            try await cases(in: file, through: runner, into: &report)
        } else if let file {
            try read(file) { Self.cases(in: $0, into: &report) }
        }
        if let soclessPlaybooks {
            try read(soclessPlaybooks) { SoclessCases.playbooks(Self.json($0), into: &report) }
        }
        if let soclessParameters {
            try read(soclessParameters) { SoclessCases.parameters(Self.json($0), into: &report) }
        }
        let elapsed = start.duration(to: .now)
        report.seconds = elapsed.seconds
        print(json ? report.json.text() : report.text)
        if report.all.passed != report.all.total { throw ExitCode(1) }
    }

    private func read(_ path: String, _ use: ([UInt8]) -> Bool) throws {
        guard let data = FileManager.default.contents(atPath: path), use(Array(data)) else {
            FileHandle.standardError.write(Data("\(path) is not a file of such cases\n".utf8))
            throw ExitCode(2)
        }
    }

    private static func json(_ bytes: [UInt8]) -> JSON {
        (try? JSON.parse(bytes, limits: JSONLimits(bytes: 64 << 20))) ?? .null
    }

    /// `false` when a line is no JSON object.
    static func cases(in bytes: [UInt8], into report: inout Report) -> Bool {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        for line in bytes.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            guard let json = try? JSON.parse(line), json.objectValue != nil else { return false }
            let item = ConformanceCase(json)
            report.add(item.name, kind: item.kindName, group: item.group, CaseRunner(case: item).run(at: now))
        }
        return true
    }

    /// Cases that cannot run there are counted as skipped, and not as passed.
    private func cases(in path: String, through url: String, into report: inout Report) async throws {
        let service: RemoteService
        do {
            service = try RemoteService(url, environment: ProcessInfo.processInfo.environment)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode(2)
        }
        var items: [ConformanceCase] = []
        try read(path) { bytes in
            for line in bytes.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
                guard let json = try? JSON.parse(line), json.objectValue != nil else { return false }
                items.append(ConformanceCase(json))
            }
            return true
        }
        for item in items {
            if let score = try await CaseRunner(case: item).run(through: service) {
                report.add(item.name, kind: item.kindName, group: item.group, score)
            } else {
                report.skipped += 1
            }
        }
    }
}
