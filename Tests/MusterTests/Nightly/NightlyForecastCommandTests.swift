import Foundation
import JSON
import TestServers
import Testing

@testable import Muster

@Suite struct NightlyForecastCommandTests {
    private func run(_ rows: [String], _ arguments: String...) async throws -> TestProgram.Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "series-\(UUID().uuidString).csv").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(rows.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return try await TestedProgram().run(["nightly", "forecast", "--series", path] + arguments)
    }

    private let months =
        ["date,count"]
        + (2021...2024).flatMap { year in
            (1...12).map { "\(year)-\($0 < 10 ? "0" : "")\($0)-01,\(8 + ($0 * 7 + year) % 5)" }
        }

    @Test func tellsModelPointsAndBackTest() async throws {
        let result = try await run(months, "--horizon", "3", "--json")
        #expect(result.status == 0, "\(result)")
        let json = try JSON.parse(result.output)
        #expect(json["frequency"] == "month")
        #expect(json["points"]?.arrayValue?.map { $0["at"] } == ["2025-01-01", "2025-02-01", "2025-03-01"])
        for key in ["value", "mean", "low80", "high80", "low95", "high95"] {
            #expect(json["points"]?[0]?[key]?.doubleValue != nil, "\(key)")
        }
        for key in ["folds", "mase", "pinball", "coverage80", "coverage95", "naive_mase"] {
            #expect(json["backtest"]?[key]?.doubleValue != nil, "\(key)")
        }
        #expect(json["model"]?.stringValue?.isEmpty == false)
        #expect(json["beats_naive"]?.boolValue != nil)
        #expect(json["problems"] == [])
    }

    @Test func printsAlignedColumns() async throws {
        let result = try await run(months, "--horizon", "3")
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("MONTH") })
        #expect(lines[(first + 1)...(first + 3)].map { $0.prefix(7) } == ["2025-01", "2025-02", "2025-03"])
        #expect(lines[first + 4].hasPrefix("all 3"))
        #expect(Set(lines[first...(first + 4)].map(\.count)).count == 1)
        #expect(result.output.contains("\nBACK-TEST "))
    }

    @Test func tellsRowsThatItDidNotCount() async throws {
        let result = try await run(months + ["2025-01-01,many"])
        #expect(result.status == 0)
        #expect(result.errors.contains("Line 50: \"many\" is no count"))
    }

    @Test func refusesWhatIsNoSeries() async throws {
        let none = try await run(["day;number", "2025-01-01;3"])
        #expect(none.status == 1)
        #expect(none.errors.contains("Begin it with the line date,count."))
        #expect(try await run(months, "--horizon", "0").status == 2)
        #expect(try await run(months, "--frequency", "year").status == 2)
        #expect(try await run(months, "--through", "2025-02-30").status == 2)
    }
}
