import Curl
import Digests
import Encodings
import Environment
import FoundationEssentials
import ICalendar
import IncidentStore
import Logging
import OnCall
import Organisation
import Postgres
import ServiceLifecycle
import WorkerKit
import ZoneFiles

/// Fetches the calendars from which layers of schedules take their shifts, each when it is due, by one instance.
///
/// A version is kept when all layers that read it can; else the last one that could be read stays, and why is written down.
struct CalendarRefresh: Service {
    static let interval: Duration = .seconds(15)
    /// How many are fetched at a time.
    private static let together = 16

    private let environment: WorkerEnvironment
    private let variables: EnvironmentVariables
    private let zones: ZoneFiles

    init(
        _ environment: WorkerEnvironment, variables: EnvironmentVariables = .process, zones: ZoneFiles = ZoneFiles()
    ) {
        self.environment = environment
        self.variables = variables
        self.zones = zones
    }

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "calendars could not be looked at", environment.logger) {
            try await look()
        }
    }

    /// Looks once for all that are due.
    func look() async throws {
        let organisation = try await environment.organisation.current()
        let sources = Dictionary(organisation.calendarSources.map { ($0.reference, $0) }) { first, _ in first }
        let references = sources.keys.sorted()
        for start in stride(from: 0, to: references.count, by: Self.together) {
            let batch = Array(references[start..<min(start + Self.together, references.count)])
            let claims = try await CalendarCopies.claim(batch, in: environment.database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for claim in claims {
                    guard let source = sources[claim.reference] else { continue }
                    group.addTask { try await refresh(source, claim, organisation) }
                }
                try await group.waitForAll()
            }
        }
        _ = try await environment.database.query(CalendarCopies.forget(unless: references))
    }

    private func refresh(
        _ source: CalendarSource, _ claim: CalendarCopies.Claim, _ organisation: OrganisationConfiguration
    ) async throws {
        let layers = organisation.schedules.flatMap(\.layers).filter { $0.calendar?.reference == claim.reference }
        switch await version(of: source, claim, for: layers) {
        case .success(let version):
            _ = try await environment.database.query(
                CalendarCopies.keep(version, of: claim.reference, again: source.refresh))
        case .failure(let refusal):
            // Soon at first, and never less often than asked for.
            let wait = min(source.refresh, 60 << min(claim.failures, 10))
            _ = try await environment.database.query(
                CalendarCopies.fail(claim.reference, because: String(refusal.reason.prefix(1000)), again: wait))
            environment.logger.warning(
                "a calendar could not be read, the last version stays",
                metadata: [LoggingKeys.reason: "\(refusal.reason)"])
        }
    }

    /// What the source says now: a version, or `nil` when the known one still is the newest.
    private func version(
        of source: CalendarSource, _ claim: CalendarCopies.Claim, for layers: [ScheduleLayer]
    ) async -> Result<CalendarCopies.Version?, CalendarRefusal> {
        do {
            var request = HTTPRequest(
                "GET", try url(of: source), headers: ["Accept": "text/calendar"],
                maximumResponseBytes: CalendarStream.largest, followsRedirects: 5)
            if let etag = claim.etag { request.headers["If-None-Match"] = etag }
            if let date = claim.lastModified { request.headers["If-Modified-Since"] = date }
            let response = try await environment.http.send(request)
            if response.status == 304, claim.etag != nil || claim.lastModified != nil { return .success(nil) }
            guard response.status == 200 else {
                return .failure(CalendarRefusal(reason: "the source answered \(response.status)"))
            }
            for layer in layers {
                let trial = CalendarReading.trial(response.body, for: layer, zones: zones.forCalendars, at: Date())
                if case .failure(let refusal) = trial { return .failure(refusal) }
            }
            return .success(
                CalendarCopies.Version(
                    text: String(decoding: response.body, as: UTF8.self), digest: Hex.encode(sha256(response.body)),
                    etag: Self.bounded(response.headers["ETag"], 1000),
                    lastModified: Self.bounded(response.headers["Last-Modified"], 100)))
        } catch let error as CurlError {
            return .failure(CalendarRefusal(reason: "the source cannot be read: \(error)"))
        } catch {
            return .failure(CalendarRefusal(reason: "\(error)"))
        }
    }

    private static func bounded(_ text: String?, _ length: Int) -> String? {
        text.flatMap { $0.unicodeScalars.count <= length && !$0.unicodeScalars.contains("\0") ? $0 : nil }
    }

    private func url(of source: CalendarSource) throws -> String {
        switch source.address {
        case .url(let url): return url
        case .variable(let name):
            guard let url = try variables.secret(name) else {
                throw CalendarRefusal(reason: "neither \(name) nor \(name)_FILE is set where paging runs")
            }
            return url.hasPrefix("webcal://") ? "https" + url.dropFirst(6) : url
        }
    }
}
