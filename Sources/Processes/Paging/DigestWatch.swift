import Contracts
import Encodings
import Escalation
import FoundationEssentials
import Forecast
import Incident
import NightDesk
import NightStore
import Nights
import OnCall
import Organisation
import PageStore
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Tells in the morning what the day before was, each contact once. The night writes it; without it nothing is told, and whoever
/// watches the nights hears of that.
///
/// It looks again and again and keeps no state: who was told, the rows say.
struct DigestWatch: Service {
    static let interval: Duration = .seconds(60)

    private let environment: WorkerEnvironment

    init(_ environment: WorkerEnvironment) { self.environment = environment }

    func run() async throws {
        await RepeatedLook.run(every: Self.interval, or: "the digest could not be told", environment.logger) {
            try await look(at: Date())
        }
    }

    /// Looks once.
    func look(at now: Date) async throws {
        let organisation = try await environment.organisation.current()
        guard let rules = organisation.nightly.digest,
            let day = try NightSettings.calendar(of: organisation).digestDay(toldAt: rules.at, at: now)
        else { return }
        let open = try await DigestNotices.open(
            organisation.digestContacts, day: day.number, in: environment.database)
        guard !open.isEmpty, let digest = try await DigestRows.written(of: day, in: environment.database) else {
            return
        }
        let restricted = try await DigestRows.restricted(among: digest.incidents, in: environment.database)
        let body = digest.body(without: restricted) + "\n\(environment.configuration.publicURL)/incidents\n"
        let trials = open.map { contact in
            TrialRecord(
                .digest, about: .v7(), to: contact, of: contact.channel == .mail ? contact.address : "everybody",
                sender: organisation.announcements.from, subject: digest.subject, body: body)
        }
        try await environment.committer.commit { work in
            let new = try await DigestNotices.claim(trials, day: day.number, in: work)
            let told = trials.filter { new.contains($0.id) }
            guard !told.isEmpty else { return }
            for statement in Trials.insert(told, by: environment.name) { work.write(statement) }
            for trial in told {
                work.announce(
                    TrialRequested(trial: trial.id), about: Subject(name: trial.person, id: nil, cause: nil))
            }
        }
    }
}
