import Foundation
import JSON
import TestServers
import Testing

/// Debian's Alertmanager and Prometheus send to a running intake: what they do that a body written by hand may miss.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"),
    .enabled(
        if: Alertmanager.isInstalled, "needs prometheus-alertmanager and prometheus (Debian 12: 0.25 and 2.42) on PATH")
)
struct RealAlertmanagerTests {
    private func incidents(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(sql: "select number, status, alert_count from core.incident order by number")
    }

    private func paged(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: "select count(*) from intake.outbox where type = 'muster.incident.opened.v1'")
    }

    /// Two that hear of each other, and two that do not: everything is sent twice then.
    @Test(arguments: [true, false]) func aPairOpensOneIncident(_ areConnected: Bool) async throws {
        try await IntakeProcess.run { intake in
            let folder = try Folder()
            defer { folder.remove() }
            let ports = try await TestServers.shared().freePorts(4)
            let clusters = areConnected ? [ports[2], ports[3]] : [nil, nil]
            let pair = try (0..<2).map { index in
                try Alertmanager(
                    sendingTo: intake, port: ports[index], cluster: clusters[index],
                    peer: areConnected ? ports[3 - index] : nil, folder.path("am-\(index)"))
            }
            for one in pair { try await one.awaitReady() }
            for one in pair { try await one.alert("Latency", endsIn: nil) }
            try await eventually("the alert is there") { try await incidents(intake) == ["1|active|1"] }
            if !areConnected {
                try await eventually("both have said it") {
                    try await intake.database.run(sql: "select count from core.alert") == ["2"]
                }
            }
            for one in pair { try await one.alert("Latency", endsIn: 0) }
            try await eventually("it is over") {
                try await intake.database.run(sql: "select distinct status from core.alert") == ["resolved"]
            }
            for one in pair { try await one.stop() }
            #expect(try await incidents(intake) == ["1|active|1"])
            #expect(try await paged(intake) == ["1"])
        }
    }

    /// It forgets that the alert fired: Alertmanager says that a live fault is over, and then that another one began.
    @Test func aRealPrometheusThatIsRestartedWakesNobodyTwice() async throws {
        try await IntakeProcess.run { intake in
            let folder = try Folder()
            defer { folder.remove() }
            let ports = try await TestServers.shared().freePorts(2)
            let alertmanager = try Alertmanager(
                sendingTo: intake, port: ports[0], cluster: nil, peer: nil, folder.path("am"))
            try await alertmanager.awaitReady()
            let first = try Prometheus(alertmanager: ports[0], port: ports[1], folder.path("one"))
            try await eventually("the alert is there") { try await incidents(intake) == ["1|active|1"] }
            try await first.stop()
            try await eventually("Alertmanager takes it to be over") {
                try await intake.database.run(sql: "select status from core.alert") == ["resolved"]
            }
            let second = try Prometheus(alertmanager: ports[0], port: ports[1], folder.path("two"))
            try await eventually("it fires again") { try await incidents(intake) == ["1|active|2"] }
            let begun = try await intake.database.run(sql: "select count(distinct started_at) from core.alert")
            #expect(begun == ["2"], "it is another alert to Prometheus")
            #expect(try await paged(intake) == ["1"])
            try await second.stop()
            try await alertmanager.stop()
        }
    }
}

/// A folder of a test's own.
private struct Folder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("alerting-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    func path(_ name: String) throws -> URL {
        let folder = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}

/// A running Alertmanager whose only receiver is an intake.
private struct Alertmanager {
    static let isInstalled = [program, Prometheus.program].allSatisfy { $0 != nil }
    private static let program = TestProgram.installed("prometheus-alertmanager")

    let port: Int
    private let running: RunningProgram

    init(sendingTo intake: IntakeProcess, port: Int, cluster: Int?, peer: Int?, _ folder: URL) throws {
        self.port = port
        let file = folder.appendingPathComponent("alertmanager.yml")
        let text = """
            route: {receiver: muster, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
            receivers:
            - name: muster
              webhook_configs:
              - url: \(intake.url)/api/v1/alerts/alertmanager
                http_config: {authorization: {credentials: \(IntakeProcess.key)}}
            """
        try Data(text.utf8).write(to: file)
        var arguments = [
            "--config.file=\(file.path)", "--storage.path=\(folder.path)", "--web.listen-address=127.0.0.1:\(port)",
            "--cluster.peer-timeout=1s", "--cluster.listen-address=\(cluster.map { "127.0.0.1:\($0)" } ?? "")",
        ]
        if let peer { arguments.append("--cluster.peer=127.0.0.1:\(peer)") }
        running = try TestProgram(Self.program ?? "", arguments).start()
    }

    func awaitReady() async throws {
        try await eventually("Alertmanager answers") {
            guard running.isRunning else { throw TestServersError("Alertmanager ended: \(running.errors)") }
            return try await curl("-o", "/dev/null", "http://127.0.0.1:\(port)/-/ready").status == 0
        }
    }

    /// Says that an alert fires, or is over.
    func alert(_ name: String, endsIn: Double?) async throws {
        var alert: JSONObject = [
            "labels": ["alertname": .string(name), "severity": "critical"], "annotations": ["summary": "It is slow"],
            "startsAt": Date().addingTimeInterval(-60).json,
        ]
        alert["endsAt"] = Date().addingTimeInterval(endsIn ?? 3600).json
        let result = try await curl(
            "-H", "Content-Type: application/json", "--data-binary", "@-", "http://127.0.0.1:\(port)/api/v2/alerts",
            input: JSON.array([.object(alert)]).text())
        guard result.status == 0 else { throw TestServersError("Alertmanager refused an alert: \(result.output)") }
    }

    func stop() async throws {
        running.send(signal: SIGTERM)
        await running.end()
    }

    private func curl(_ arguments: String..., input: String = "") async throws -> TestProgram.Result {
        try await TestProgram("/usr/bin/curl", ["-sS", "--fail-with-body", "--noproxy", "*"] + arguments)
            .run(input: input)
    }
}

/// A running Prometheus with a rule that always fires, a second after it began.
private struct Prometheus {
    static let program = TestProgram.installed("prometheus")

    private let running: RunningProgram

    init(alertmanager: Int, port: Int, _ folder: URL) throws {
        let rules = folder.appendingPathComponent("rules.yml")
        let file = folder.appendingPathComponent("prometheus.yml")
        try Data(
            """
            groups:
            - name: all
              rules:
              - {alert: Latency, expr: vector(1), for: 1s, labels: {severity: critical}, annotations: {summary: It is slow}}
            """.utf8
        ).write(to: rules)
        try Data(
            """
            global: {evaluation_interval: 1s}
            rule_files: [\(rules.path)]
            alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:\(alertmanager)']}]}]}
            """.utf8
        ).write(to: file)
        running = try TestProgram(
            Self.program ?? "",
            [
                "--config.file=\(file.path)", "--storage.tsdb.path=\(folder.path)/data",
                "--web.listen-address=127.0.0.1:\(port)", "--rules.alert.resend-delay=1s",
            ]
        ).start()
    }

    func stop() async throws {
        running.send(signal: SIGTERM)
        await running.end()
    }
}
