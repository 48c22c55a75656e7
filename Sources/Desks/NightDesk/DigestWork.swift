import Nights
import NightStore
import Organisation
import Postgres

/// Says what the day was. It is of that day whatever was computed before; once a newer night is there, what was said of a day stays:
/// costs that go on would be those of the newer one.
struct DigestWork: NightWork {
    let name = StepName.digest

    func run(_ night: NightContext) async throws -> NightOutcome {
        if night.wanted < night.day, try await DigestRows.written(of: night.wanted, in: night.work) != nil {
            return .done(1, note: "as it was said, for a newer night is there")
        }
        let digest = try await DigestDesk.facts(of: night.wanted, night.settings).digest(in: night.work)
        _ = try await night.work.query(DigestRows.keep(digest))
        return .done(1, note: digest.isQuiet ? "nothing to report" : nil)
    }
}
